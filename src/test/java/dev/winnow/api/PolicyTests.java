package dev.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.support.ApiClient;
import dev.winnow.support.ApiClient.Answer;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;

/** Policies as code: where they come from, what they make of builds, and what they would have made of them. */
class PolicyTests {
    private static final Weak CRITICAL = new Weak("critical-1", "src/a.js", 1);
    private static final Weak HIGH = new Weak("high-1", "src/test/b.js", 2);
    private static final Weak LOW = new Weak("low-1", "src/c.js", 3);

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

        private String verdict(String commit, String report, String... more) throws Exception {
            return upload(commit, report, more).path("build").path("verdict").asString();
        }

        private static String lint(Weak... results) {
            return TestReports.sarif(List.of(results));
        }

        private Answer yaml(HttpMethod method, String address, String text) throws Exception {
            return yaml(api, method, address, text);
        }

        private static Answer yaml(ApiClient as, HttpMethod method, String address, String text) throws Exception {
            // As curl --data-binary sends it.
            return as.call(MockMvcRequestBuilders.request(method, URI.create("/api/v1" + address))
                    .contentType("application/x-www-form-urlencoded")
                    .content(text));
        }

        private void send(String text) throws Exception {
            yaml(HttpMethod.PUT, "/projects/" + project + "/policy?commit=c0", text)
                    .json(200);
        }

        /** So that the project is there. */
        private void exists() throws Exception {
            upload("c0", lint(LOW), "committedAt", "2026-01-01T00:00:00Z");
        }

        @AfterEach
        void goBack() throws Exception {
            api.delete("/projects/" + project + "/policy");
        }

        @Test
        void thePolicyThatAPipelineSentLastJudgesWhatComesThen() throws Exception {
            exists();
            assertThat(verdict("c1", lint(HIGH))).isEqualTo("warn");

            send("""
                    rules:
                      - {name: no high, when: 'finding.severity == "HIGH"', effect: fail, message: Mend it.}
                    """);

            assertThat(api.get("/projects/" + project + "/builds/c1")
                            .json(200)
                            .at("/verdict/outcome")
                            .asString("warn"))
                    .as("what is judged stays as it is")
                    .isEqualTo("warn");
            assertThat(verdict("c2", lint(HIGH))).isEqualTo("fail");
            JsonNode inForce = api.get("/projects/" + project + "/policy").json(200);
            assertThat(inForce.at("/version/source").asString()).isEqualTo("pipeline");
            assertThat(inForce.at("/version/commit").asString()).isEqualTo("c0");
            assertThat(inForce.at("/rules/0/asks/0").asString()).isEqualTo("severity");

            assertThat(api.delete("/projects/" + project + "/policy").status()).isEqualTo(204);
            assertThat(verdict("c3", lint(HIGH))).isEqualTo("warn");
            assertThat(api.get("/projects/" + project + "/policy/versions")
                            .json(200)
                            .path("versions")
                            .size())
                    .as("the built-in one, the sent one, and that it was withdrawn")
                    .isEqualTo(3);
        }

        @Test
        void theSameTwiceIsOneVersion() throws Exception {
            exists();
            send("rules: []");
            send("rules: []");

            assertThat(api.get("/projects/" + project + "/policy/versions")
                            .json(200)
                            .path("versions")
                            .size())
                    .isEqualTo(2);
        }

        @Test
        void aRuleAsksOfFindingsWhatTheirBuildDoesNotSay() throws Exception {
            exists();
            send("""
                    rules:
                      - {name: tests, when: 'finding.path.glob("src/test/**")', effect: ignore}
                      - {name: high, when: finding.severity == "HIGH" && finding.kind == "CODE", effect: fail}
                      - {name: fixable, when: finding.fixAvailable && finding.package == "left-pad", effect: fail}
                      - {name: named, when: '"CVE-2021-9" in finding.identifiers', effect: warn}
                    """);

            assertThat(verdict("c1", lint(HIGH))).as("in a test").isEqualTo("pass");
            assertThat(verdict("c2", lint(HIGH, new Weak("high-2", "src/x.js", 5))))
                    .isEqualTo("fail");
            assertThat(verdict("c3", lint(HIGH))).isEqualTo("pass");
            assertThat(verdict("c4", TestReports.trivy("shop", List.of(new Hole("left-pad", "LOW", "CVE-2021-1")))))
                    .isEqualTo("fail");
            assertThat(verdict(
                            "c5", TestReports.grype("shop", List.of(new Hole("pad", "High", "GHSA-1", "CVE-2021-9")))))
                    .isEqualTo("warn");
        }

        @Test
        void aTeamGatesOnWhatIsNewOnly() throws Exception {
            upload("c0", lint(CRITICAL, LOW));
            send("""
                    rules:
                      - {name: new criticals, when: finding.severity == "CRITICAL" && finding.isNew, effect: fail}
                    """);

            assertThat(verdict("p1", lint(CRITICAL, LOW), "branch", "topic")).isEqualTo("pass");
            assertThat(verdict("p2", lint(CRITICAL, new Weak("critical-2", "src/n.js", 1)), "branch", "topic"))
                    .isEqualTo("fail");
            assertThat(verdict("c1", lint(CRITICAL, LOW))).isEqualTo("pass");
            assertThat(verdict("c2", lint(CRITICAL, new Weak("critical-2", "src/n.js", 1))))
                    .isEqualTo("fail");
        }

        /** A finding that two guards report is judged for each of them. */
        @Test
        void whatOneGuardMayReportAnotherMayNot() throws Exception {
            exists();
            send("""
                    rules:
                      - {name: not that one, when: finding.guard == "one", effect: ignore}
                      - {name: critical, when: finding.severity == "CRITICAL", effect: fail}
                    """);

            assertThat(verdict("c1", lint(CRITICAL), "guard", "one")).isEqualTo("pass");
            assertThat(verdict("c1", lint(CRITICAL), "guard", "two")).isEqualTo("fail");
        }

        @Test
        void expectedGuardsAndWeightsAreThoseOfThePolicy() throws Exception {
            exists();
            send("""
                    expected-guards: [one, two]
                    weights: {low: 100}
                    rules: []
                    """);

            JsonNode build = upload("c1", lint(LOW), "guard", "one").path("build");
            assertThat(build.path("score").asInt()).isEqualTo(50);
            assertThat(build.path("provisional").asBoolean()).isTrue();
            assertThat(upload("c1", lint(LOW), "guard", "two")
                            .path("build")
                            .path("provisional")
                            .asBoolean())
                    .isFalse();
        }

        @Test
        void whatIsWrongIsSaidWithLineColumnAndRuleAndChangesNothing() throws Exception {
            exists();
            String wrong = """
                    rules:
                      - name: typo
                        when: finding.severty == "HIGH"
                        effect: fail
                    """;

            JsonNode problem = yaml(HttpMethod.PUT, "/projects/" + project + "/policy", wrong)
                    .problem(400);
            assertThat(problem.at("/problems/0/line").asInt()).isEqualTo(3);
            assertThat(problem.at("/problems/0/column").asInt()).isEqualTo(18);
            assertThat(problem.at("/problems/0/rule").asString()).isEqualTo("typo");
            assertThat(api.get("/projects/" + project + "/policy")
                            .json(200)
                            .at("/version/source")
                            .asString())
                    .isEqualTo("built-in");
            yaml(HttpMethod.POST, "/policies/check", wrong).problem(400);
            yaml(HttpMethod.PUT, "/projects/" + project + "/policy", "projects: [x]\nrules: []")
                    .problem(400);
        }

        @Test
        void checkingRunsTheTestsBesideTheRules() throws Exception {
            JsonNode checked = yaml(HttpMethod.POST, "/policies/check", """
                            rules: [{name: c, when: finding.kev, effect: fail}]
                            tests:
                              - {name: right, finding: {kev: true}, expect: fail}
                              - {name: wrong, finding: {kev: false}, expect: fail}
                            """).json(200);

            assertThat(checked.at("/tests/passed").asInt()).isEqualTo(1);
            assertThat(checked.at("/tests/failed/0/name").asString()).isEqualTo("wrong");
        }

        @Test
        void onlyTheSecurityRoleChangesAPolicy() throws Exception {
            exists();
            ApiClient reading = ApiClient.of(mvc, "read", project);

            assertThat(yaml(
                                    ApiClient.of(mvc, "upload", project),
                                    HttpMethod.PUT,
                                    "/projects/" + project + "/policy",
                                    "rules: []")
                            .problem(403)
                            .path("detail")
                            .asString())
                    .contains("a token that may triage");
            yaml(reading, HttpMethod.PUT, "/projects/" + project + "/policy", "rules: []")
                    .problem(403);
        }

        @Test
        void aReplayTellsWhichVerdictsWouldChangeAndBecauseOfWhat() throws Exception {
            upload("c1", lint(LOW), "committedAt", "2026-01-01T00:00:00Z");
            upload("c2", lint(LOW, HIGH), "committedAt", "2026-01-02T00:00:00Z");
            upload("c3", lint(LOW, CRITICAL), "committedAt", "2026-01-03T00:00:00Z");
            upload("c4", lint(LOW, HIGH), "committedAt", "2026-02-03T00:00:00Z");
            String period = "?project=" + project + "&from=2026-01-01&to=2026-02-01";

            JsonNode replay =
                    yaml(HttpMethod.POST, "/policies/replay" + period, """
                            rules:
                              - {name: no high, when: finding.severity == "HIGH", effect: fail}
                              - {name: criticals are fine, when: finding.severity == "CRITICAL", effect: ignore}
                            """).json(200);

            assertThat(replay.path("builds").asInt()).isEqualTo(3);
            assertThat(replay.path("changed").asInt()).isEqualTo(2);
            assertThat(replay.path("stricter").asInt()).isEqualTo(1);
            assertThat(replay.path("newlyFailing").asInt()).isEqualTo(1);
            JsonNode milder = replay.path("changes").get(0);
            assertThat(milder.at("/build/id").asString()).isEqualTo("c3");
            assertThat(milder.path("verdict").asString()).isEqualTo("fail");
            assertThat(milder.path("instead").asString()).isEqualTo("pass");
            assertThat(milder.at("/findings/0/ruleId").asString()).isEqualTo("critical-1");
            JsonNode stricter = replay.path("changes").get(1);
            assertThat(stricter.path("instead").asString()).isEqualTo("fail");
            assertThat(stricter.at("/after/0/rule").asString()).isEqualTo("no high");
            assertThat(stricter.at("/findings/0/ruleId").asString()).isEqualTo("high-1");
        }

        /** The policy that judged a build changes nothing of it, whatever was decided since. */
        @Test
        void aReplayOfThePolicyInForceChangesNothing() throws Exception {
            upload("c1", lint(LOW, HIGH));
            upload("c2", lint(LOW, HIGH, CRITICAL));
            upload("p1", lint(LOW, CRITICAL), "branch", "topic");
            api.post("/decisions", """
                            {'q':'project:%s severity:critical','decision':'false-positive','reason':'no'}""".formatted(project)).json(201);
            String text = api.get("/projects/" + project + "/policy")
                    .json(200)
                    .path("text")
                    .asString();

            JsonNode replay = yaml(HttpMethod.POST, "/policies/replay?project=" + project, text)
                    .json(200);

            assertThat(replay.path("builds").asInt()).isEqualTo(3);
            assertThat(replay.path("changed").asInt()).isZero();
        }

        @Test
        void aReplayAsACommentEscapesNames() throws Exception {
            upload("c1", lint(HIGH), "build", "<b>|1");

            String text = api.call(MockMvcRequestBuilders.post(URI.create("/api/v1/policies/replay?project=" + project))
                            .accept("text/markdown")
                            .content("rules: [{name: 'a|b', when: finding.severity == \"HIGH\", effect: fail}]"))
                    .text();

            assertThat(text)
                    .contains("| warn | fail | 1 |")
                    .contains("\\<b\\>\\|1")
                    .contains("a\\|b (1)");
        }
    }
}
