package dev.winnow.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.finding.BuildContents;
import dev.winnow.finding.ScanRequest;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.policy.language.Weights;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.support.OnH2;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@OnH2
class RisksTests {
    @Autowired
    private Intake intake;

    @Autowired
    private Scans scans;

    @Autowired
    private Builds builds;

    @Autowired
    private BuildContents contents;

    @Autowired
    private Risks risks;

    private Build imported(String project, String sample, String commit) throws IOException {
        var request = new ScanRequest(project, commit, null, null, commit, null, null, null, null, null, "app", null);
        try (var in = getClass().getResourceAsStream("/sample-data/" + sample)) {
            long id = intake.accept(in, request, "test").scanId();
            intake.settled(id).join();
            return builds.findById(scans.findById(id).orElseThrow().buildId().orElseThrow())
                    .orElseThrow();
        }
    }

    @Test
    void sharesAddUpToTheRiskThoughTwoGuardsSawTheSame() throws IOException {
        imported("risks-shared", "trivy.json", "a");
        Build build = imported("risks-shared", "grype.json", "a");

        List<RiskShare> shares = risks.shares(contents.of(build), Weights.DEFAULT);

        assertThat(shares).extracting(RiskShare::guards).contains(List.of("grype", "trivy"));
        assertThat(shares.stream().mapToLong(share -> share.points()).sum())
                .isEqualTo(build.risk().orElseThrow())
                .isPositive();
        assertThat(shares.stream().mapToInt(share -> share.findings().total()).sum())
                .isEqualTo(build.findings().total());
    }

    @Test
    void theChangeAddsUpFromTheBuildBefore() throws IOException {
        imported("risks-change", "trivy.json", "a");
        Build build = imported("risks-change", "grype.json", "b");

        RiskChange change =
                risks.change(build, contents.of(build), Weights.DEFAULT).orElseThrow();

        assertThat(change.riskBefore() + change.fresh() - change.fixed() + change.other())
                .isEqualTo(build.risk().orElseThrow());
    }
}
