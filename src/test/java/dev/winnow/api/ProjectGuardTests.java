package dev.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import dev.winnow.search.FindingIndex;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The map of a project's guards, and each of them closely. */
class ProjectGuardTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        @Autowired
        private FindingIndex index;

        private static String minute(int minute) {
            return "2026-01-01T%02d:%02d:00Z".formatted(minute / 60, minute % 60);
        }

        private void upload(String report, int build, String... more) throws Exception {
            var parameters = new ArrayList<>(List.of("commit", "c" + build, "committedAt", minute(build)));
            parameters.addAll(List.of(more));
            api.upload(project, report, parameters.toArray(String[]::new)).json(201);
        }

        /** @param after minutes from the commit to the end of the scan */
        private void lint(String guard, int build, int after, String... rules) throws Exception {
            List<Weak> weak = new ArrayList<>();
            for (String rule : rules) {
                weak.add(new Weak(rule, "src/" + rule + ".js", 7));
            }
            upload(TestReports.sarif(weak), build, "guard", guard, "scannedAt", minute(build + after));
        }

        private JsonNode map() throws Exception {
            return api.get("/projects/" + project + "/guards").json(200);
        }

        private JsonNode onMap(String guard) throws Exception {
            for (JsonNode one : map().path("guards")) {
                if (one.path("guard").asString().equals(guard)) {
                    return one;
                }
            }
            throw new AssertionError("no guard " + guard);
        }

        private JsonNode detail(String guard) throws Exception {
            return api.get("/projects/" + project + "/guards/" + guard).json(200);
        }

        private String cover(String starter) throws Exception {
            for (JsonNode one : map().path("starters")) {
                if (one.path("name").asString().equals(starter)) {
                    return one.path("cover").asString();
                }
            }
            throw new AssertionError("no starter " + starter);
        }

        @Test
        void aGuardStandsWhereItsUploadsSayAndIsCountedOnTheNewestBuilds() throws Exception {
            for (int build = 0; build < 4; build++) {
                lint("lint", build, 3 + build, "high-a");
            }
            lint("slow", 1, 30, "high-b");
            lint("slow", 2, 40, "high-b");

            JsonNode lint = onMap("lint");
            assertThat(map().path("builds").asInt()).isEqualTo(4);
            assertThat(lint.path("stage").asString()).isEqualTo("build");
            assertThat(lint.path("category").asString()).isEqualTo("sast");
            assertThat(lint.path("state").asString()).isEqualTo("runs");
            assertThat(lint.path("reported").asInt()).isEqualTo(4);
            assertThat(lint.path("lastReport").asString()).isEqualTo(minute(3 + 6));
            assertThat(lint.path("expected").asString()).isEqualTo("habit");
            // 3, 4, 5 and 6 minutes
            assertThat(lint.path("afterCommit").path("median").asInt()).isEqualTo(270);
            assertThat(lint.path("afterCommit").path("builds").asInt()).isEqualTo(4);
            assertThat(lint.path("afterFirstReport").path("median").asInt()).isZero();
            JsonNode slow = onMap("slow");
            assertThat(slow.path("reported").asInt()).isEqualTo(2);
            assertThat(slow.path("afterCommit").path("median").asInt()).isEqualTo(35 * 60);
            // Behind lint, which was there after 4 and 5 minutes.
            assertThat(slow.path("afterFirstReport").path("median").asInt()).isEqualTo((26 + 35) * 60 / 2);
        }

        @Test
        void whatIsOlderThanTheNewestBuildsIsNotCounted() throws Exception {
            for (int build = 0; build < 23; build++) {
                lint(build < 5 ? "old" : "new", build, 1, "high-a");
            }

            assertThat(map().path("builds").asInt()).isEqualTo(20);
            assertThat(onMap("old").path("reported").asInt()).isEqualTo(2);
            assertThat(onMap("old").path("state").asString()).isEqualTo("stale");
            assertThat(onMap("old").path("stale").asInt()).isEqualTo(1);
            assertThat(onMap("old").path("expected").asString()).isEqualTo("no");
            assertThat(onMap("new").path("reported").asInt()).isEqualTo(18);
            assertThat(onMap("new").path("state").asString()).isEqualTo("runs");
        }

        @Test
        void aScanThatBrokeOffIsCountedApart() throws Exception {
            lint("lint", 1, 1, "high-a");
            upload(TestReports.sarif("Lint", false, List.of()), 2, "guard", "lint");

            assertThat(onMap("lint").path("reported").asInt()).isEqualTo(1);
            assertThat(onMap("lint").path("brokeOff").asInt()).isEqualTo(1);
            assertThat(detail("lint").path("streams").path(0).path("brokeOff").asBoolean())
                    .isTrue();
        }

        @Test
        void starterGuardsAreGapsUntilOneOfTheirCategoryReports() throws Exception {
            lint("lint", 1, 1, "high-a");
            assertThat(cover("Pre-commit secret scan")).isEqualTo("gap");
            assertThat(cover("Pull-request static scan")).isEqualTo("not-on-changes");
            assertThat(cover("Deploy-time container scan")).isEqualTo("gap");
            assertThat(cover("Runtime monitor")).isEqualTo("gap");

            upload(TestReports.sarif(List.of()), 2, "guard", "lint", "change", "17", "branch", "fix");
            upload(TestReports.sarif(List.of()), 2, "guard", "keys", "category", "secrets");
            upload(TestReports.trivy("shop:1", List.of()), 2, "stage", "release");

            assertThat(cover("Pre-commit secret scan")).isEqualTo("covered");
            assertThat(cover("Pull-request static scan")).isEqualTo("covered");
            assertThat(cover("Deploy-time container scan")).isEqualTo("covered");
            assertThat(cover("Build-time dependency scan")).isEqualTo("gap");
            assertThat(onMap("trivy").path("stage").asString()).isEqualTo("release");
            assertThat(onMap("lint").path("onChanges").asInt()).isEqualTo(1);
        }

        @Test
        void aStarterWhoseGuardCameToAStopSaysSo() throws Exception {
            upload(TestReports.sarif(List.of()), 1, "guard", "keys", "category", "secrets");
            for (int build = 2; build < 12; build++) {
                lint("lint", build, 1, "high-a");
            }
            assertThat(cover("Pre-commit secret scan")).isEqualTo("stale");

            String stream = detail("keys").path("streams").path(0).path("id").asString();
            api.call(post(URI.create("/api/v1/projects/" + project + "/streams/" + stream + "/retire")))
                    .json(200);

            assertThat(cover("Pre-commit secret scan")).isEqualTo("gap");
            assertThat(onMap("keys").path("state").asString()).isEqualTo("silent");
            assertThat(onMap("keys").path("retired").asInt()).isEqualTo(1);
        }

        @Test
        void whatThePolicyExpectsIsMarkedAndWhatNeverReportedIsNamed() throws Exception {
            lint("lint", 1, 1, "high-a");
            lint("other", 1, 1, "high-a");
            api.call(put(URI.create("/api/v1/projects/" + project + "/policy"))
                            .content("expected-guards: [lint, ghost]\nrules: []\n"))
                    .json(200);

            assertThat(onMap("lint").path("expected").asString()).isEqualTo("policy");
            assertThat(onMap("other").path("expected").asString()).isEqualTo("no");
            assertThat(map().path("neverReported")).hasSize(1);
            assertThat(map().path("neverReported").path(0).asString()).isEqualTo("ghost");
        }

        @Test
        void onlyItAndSharedAreExactlyWhatTheirQueriesFind() throws Exception {
            var both = new Hole("both", "HIGH", "CVE-2026-1");
            upload(TestReports.trivy("shop:1", List.of(both, new Hole("t", "HIGH", "CVE-2026-2"))), 1);
            upload(TestReports.grype("shop:1", List.of(both, new Hole("g", "HIGH", "CVE-2026-3"))), 1);
            lint("lint", 1, 1, "high-a");

            JsonNode found = detail("trivy").path("findings");
            assertThat(found.path("open").asInt()).isEqualTo(2);
            assertThat(found.path("alone").asInt()).isEqualTo(1);
            assertThat(found.path("shared")).hasSize(1);
            assertThat(found.path("shared").path(0).path("guard").asString()).isEqualTo("grype");
            assertThat(found.path("shared").path(0).path("count").asInt()).isEqualTo(1);
            String mine = "project:" + project + " status:open guard:trivy";
            assertThat(total(mine)).isEqualTo(2);
            assertThat(total(mine + " -guard:grype")).isEqualTo(1);
            assertThat(total(mine + " (guard:grype)")).isEqualTo(1);
        }

        private int total(String query) throws Exception {
            index.awaitFresh(Duration.ofSeconds(60));
            return api.get("/findings?q="
                            + URLEncoder.encode(query, StandardCharsets.UTF_8).replace("+", "%20"))
                    .json(200)
                    .path("total")
                    .asInt();
        }

        @Test
        void versionsAreKeptWithTheirFirstAndLastUseWhateverOrderScansComeIn() throws Exception {
            upload(TestReports.sarif(List.of()), 5, "scannedAt", minute(50));
            upload(TestReports.sarif(List.of(new Weak("high-a", "a.js", 1))), 3, "scannedAt", minute(30));
            upload(TestReports.sarif(List.of()).replace("3.1", "3.2"), 6, "scannedAt", minute(60));
            upload(
                    TestReports.sarif(List.of()).replace("\"version\": \"3.1\"", "\"x\": 1"),
                    7,
                    "scannedAt",
                    minute(70));

            JsonNode versions = detail("lint").path("versions");
            assertThat(versions).hasSize(3);
            assertThat(versions.path(0).has("version")).isFalse();
            assertThat(versions.path(1).path("version").asString()).isEqualTo("3.2");
            JsonNode first = versions.path(2);
            assertThat(first.path("version").asString()).isEqualTo("3.1");
            assertThat(first.path("first").asString()).isEqualTo(minute(30));
            assertThat(first.path("last").asString()).isEqualTo(minute(50));
            assertThat(first.path("scans").asInt()).isEqualTo(2);
        }

        @Test
        void rulesAreCountedByWhatIsOpenAndWhatWasSeen() throws Exception {
            lint("lint", 1, 1, "high-a", "high-b");
            lint("lint", 2, 1, "high-b");
            lint("other", 2, 1, "high-c");

            JsonNode rules = detail("lint").path("rules");
            assertThat(rules).hasSize(2);
            assertThat(rules.path(0).path("rule").asString()).isEqualTo("high-b");
            assertThat(rules.path(0).path("open").asInt()).isEqualTo(1);
            assertThat(rules.path(1).path("open").asInt()).isZero();
            assertThat(rules.path(1).path("seen").asInt()).isEqualTo(1);
        }

        @Test
        void scansComeInPagesOfAllBranchesAndFailedOnesBeside() throws Exception {
            for (int build = 1; build <= 5; build++) {
                lint("lint", build, 1, "high-a");
            }
            upload(TestReports.sarif(List.of()), 6, "guard", "lint", "branch", "fix");
            api.upload(project, "{\"version\": \"2.1.0\", \"runs\": [{", "commit", "c7", "guard", "lint")
                    .problem(400);
            api.upload(project, "{\"version\": \"2.1.0\", \"runs\": [{", "commit", "c7", "guard", "other")
                    .problem(400);

            JsonNode first = api.get("/projects/" + project + "/guards/lint/scans?size=4")
                    .json(200);
            assertThat(first.path("scans")).hasSize(4);
            assertThat(first.path("scans").path(0).path("build").path("branch").asString())
                    .isEqualTo("fix");
            JsonNode second = api.get("/projects/" + project + "/guards/lint/scans?size=4&before="
                            + first.path("next").asString())
                    .json(200);
            assertThat(second.path("scans")).hasSize(2);
            assertThat(second.has("next")).isFalse();
            assertThat(second.path("scans").path(1).path("build").path("commit").asString())
                    .isEqualTo("c1");
            assertThat(detail("lint").path("scans")).hasSize(6);
            assertThat(detail("lint").path("failed"))
                    .allSatisfy(
                            scan -> assertThat(scan.path("status").asString()).isEqualTo("failed"));
        }

        @Test
        void aGuardThatIsNotThereIsNotFound() throws Exception {
            lint("lint", 1, 1, "high-a");

            api.get("/projects/" + project + "/guards/none").problem(404);
            api.get("/projects/" + project + "/guards/none/scans").problem(404);
            api.get("/projects/none/guards").problem(404);
            api.get("/projects/" + project + "/guards/lint/scans?before=0").problem(400);
        }
    }
}
