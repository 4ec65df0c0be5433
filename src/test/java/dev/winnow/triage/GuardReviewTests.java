package dev.winnow.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.access.Grants;
import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Scope;
import dev.winnow.access.Users;
import dev.winnow.api.ApiClaims;
import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.StatementCounter;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import dev.winnow.triage.guard.GuardReviews;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A guard's rules are counted by what people said of their findings, in projects that the reader sees. */
class GuardReviewTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        @Autowired
        private Users users;

        @Autowired
        private Grants grants;

        @Autowired
        private GuardReviews reviews;

        private JsonNode upload(String to, List<Weak> results) throws Exception {
            return api.upload(to, TestReports.sarif("Tool " + project, true, results), "commit", "c1", "guard", guard())
                    .json(201);
        }

        private String guard() {
            return "guard-" + project;
        }

        private List<Weak> weak(String rule, int count) {
            var results = new ArrayList<Weak>();
            for (int i = 0; i < count; i++) {
                results.add(new Weak(rule, "src/" + rule + i + ".js", 10 + i, "call_" + i + "();", false));
            }
            return results;
        }

        private List<String> ids(String of, String rule) throws Exception {
            var ids = new ArrayList<String>();
            for (JsonNode finding : api.get("/findings?silenced=show&size=200&project=" + of)
                    .json(200)
                    .path("findings")) {
                if (finding.path("ruleId").asString().equals(rule)) {
                    ids.add(finding.path("id").asString());
                }
            }
            return ids;
        }

        private void decide(List<String> ids, String decision, String reason) throws Exception {
            api.post(
                            "/decisions",
                            "{'findings':['" + String.join("','", ids) + "'],'decision':'" + decision + "','reason':'"
                                    + reason + "'}")
                    .json(201);
        }

        private JsonNode rules(ApiClient by, String more) throws Exception {
            return by.get("/guards/" + guard() + "/rules" + more).json(200);
        }

        private JsonNode rule(JsonNode review, String rule) {
            for (JsonNode one : review.path("rules")) {
                if (one.path("rule").asString().equals(rule)) {
                    return one.path("judgements");
                }
            }
            throw new AssertionError(rule + " is not in " + review);
        }

        @Test
        void rulesAreInTheOrderOfTheirFalsePositives() throws Exception {
            var results = weak("mid-often", 8);
            results.addAll(weak("mid-once", 1));
            results.addAll(weak("mid-right", 3));
            results.addAll(weak("mid-quiet", 2));
            upload(project, results);
            List<String> often = ids(project, "mid-often");
            decide(often.subList(0, 6), "false-positive", "It is a constant.");
            decide(often.subList(6, 7), "reopen", "This one is real.");
            decide(ids(project, "mid-once"), "false-positive", "Never called.");
            decide(ids(project, "mid-right").subList(0, 1), "wont-fix", "Too old.");

            JsonNode review = rules(api, "");

            assertThat(review.path("rules").findValuesAsString("rule"))
                    .containsExactly("mid-often", "mid-once", "mid-right", "mid-quiet");
            JsonNode often6 = rule(review, "mid-often");
            assertThat(often6.path("falsePositive").asInt()).isEqualTo(6);
            assertThat(often6.path("confirmed").asInt()).isEqualTo(1);
            assertThat(often6.path("judged").asInt()).isEqualTo(7);
            assertThat(often6.path("undecided").asInt()).isEqualTo(1);
            assertThat(often6.path("share").asDouble()).isEqualTo(0.8571);
            assertThat(rule(review, "mid-right").path("wontFix").asInt()).isEqualTo(1);
            JsonNode guard = review.path("guard").path("judgements");
            assertThat(guard.path("judged").asInt()).isEqualTo(9);
            assertThat(guard.path("undecided").asInt()).isEqualTo(5);
        }

        @Test
        void aRuleOrDocumentIsAFalsePositiveOnlyWhereItSaysSoAndADecisionComesBeforeIt() throws Exception {
            var results = weak("mid-wrong", 3);
            results.addAll(weak("mid-noisy", 2));
            upload(project, results);
            decide(ids(project, "mid-wrong").subList(0, 1), "reopen", "Real.");
            silence("mid-wrong", "False positives: the tool knows no templates.");
            silence("mid-noisy", "This is not a false positive, but nobody cares.");
            var holes = List.of(new Hole("pad", "HIGH", "CVE-2031-1"), new Hole("left", "HIGH", "CVE-2031-2"));
            api.upload(project, TestReports.trivy("shop:1", holes), "commit", "c1", "guard", guard())
                    .json(201);
            api.post("/projects/" + project + "/vex", """
                    {'@context': 'https://openvex.dev/ns/v0.2.0', '@id': 'https://vex.example.com/%s', 'author': 'Ann',
                     'timestamp': '2026-01-01T00:00:00Z', 'version': 1, 'statements': [
                      {'status': 'not_affected', 'justification': 'vulnerable_code_not_present',
                       'vulnerability': {'name': 'CVE-2031-1'}, 'products': [{'@id': 'pkg:npm/pad'}]},
                      {'status': 'not_affected', 'justification': 'vulnerable_code_not_in_execute_path',
                       'vulnerability': {'name': 'CVE-2031-2'}, 'products': [{'@id': 'pkg:npm/left'}]}]}""".formatted(project)).json(201);

            JsonNode review = rules(api, "");

            assertThat(rule(review, "mid-wrong").path("falsePositive").asInt()).isEqualTo(2);
            assertThat(rule(review, "mid-wrong").path("confirmed").asInt()).isEqualTo(1);
            assertThat(rule(review, "mid-noisy").path("falsePositive").asInt()).isZero();
            assertThat(rule(review, "mid-noisy").path("silenced").asInt()).isEqualTo(2);
            assertThat(rule(review, "CVE-2031-1").path("falsePositive").asInt()).isEqualTo(1);
            assertThat(rule(review, "CVE-2031-2").path("silenced").asInt()).isEqualTo(1);
        }

        private void silence(String rule, String reason) throws Exception {
            api.post(
                            "/silence-rules",
                            "{'name':'" + rule + " " + project + "','match':{'project':'" + project + "','rule':'"
                                    + rule + "'},'reason':'" + reason + "'}")
                    .json(201);
        }

        @Test
        void evidenceIsWhatTheToolSaidAndWhyItIsFalse() throws Exception {
            upload(project, weak("mid-eval", 12));
            decide(ids(project, "mid-eval"), "false-positive", "A template, as admin of " + project + " knows.");

            String text =
                    api.get("/guards/" + guard() + "/evidence?rule=mid-eval").text();

            assertThat(text)
                    .contains("12 of 12 findings", "- Tool: `Tool […] 3.1`".replace("Tool […]", "Tool " + project))
                    .contains("call_0();".replace("0", "11"), "Weak at line 21.", "And 2 more.")
                    .contains("A template, as […] of […] knows.")
                    .doesNotContain("In project");
            assertThat(api.get("/guards/" + guard() + "/evidence?names=true&rule=mid-eval")
                            .text())
                    .contains("In project `" + project + "`, decided by `admin`");
            assertThat(api.get("/guards/" + guard() + "/evidence?rule=none").status())
                    .isEqualTo(404);
        }

        @Test
        void evidenceOnWebFindingsNamesNeitherHostsNorOtherProjectsAndPeople() throws Exception {
            upload(project + "-other", weak("mid-other", 1));
            String login = "ann-" + project;
            users.create(
                    users.caller("admin").orElseThrow(),
                    new NewUser(login, "Ann Lee " + project, Role.VIEWER, "a long enough one"));
            String host = project + ".acme.example";
            api.upload(project, TestReports.zap("https://" + host, List.of("/a")), "commit", "c1", "guard", guard())
                    .json(201);
            JsonNode finding = api.get("/findings?size=1&project=" + project)
                    .json(200)
                    .path("findings")
                    .get(0);
            decide(
                    List.of(finding.path("id").asString()),
                    "false-positive",
                    "As in " + project + "-other at " + host + ", ask Ann Lee " + project + " (" + login + ").");

            String text = api.get("/guards/" + guard() + "/evidence?rule="
                            + finding.path("ruleId").asString())
                    .text();

            assertThat(text).contains("As in […] at […], ask […] ([…]).").doesNotContain("acme", "Ann");
        }

        @Test
        void evidenceOnSecretsShowsNoneOfTheirText() throws Exception {
            String report = TestReports.sarif(
                    "gitleaks",
                    true,
                    List.of(new Weak("generic-api-key", "conf/a.env", 3, "KEY=hunter2hunter2", false)));
            api.upload(project, report, "commit", "c1", "guard", guard(), "category", "secrets")
                    .json(201);
            List<String> ids = ids(project, "generic-api-key");
            assertThat(api.get("/findings/" + ids.getFirst()).text()).contains("\"kind\":\"SECRET\"");
            decide(ids, "false-positive", "A sample.");

            assertThat(api.get("/guards/" + guard() + "/evidence?names=true&rule=generic-api-key")
                            .text())
                    .contains("conf/a.env:3", "A sample.")
                    .doesNotContain("hunter2", "KEY=", "The tool says", "About this");
        }

        @Test
        void whoReadsSomeProjectsReadsWhatWasSaidInThose() throws Exception {
            List<String> mine = List.of(project + "-a", project + "-b");
            for (String one : List.of(mine.getFirst(), mine.getLast(), project + "-c")) {
                upload(one, weak("mid-some", 2));
                decide(ids(one, "mid-some").subList(0, 1), "false-positive", "Wrong.");
            }
            var admin = users.caller("admin").orElseThrow();
            for (String login : List.of("two-" + project, "none-" + project)) {
                users.create(admin, new NewUser(login, "Reader", null, "a long enough one"));
            }
            for (String one : mine) {
                grants.give(admin, "two-" + project, Scope.project(one), Role.VIEWER);
            }
            ApiClient two = ApiClient.of(mvc, "two-" + project, "a long enough one", "read", null);

            List<String> asked = StatementCounter.during(() -> assertThat(rule(rules(two, ""), "mid-some")
                            .path("falsePositive")
                            .asInt())
                    .isEqualTo(2));

            assertThat(asked)
                    .filteredOn(sql -> sql.contains("from finding f"))
                    .hasSize(1)
                    .allMatch(sql -> sql.split("f.project_id = ", -1).length == 3);
            assertThat(asked).noneMatch(sql -> sql.contains("from judgement") || sql.contains("from silence"));
            var none = users.caller("none-" + project).orElseThrow();
            assertThat(StatementCounter.during(() ->
                            assertThat(reviews.list(none, Optional.empty())).isEmpty()))
                    .noneMatch(sql -> sql.contains("from judgement")
                            || sql.contains("from silence")
                            || sql.contains("from guard"));
        }

        @Test
        void whatIsReadAgainAsksForNoFindingAndAfterAScanOnlyForThoseItWrote() throws Exception {
            upload(project, weak("mid-old", 30));
            decide(ids(project, "mid-old").subList(0, 1), "false-positive", "Wrong.");
            rules(api, "");
            decide(ids(project, "mid-old").subList(1, 2), "wont-fix", "Too old.");
            var more = weak("mid-old", 30);
            more.addAll(weak("mid-fresh", 2));

            List<String> again = StatementCounter.during(() -> assertThat(
                            rule(rules(api, ""), "mid-old").path("judged").asInt())
                    .isEqualTo(2));
            api.upload(project, TestReports.sarif("Tool " + project, true, more), "commit", "c2", "guard", guard())
                    .json(201);
            List<String> later = StatementCounter.during(() -> assertThat(
                            rule(rules(api, ""), "mid-fresh").path("undecided").asInt())
                    .isEqualTo(2));

            assertThat(again).noneMatch(sql -> sql.contains("from finding ") || sql.contains("from judgement"));
            assertThat(later)
                    .filteredOn(sql -> sql.contains("from finding "))
                    .singleElement()
                    .asString()
                    .contains(" where id ");
        }

        @Test
        void aRuleThatEndsOrBlamesTheGuardNoMoreCountsSoAtOnce() throws Exception {
            upload(project, weak("mid-noisy", 3));
            silence("mid-noisy", "False positives, all of them.");
            assertThat(rule(rules(api, ""), "mid-noisy").path("falsePositive").asInt())
                    .isEqualTo(3);
            JsonNode made = null;
            for (JsonNode one : api.get("/silence-rules?size=500").json(200)) {
                made = one.path("name").asString().equals("mid-noisy " + project) ? one : made;
            }
            String id = java.util.Objects.requireNonNull(made).path("id").asString();

            api.put(
                            "/silence-rules/" + id,
                            "{'name':'mid-noisy " + project + "','match':{'project':'" + project
                                    + "','rule':'mid-noisy'},'reason':'Nobody cares.'}")
                    .json(200);
            assertThat(rule(rules(api, ""), "mid-noisy").path("silenced").asInt())
                    .isEqualTo(3);
            api.delete("/silence-rules/" + id).json(200);

            assertThat(rule(rules(api, ""), "mid-noisy").path("judged").asInt()).isZero();
        }

        @Test
        void rulesComeInPagesWithWhatTheyAreCalled() throws Exception {
            api.upload(
                            project,
                            TestReports.zap("https://" + project + ".example", List.of("/a")),
                            "commit",
                            "c1",
                            "guard",
                            guard())
                    .json(201);
            upload(project, weak("mid-one", 1));

            JsonNode first = rules(api, "?size=1");
            JsonNode second = rules(api, "?size=1&page=1");

            assertThat(first.path("total").asInt()).isEqualTo(2);
            assertThat(first.path("rules")).hasSize(1);
            assertThat(second.path("rules")).hasSize(1);
            JsonNode web = first.path("rules").get(0).path("rule").asString().startsWith("mid") ? second : first;
            assertThat(web.path("rules").get(0).path("title").asString()).isEqualTo("Reflected XSS");
            assertThat(rules(api, "?page=2").path("rules")).isEmpty();
            api.get("/guards/" + guard() + "/rules?size=0").problem(400);
            api.get("/guards/" + guard() + "/rules?page=-1").problem(400);
        }

        @Test
        void eachReaderCountsInTheirOwnProjectsAndMoreOfThemTakeNoMoreStatements() throws Exception {
            upload(project, weak("mid-shared", 2));
            decide(ids(project, "mid-shared"), "false-positive", "Wrong here.");
            ApiClient narrow = ApiClient.of(mvc, "read", project);
            int few = StatementCounter.during(() -> rules(api, "")).size();
            for (int i = 0; i < 4; i++) {
                upload(project + "-" + i, weak("mid-shared", 2));
                decide(ids(project + "-" + i, "mid-shared").subList(0, 1), "reopen", "Right there.");
            }

            List<String> many = StatementCounter.during(() -> rules(api, ""));

            assertThat(many).as(String.join("\n", many)).hasSizeLessThanOrEqualTo(few + 1);
            assertThat(rule(rules(api, ""), "mid-shared").path("judged").asInt())
                    .isEqualTo(6);
            assertThat(rule(rules(api, "?project=" + project), "mid-shared")
                            .path("judged")
                            .asInt())
                    .isEqualTo(2);
            JsonNode own = rules(narrow, "");
            assertThat(rule(own, "mid-shared").path("judged").asInt()).isEqualTo(2);
            assertThat(own.path("guard").path("projects").toString()).isEqualTo("[\"" + project + "\"]");
            assertThat(narrow.get("/guards/" + guard() + "/rules?project=" + project + "-1")
                            .status())
                    .isEqualTo(404);
            assertThat(narrow.get("/guards").json(200).toString()).doesNotContain(project + "-1");
        }
    }
}
