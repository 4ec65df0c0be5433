package dev.winnow.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.api.ApiClaims;
import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;

/** Rules live in a file as well as here: what is written is read again, and a file says what it changes before it does. */
class RuleFileTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        /** Sees the rules of this test's project and no others. */
        private ApiClient own;

        @BeforeEach
        void signInForOneProject() throws Exception {
            own = ApiClient.of(mvc, "triage", project);
            api.upload(
                            project,
                            TestReports.sarif(
                                    List.of(new Weak("critical-eval", "src/a.js", 1), new Weak("low-x", "b.js", 2))),
                            "commit",
                            "c1")
                    .json(201);
        }

        private String make(String name, String rule, String more) throws Exception {
            return own.post(
                            "/silence-rules",
                            "{'name':'" + name + " " + project + "','match':{'project':'" + project + "','rule':'"
                                    + rule + "'},'reason':'only tests'" + more + "}")
                    .json(201)
                    .path("id")
                    .asString();
        }

        private String entry(String name, String rule, String more) {
            return """
                      - name: %s %s
                        match:
                          project: %s
                          rule: %s
                        reason: only tests
                    """.formatted(name, project, project, rule) + more;
        }

        private static String file(String... entries) {
            return "silence-rules:\n" + String.join("", entries);
        }

        private ApiClient.Answer send(ApiClient as, byte[] file, String query) throws Exception {
            return as.call(MockMvcRequestBuilders.post(java.net.URI.create("/api/v1/silence-rules/import" + query))
                    .contentType(MediaType.parseMediaType("text/yaml"))
                    .content(file));
        }

        private ApiClient.Answer send(String file, String query) throws Exception {
            return send(own, file.getBytes(StandardCharsets.UTF_8), query);
        }

        private List<String> names(JsonNode rules) {
            return StreamSupport.stream(rules.spliterator(), false)
                    .map(rule -> rule.path("name").asString().replace(" " + project, ""))
                    .toList();
        }

        private int counting() throws Exception {
            return api.get("/findings?project=" + project + "&silenced=hide")
                    .json(200)
                    .path("total")
                    .asInt();
        }

        @Test
        void whatIsWrittenIsReadAsTheSame() throws Exception {
            var rules = new LinkedHashMap<String, String>();
            rules.put("yes", "','until':'2099-01-31");
            rules.put("2027-01-01", "','until':'2099-01-31T12:30:00Z");
            rules.put("1.10", "");
            rules.put("- dash: #not a comment", "");
            rules.put("Ärger „groß“ 😀", "");
            rules.put("!!tag &anchor *alias %20", "");
            for (var rule : rules.entrySet()) {
                own.post(
                                "/silence-rules",
                                "{'name':'" + rule.getKey() + " " + project + "','match':{'project':'" + project
                                        + "','package':'pad','versions':'<1.10','path':'**/*.js','text':'a: b # c'},"
                                        + "'reason':'one\\r\\n\\r\\n  two: \\ttabbed \\n# three" + rule.getValue()
                                        + "'}")
                        .json(201);
            }
            ApiClient.Answer export = own.get("/silence-rules/export");
            assertThat(export.status()).isEqualTo(200);
            assertThat(export.response().getContentType()).startsWith("text/yaml");
            assertThat(own.get("/silence-rules/export").text()).isEqualTo(export.text());

            JsonNode diff = send(export.text(), "?dryRun=true&complete=true").json(200);

            assertThat(diff.path("unchanged")).hasSize(6);
            assertThat(diff.path("added")).isEmpty();
            assertThat(diff.path("changed")).isEmpty();
            assertThat(diff.path("ended")).isEmpty();
        }

        @Test
        void aFileSaysWhatItChangesAndThenChangesThat() throws Exception {
            make("stays", "low-x", "");
            String changes = make("changes", "low-nothing", "");
            String leaves = make("leaves", "low-other", "");
            String file = file(
                    entry("stays", "low-x", ""),
                    entry("changes", "low-something", "    until: 2099-01-31\n"),
                    entry("added", "critical-*", ""));

            JsonNode compared = send(file, "?dryRun=true&complete=true").json(200);

            assertThat(compared.path("applied").asBoolean()).isFalse();
            assertThat(names(compared.path("added"))).containsExactly("added");
            assertThat(names(compared.path("ended"))).containsExactly("leaves");
            assertThat(compared.path("unchanged")).hasSize(1);
            JsonNode change = compared.path("changed").path(0);
            assertThat(change.path("id").asString()).isEqualTo(changes);
            assertThat(change.path("before").path("match").path("rule").asString())
                    .isEqualTo("low-nothing");
            assertThat(change.path("after").path("match").path("rule").asString())
                    .isEqualTo("low-something");
            assertThat(change.path("after").path("until").asString()).isEqualTo("2099-02-01T00:00:00Z");
            assertThat(counting()).isEqualTo(1);

            JsonNode applied = send(file, "?complete=true").json(200);

            assertThat(applied.path("applied").asBoolean()).isTrue();
            assertThat(counting()).isZero();
            assertThat(own.get("/silence-rules/" + leaves)
                            .json(200)
                            .path("inForce")
                            .asBoolean())
                    .isFalse();
            assertThat(own.get("/silence-rules/" + changes)
                            .json(200)
                            .path("match")
                            .path("rule")
                            .asString())
                    .isEqualTo("low-something");
            JsonNode again = send(file, "?complete=true").json(200);
            assertThat(again.path("unchanged")).hasSize(3);
        }

        @Test
        void aFileThatIsNotCompleteLeavesTheOthersInForce() throws Exception {
            make("other", "low-x", "");

            JsonNode applied =
                    send(file(entry("added", "critical-eval", "")), "").json(200);

            assertThat(applied.path("ended")).isEmpty();
            assertThat(counting()).isZero();
        }

        @Test
        void aRuleThatHasEndedIsBroughtBackByAFileThatHasIt() throws Exception {
            String id = make("back", "critical-eval", "");
            own.delete("/silence-rules/" + id).json(200);
            assertThat(counting()).isEqualTo(2);

            JsonNode applied =
                    send(file(entry("back", "critical-eval", "")), "").json(200);

            assertThat(applied.path("changed").path(0).path("wasInForce").asBoolean(true))
                    .isFalse();
            assertThat(counting()).isEqualTo(1);
        }

        @Test
        void aRuleWhoseDateHasPassedEndsAndIsNotMadeAgain() throws Exception {
            make("dated", "critical-eval", "");
            String file = file(entry("dated", "critical-eval", "    until: 2020-01-31\n"));

            assertThat(names(send(file, "").json(200).path("ended"))).containsExactly("dated");
            assertThat(counting()).isEqualTo(2);
            JsonNode again = send(file, "?complete=true").json(200);
            assertThat(again.path("expired")).hasSize(1);
            assertThat(again.path("ended")).isEmpty();
        }

        @Test
        void oneBadRuleAndNoneIsTaken() throws Exception {
            String file = file(
                    entry("first", "critical-eval", ""),
                    "  - name: whole project\n    match: {project: " + project + "}\n    reason: noise\n");

            String detail = send(file, "").problem(400).path("detail").asString();

            assertThat(detail).startsWith("line 7, column 5: match: ").contains("cannot be silenced");
            assertThat(counting()).isEqualTo(2);
            assertThat(own.get("/silence-rules").json(200)).isEmpty();
        }

        @Test
        void whatIsWrongInAFileIsSaidWithItsPlace() throws Exception {
            var wrong = new LinkedHashMap<String, String>();
            wrong.put("", "body");
            wrong.put("# nothing\n", "empty");
            wrong.put("silence-rules: 3", "line 1, column 16");
            wrong.put("rules: []", "line 1, column 1");
            wrong.put("silence-rules:\n  - name: [a\n", "line ");
            wrong.put("silence-rules:\n  - name: a\n    name: b\n", "line 3, column 5: name is said twice");
            wrong.put(
                    "silence-rules:\n  - name: a\n    match: {rule: x, wat: y}\n    reason: r\n", "line 3, column 22");
            wrong.put("silence-rules:\n  - name: a\n    match: {rule: [x]}\n    reason: r\n", "line 3, column 19");
            wrong.put(
                    "silence-rules:\n  - name: a\n    match: {rule: x}\n", "line 2, column 5: the rule has no reason");
            wrong.put(
                    "silence-rules:\n  - name: a\n    match: {rule: x}\n    reason: r\n    until: soon\n",
                    "line 5, column 12: until");
            wrong.put(
                    "silence-rules:\n  - name: !!javax.script.ScriptEngineManager [x]\n    match: {rule: x}\n",
                    "line 2, column 11");
            wrong.put("silence-rules:\n  - name: a\u0007\n", "line 2, column 12");
            wrong.put("silence-rules: []\n---\nsilence-rules: []\n", "line 2, column 1");
            wrong.put("silence-rules: " + "[".repeat(5_000), "nest");
            wrong.put(bomb(), "liases");
            wrong.put("# " + "x".repeat(1_200_000), "1 MB");
            var all = new SoftAssertions();
            for (var one : wrong.entrySet()) {
                all.assertThat(send(one.getKey(), "")
                                .problem(400)
                                .path("detail")
                                .asString())
                        .as(one.getKey().substring(0, Math.min(80, one.getKey().length())))
                        .containsIgnoringCase(one.getValue());
            }
            all.assertAll();
            assertThat(send(own, new byte[] {'a', (byte) 0xFF}, "")
                            .problem(400)
                            .path("detail")
                            .asString())
                    .contains("UTF-8");
            assertThat(own.get("/silence-rules").json(200)).isEmpty();
        }

        private static String bomb() {
            var bomb = new StringBuilder("a0: &a0 [x, x]\n");
            for (int i = 1; i < 30; i++) {
                bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
            }
            return bomb.toString();
        }

        @Test
        void whoMayNotMakeARuleTakesNoneIn() throws Exception {
            String wide = "silence-rules:\n  - name: wide " + project
                    + "\n    match: {rule: critical-eval}\n    reason: noise\n";

            assertThat(send(wide, "").problem(403).path("detail").asString()).startsWith("line 2, column 5: ");
            ApiClient reader = ApiClient.of(mvc, "read", null);
            assertThat(send(
                                    reader,
                                    file(entry("x", "critical-eval", "")).getBytes(StandardCharsets.UTF_8),
                                    "?dryRun=true")
                            .status())
                    .isEqualTo(403);
            assertThat(counting()).isEqualTo(2);
        }
    }
}
