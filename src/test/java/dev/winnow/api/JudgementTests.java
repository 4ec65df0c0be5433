package dev.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a build is worth when its scans fail, come late, find nothing, or find what others found. */
class JudgementTests {
    private static final Weak CRITICAL = new Weak("critical-1", "src/a.js", 1);
    private static final Weak LOW = new Weak("low-1", "src/b.js", 2);

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        private JsonNode upload(String commit, String report, String... more) throws Exception {
            var query = new ArrayList<>(List.of("commit", commit));
            query.addAll(List.of(more));
            return api.upload(project, report, query.toArray(String[]::new)).json(201);
        }

        private static String failed(Weak... results) {
            return TestReports.sarif("Lint", false, List.of(results));
        }

        private static String clean(Weak... results) {
            return TestReports.sarif(List.of(results));
        }

        private JsonNode build(String id) throws Exception {
            return api.get("/projects/" + project + "/builds/" + id).json(200);
        }

        @Test
        void aScannerThatFailedAtOnceGivesNoScoreAndNoVerdict() throws Exception {
            JsonNode build = upload("c1", failed()).path("build");

            assertThat(build.path("score").isNumber()).isFalse();
            assertThat(build.path("verdict").isString()).isFalse();
            assertThat(build.path("provisional").asBoolean()).isTrue();
            assertThat(build("c1").has("verdict")).isFalse();
        }

        @Test
        void whatAPartialScanFoundCountsButStaysProvisional() throws Exception {
            JsonNode build = upload("c1", failed(CRITICAL)).path("build");

            assertThat(build.path("verdict").asString()).isEqualTo("fail");
            assertThat(build.path("provisional").asBoolean()).isTrue();
        }

        @Test
        void aSecondRunThatFailsDoesNotTurnARedBuildGreen() throws Exception {
            upload("c1", clean(CRITICAL));

            JsonNode build = upload("c1", failed()).path("build");

            assertThat(build.path("verdict").asString()).isEqualTo("fail");
            assertThat(build.path("score").asInt()).isEqualTo(71);
            assertThat(build.path("provisional").asBoolean()).isFalse();
        }

        @Test
        void aCompleteSecondRunReplacesTheFirst() throws Exception {
            upload("c1", clean(CRITICAL));

            assertThat(upload("c1", clean(LOW)).path("build").path("verdict").asString())
                    .isEqualTo("pass");
        }

        @Test
        void aLateScanClosesNothingThatANewerPartialOneFound() throws Exception {
            upload("c1", clean(LOW), "committedAt", "2026-01-01T00:00:00Z");
            upload("c3", failed(CRITICAL), "committedAt", "2026-01-03T00:00:00Z");

            upload("c2", clean(LOW), "committedAt", "2026-01-02T00:00:00Z");

            assertThat(open()).isEqualTo(2);
        }

        @Test
        void whatAnotherGuardHadOpenAlreadyIsNotNewInTheBuild() throws Exception {
            upload("c1", clean(LOW), "guard", "one");

            JsonNode scan = upload("c2", clean(LOW), "guard", "two");

            assertThat(scan.path("findings").path("new").asInt()).isZero();
            assertThat(build("c2").path("build").path("findings").path("new").asInt(-1))
                    .isZero();
        }

        @Test
        void whatAnotherGuardHasOpenIsNotFixedInTheBuild() throws Exception {
            upload("c1", clean(LOW, CRITICAL), "guard", "one");
            upload("c1", clean(LOW), "guard", "two");

            upload("c2", clean(), "guard", "one");

            assertThat(build("c2").path("build").path("findings").path("fixed").asInt(-1))
                    .isEqualTo(1);
        }

        @Test
        void whatAPartialScanFoundIsNotNewOnceMore() throws Exception {
            upload("c1", clean(LOW));
            upload("c2", failed(CRITICAL));

            upload("c3", clean(LOW, CRITICAL));

            assertThat(build("c2").path("build").path("findings").path("new").asInt(-1))
                    .isEqualTo(1);
            assertThat(build("c3").path("build").path("findings").path("new").asInt(-1))
                    .isZero();
        }

        @Test
        void whatWasNewInAChangeStaysSoWhenItIsMerged() throws Exception {
            upload("c1", clean(LOW));
            upload("c2", clean(LOW, CRITICAL), "branch", "feature", "change", "17");
            upload("c3", clean(LOW, CRITICAL));

            JsonNode build = build("c2");

            assertThat(build.path("build").path("findings").path("new").asInt()).isEqualTo(1);
            assertThat(build.path("changes").path("new").size()).isEqualTo(1);
        }

        @Test
        void aCleanReportClosesWhatTheSameToolReportedWhereverThatWasFiled() throws Exception {
            String found = """
                    {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Trivy", "version": "0.57.0",
                      "rules": [{"id": "AVD-DS-0002", "properties": {"tags": ["misconfiguration", "security"]}}]}},
                      "results": [{"ruleId": "AVD-DS-0002", "ruleIndex": 0, "level": "error",
                        "message": {"text": "Artifact: Dockerfile\\nType: dockerfile\\nVulnerability DS002"},
                        "locations": [{"physicalLocation": {"artifactLocation": {"uri": "Dockerfile"},
                          "region": {"startLine": 1}}}]}]}]}""";
            String nothing = """
                    {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Trivy", "version": "0.57.0"}},
                      "results": []}]}""";
            JsonNode first = upload("c1", found);

            JsonNode second = upload("c2", nothing);

            assertThat(second.path("guard").asString())
                    .isEqualTo(first.path("guard").asString());
            assertThat(second.path("findings").path("fixed").asInt()).isEqualTo(1);
            assertThat(open()).isZero();
        }

        @Test
        void twoCleanReportsOfOneToolGoWhereTheyAreMissed() throws Exception {
            upload("c1", clean(LOW), "category", "sast");
            upload("c1", TestReports.sarif("Other", true, List.of(CRITICAL)));

            JsonNode scan = upload("c2", TestReports.sarif("Other", true, List.of()));

            assertThat(scan.path("guard").asString()).isEqualTo("other");
            assertThat(scan.path("findings").path("fixed").asInt()).isEqualTo(1);
            assertThat(open()).isEqualTo(1);
        }

        @Test
        void twoNamesOfOneVulnerabilityBecomeOneFindingWhenAGuardKnowsBoth() throws Exception {
            var cve = new Hole("left-pad", "HIGH", "CVE-2024-1");
            var ghsa = new Hole("left-pad", "HIGH", "GHSA-aaaa");
            var both = new Hole("left-pad", "HIGH", "GHSA-aaaa", "CVE-2024-1");
            upload("c1", TestReports.trivy("shop", List.of(cve)), "guard", "one");
            upload("c1", TestReports.trivy("shop", List.of(ghsa)), "guard", "two");
            assertThat(open()).isEqualTo(2);
            String absorbed = idOf("GHSA-aaaa");
            String survivor = idOf("CVE-2024-1");

            JsonNode scan = upload("c2", TestReports.grype("shop", List.of(both)), "guard", "three");

            assertThat(open()).isEqualTo(1);
            assertThat(scan.path("findings").path("new").asInt()).isZero();
            assertThat(scan.path("findings").path("fixed").asInt()).isZero();
            JsonNode finding = api.get("/findings/" + absorbed).json(200);
            assertThat(finding.path("finding").path("id").asString()).isEqualTo(survivor);
            assertThat(finding.path("finding").path("guards").size()).isEqualTo(3);
            assertThat(finding.path("episodes").size()).isEqualTo(1);
            JsonNode first = build("c1").path("changes").path("new");
            assertThat(first.size()).isEqualTo(1);

            JsonNode again = upload("c3", TestReports.trivy("shop", List.of(ghsa)), "guard", "two");
            assertThat(again.path("findings").path("unchanged").asInt()).isEqualTo(1);
            assertThat(build("c3").path("changes").path("fixed").size()).isZero();
        }

        private String idOf(String rule) throws Exception {
            for (JsonNode finding :
                    api.get("/findings?project=" + project).json(200).path("findings")) {
                if (finding.path("ruleId").asString().equals(rule)) {
                    return finding.path("id").asString();
                }
            }
            throw new AssertionError("no finding of rule " + rule);
        }
    }
}
