package dev.winnow.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.Findings;
import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanRequest;
import dev.winnow.finding.ScanStatus;
import dev.winnow.finding.Scans;
import dev.winnow.importers.Kind;
import dev.winnow.intake.Intake;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Projects;
import dev.winnow.support.OnH2;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The reports in {@code sample-data}, uploaded as its README says. */
@OnH2
class SampleDataTests {
    private static final String COMMIT = "4f0c2d7";

    @Autowired
    private Intake intake;

    @Autowired
    private Scans scans;

    @Autowired
    private Findings findings;

    @Autowired
    private Projects projects;

    @Autowired
    private Builds builds;

    @Test
    void whatTrivyAndGrypeBothReportIsOneFinding() throws Exception {
        assertThat(upload("both-scanners", "trivy.json").counts().fresh()).isEqualTo(14);
        Scan grype = upload("both-scanners", "grype.json");

        assertThat(grype.counts().total()).isEqualTo(11);
        assertThat(grype.counts().fresh()).isEqualTo(2);
        List<Finding> open = open("both-scanners");
        assertThat(open).hasSize(16);
        assertThat(open)
                .filteredOn(Finding::silenced)
                .singleElement()
                .satisfies(finding -> assertThat(finding.packageName()).isEqualTo("zlib1g"));
        Map<Long, List<String>> guards =
                findings.guardsOf(open.stream().map(Finding::id).toList());
        assertThat(guards.values())
                .filteredOn(List.of("grype", "trivy")::equals)
                .hasSize(9);
        assertThat(open)
                .filteredOn(finding -> "CVE-2022-42889".equals(finding.identifier()))
                .singleElement()
                .satisfies(finding -> assertThat(guards.get(finding.id())).containsExactly("grype", "trivy"));
    }

    @Test
    void allFiveMakeOneBuildAndTheSameOnesAgainChangeNothing() throws Exception {
        for (String file : List.of("semgrep.sarif", "trivy.json", "grype.json", "zap.json", "zap.xml")) {
            upload("all-samples", file);
        }
        long project = projects.findByName("all-samples").orElseThrow().id();
        Build build = builds.findByProjectIdAndBranchAndCiIdAndCommitSha(project, "main", "118", COMMIT)
                .orElseThrow();

        assertThat(build.guardsReported()).isEqualTo(4);
        assertThat(open("all-samples"))
                .extracting(Finding::kind)
                .contains(Kind.CODE, Kind.SECRET, Kind.VULNERABILITY, Kind.WEB);
        try (InputStream report = report("zap.xml")) {
            assertThat(intake.accept(report, request("all-samples"), "test").isNew())
                    .isFalse();
        }
    }

    private List<Finding> open(String project) {
        return findings.ofProject(projects.findByName(project).orElseThrow().id(), FindingStatus.OPEN, null, 200);
    }

    private Scan upload(String project, String file) throws Exception {
        try (InputStream report = report(file)) {
            long id = intake.accept(report, request(project), "test").scanId();
            intake.settled(id).get(1, TimeUnit.MINUTES);
            Scan scan = scans.findById(id).orElseThrow();
            assertThat(scan.status()).isEqualTo(ScanStatus.IMPORTED);
            return scan;
        }
    }

    private static InputStream report(String file) {
        return SampleDataTests.class.getResourceAsStream("/sample-data/" + file);
    }

    private static ScanRequest request(String project) {
        return new ScanRequest(project, COMMIT, "main", null, "118", null, null, null, null, null, null, null);
    }
}
