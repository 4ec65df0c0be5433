package dev.winnow.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.api.ApiClaims;
import dev.winnow.finding.FactReader;
import dev.winnow.finding.FindingColumns;
import dev.winnow.project.Projects;
import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.StatementCounter;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Rules hide what they match, now and later, and nothing else; they say beforehand what that is. */
class SilenceRuleTests {
    private static final Weak EVAL = new Weak("critical-eval", "src/test/a.js", 10);
    private static final Weak ALSO = new Weak("critical-eval", "src/main/b.js", 12);
    private static final Weak MILD = new Weak("low-style", "src/test/b.js", 20);

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        @Autowired
        private Expiry expiry;

        @Autowired
        private JdbcClient jdbc;

        @Autowired
        private MatchedFindings matching;

        @Autowired
        private FactReader facts;

        @Autowired
        private FindingColumns columns;

        @Autowired
        private Projects projects;

        private JsonNode upload(String commit, String report, String... more) throws Exception {
            var query = new ArrayList<>(List.of("commit", commit));
            query.addAll(List.of(more));
            return api.upload(project, report, query.toArray(String[]::new)).json(201);
        }

        private String match(String more) {
            return "{'project':'" + project + "'," + more + "}";
        }

        private String rule(String name, String match) {
            return "{'name':'" + name + " " + project + "','match':" + match + ",'reason':'only tests'}";
        }

        private int counting() throws Exception {
            return api.get("/findings?project=" + project + "&silenced=hide")
                    .json(200)
                    .path("total")
                    .asInt();
        }

        private JsonNode listed(String id) throws Exception {
            for (JsonNode rule : api.get("/silence-rules?size=500").json(200)) {
                if (rule.path("id").asString().equals(id)) {
                    return rule;
                }
            }
            throw new AssertionError("rule " + id + " is not listed");
        }

        @Test
        void aRuleSaysBeforehandWhatItHidesAndThenHidesThatAndNothingElse() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL, ALSO, MILD)));
            String match = match("'rule':'critical-*','path':'src/test/**'");

            JsonNode preview = api.post("/silence-rules/preview", match).json(200);
            assertThat(preview.path("open").asInt()).isEqualTo(1);
            assertThat(preview.path("recent").asInt()).isEqualTo(1);
            assertThat(preview.path("projects").path(project).asInt()).isEqualTo(1);
            assertThat(counting()).isEqualTo(3);

            JsonNode made = api.post("/silence-rules", rule("tests", match)).json(201);

            assertThat(counting()).isEqualTo(2);
            assertThat(listed(made.path("id").asString()).path("hits").asInt()).isEqualTo(1);
            JsonNode next = upload(
                    "c2", TestReports.sarif(List.of(EVAL, MILD, new Weak("critical-exec", "src/test/deep/c.js", 1))));
            assertThat(next.path("build").path("verdict").asString()).isEqualTo("pass");
            assertThat(next.path("findings").path("silenced").asInt()).isEqualTo(2);
            assertThat(listed(made.path("id").asString()).path("lastHit").asString())
                    .isNotBlank();

            api.delete("/silence-rules/" + made.path("id").asString()).json(200);
            assertThat(api.get("/projects/" + project + "/builds/c2")
                            .json(200)
                            .path("build")
                            .path("verdict")
                            .asString())
                    .isEqualTo("fail");
        }

        @Test
        void anImportReadsNoRulesOfOtherProjectsAndNotesAHitOnceAnHour() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL, MILD)));
            api.post("/silence-rules", rule("own", match("'rule':'critical-*'")))
                    .json(201);
            upload("c2", TestReports.sarif(List.of(EVAL, MILD, ALSO)));

            List<String> asked =
                    StatementCounter.during(() -> upload("c3", TestReports.sarif(List.of(EVAL, ALSO, MILD))));

            assertThat(asked)
                    .noneMatch(sql -> sql.startsWith("update silence_rule"))
                    .noneMatch(sql -> sql.contains("from silence_rule where ended_at is null order by id"))
                    .anyMatch(sql -> sql.contains("m_project = ?"));
        }

        @Test
        void aFindingThatNoLongerFitsCountsAgain() throws Exception {
            String report = TestReports.trivy("shop:1", List.of(new Hole("pad", "CRITICAL", "CVE-2032-1")));
            upload("c1", report);
            api.post("/silence-rules", rule("old", match("'package':'pkg:npm/pad','versions':'<1.0.5'")))
                    .json(201);
            assertThat(counting()).isZero();

            upload("c2", report.replace("1.0.0", "1.0.6"));

            assertThat(counting()).isEqualTo(1);
        }

        @Test
        void aRuleForOneGuardLeavesWhatAnotherGuardFoundToo() throws Exception {
            upload("c1", TestReports.trivy("shop:1", List.of(new Hole("pad", "HIGH", "CVE-2032-2"))));
            api.post("/silence-rules", rule("trivy", match("'guard':'trivy','vulnerability':'CVE-2032-*'")))
                    .json(201);
            assertThat(counting()).isZero();

            upload("c1", TestReports.grype("shop:1", List.of(new Hole("pad", "HIGH", "CVE-2032-2"))));

            assertThat(counting()).isEqualTo(1);
        }

        @Test
        void textIsSoughtInWhatGuardsSay() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL, MILD)));

            JsonNode preview = api.post("/silence-rules/preview", match("'text':'WEAK at line 20'"))
                    .json(200);

            assertThat(preview.path("open").asInt()).isEqualTo(1);
        }

        @Test
        void whatIsToldFromSetsIsWhatEachFindingSays() throws Exception {
            var weak = new ArrayList<Weak>();
            for (int i = 0; i < 60; i++) {
                weak.add(new Weak(
                        (i % 3 == 0 ? "critical-" : "low-") + i % 5, "src/m" + i % 7 + "/F" + i + ".js", i + 1));
            }
            upload("c1", TestReports.sarif(weak), "guard", "night");
            upload("c1", TestReports.sarif(weak.subList(10, 30)), "guard", "day");
            List<Match> asked = List.of(
                    Match.of(project, "night", null, null, null, null, null, null),
                    Match.of(project, "*", "low-*", null, null, null, null, null),
                    Match.of(project, null, null, "src/m[3]/**", null, null, null, null),
                    Match.of(project, null, null, "src/m3/**", null, null, null, null),
                    Match.of(project, "NIGHT", "critical-*", "src/*/F1*", null, null, null, null),
                    Match.of(project, null, null, null, null, null, null, "AT line 2"),
                    Match.of(project, "night", "low-1", null, null, null, null, "line 1"));
            long id = projects.idOf(project).orElseThrow();
            assertTold(id, asked);
            weak.replaceAll(one -> new Weak(one.rule(), one.file().replace("m3", "m4"), one.line()));
            weak.add(new Weak("low-1", "src/m3/New.js", 12));

            upload("c2", TestReports.sarif(weak), "guard", "night");

            assertTold(id, asked);
        }

        @Test
        void packagesAndVulnerabilitiesAreSoughtInWhatMayMentionThem() throws Exception {
            var holes = new ArrayList<Hole>();
            for (int i = 0; i < 30; i++) {
                holes.add(new Hole("Pad-" + i % 6, "HIGH", "CVE-2032-" + (100 + i)));
            }
            upload("c1", TestReports.trivy("shop:1", holes));
            upload("c1", TestReports.sarif(List.of(EVAL, MILD)));
            long id = projects.idOf(project).orElseThrow();
            RoaringBitmap all = facts.all(id);
            List<Match> asked = List.of(
                    Match.of(project, null, null, null, "pad-3", null, null, null),
                    Match.of(project, null, null, null, "pkg:npm/PAD-3", null, null, null),
                    Match.of(project, null, null, null, null, null, "cve-2032-11*", null),
                    Match.of(project, null, null, null, null, null, "GHSA-none,CVE-2032-105", null));
            assertTold(id, asked);

            for (Match match : asked) {
                RoaringBitmap named = columns.fitting(id, match.namedByRule(), null);
                List<String> texts =
                        Match.literals(match.packageName().map(List::of).orElseGet(match::vulnerabilities));
                named.or(facts.mentioning(id, all, texts));
                RoaringBitmap matched = matching.of(id, match);
                assertThat(matched.isEmpty()).as("%s", match).isFalse();
                assertThat(RoaringBitmap.andNot(matched, named)).as("%s", match).isEqualTo(new RoaringBitmap());
                assertThat(named.getCardinality()).as("%s", match).isLessThan(all.getCardinality() / 2);
            }
        }

        private void assertTold(long id, List<Match> asked) {
            for (Match match : asked) {
                var each = new RoaringBitmap();
                facts.read(id, facts.all(id), finding -> {
                    if (match.test().test(finding)) {
                        each.add(finding.number());
                    }
                });
                assertThat(matching.lookAt(id, match)).as("a look at %s", match).isEqualTo(each);
                assertThat(matching.of(id, match)).as("%s", match).isEqualTo(each);
                match.text().ifPresent(text -> {
                    RoaringBitmap saying = facts.saying(id, facts.all(id), text);
                    assertThat(RoaringBitmap.andNot(each, saying)).as(text).isEqualTo(new RoaringBitmap());
                });
            }
        }

        @Test
        void rulesAreListedByStateInPages() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL)));
            ApiClient own = ApiClient.of(mvc, "triage", project);
            var ids = new ArrayList<String>();
            for (String name : List.of("b", "C", "a", "d")) {
                ids.add(api.post("/silence-rules", rule(name, match("'rule':'none-" + name + "'")))
                        .json(201)
                        .path("id")
                        .asString());
            }
            api.delete("/silence-rules/" + ids.get(0)).json(200);
            api.delete("/silence-rules/" + ids.get(3)).json(200);

            JsonNode first = own.get("/silence-rules?size=3").json(200);
            JsonNode second = own.get("/silence-rules?size=3&after="
                            + first.path(2).path("id").asString())
                    .json(200);

            assertThat(first.findValuesAsString("name"))
                    .containsExactly("a " + project, "b " + project, "C " + project);
            assertThat(second.findValuesAsString("name")).containsExactly("d " + project);
            assertThat(own.get("/silence-rules?state=ended&size=1").json(200).findValuesAsString("name"))
                    .containsExactly("b " + project);
            assertThat(own.get("/silence-rules?state=ended&after=" + ids.get(0))
                            .json(200)
                            .findValuesAsString("name"))
                    .containsExactly("d " + project);
            assertThat(own.get("/silence-rules?state=in-force").json(200)).hasSize(2);
            own.get("/silence-rules?state=asleep").problem(400);
            own.get("/silence-rules?size=501").problem(400);
        }

        @Test
        void aPersonsDecisionComesBeforeARule() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL)));
            String finding = api.get("/findings?project=" + project)
                    .json(200)
                    .path("findings")
                    .path(0)
                    .path("id")
                    .asString();
            api.post("/silence-rules", rule("all", match("'rule':'critical-eval'")))
                    .json(201);
            assertThat(counting()).isZero();

            api.post("/decisions", "{'findings':['" + finding + "'],'decision':'reopen','reason':'it is real'}")
                    .json(201);

            assertThat(counting()).isEqualTo(1);
            upload("c2", TestReports.sarif(List.of(EVAL, MILD)));
            assertThat(counting()).isEqualTo(2);
        }

        @Test
        void aRuleIsAboutTheProjectThatIsSpeltLikeThatAlone() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL)));
            String other = project.toUpperCase(Locale.ROOT);
            ApiClient theirs = ApiClient.of(mvc, "triage", other);
            for (String name : List.of(other, other.substring(0, 4) + "*" + other.substring(8))) {
                String match = "{'project':'" + name + "','rule':'critical-eval'}";
                assertThat(api.post("/silence-rules/preview", match)
                                .json(200)
                                .path("open")
                                .asInt())
                        .as(name)
                        .isZero();
                api.post("/silence-rules", rule("of " + name, match)).json(201);
            }
            theirs.post("/silence-rules", rule("theirs", "{'project':'" + other + "','rule':'critical-eval'}"))
                    .json(201);
            assertThat(counting()).isEqualTo(1);
            upload("c2", TestReports.sarif(List.of(EVAL, MILD)));
            assertThat(counting()).isEqualTo(2);

            assertThat(api.upload(other, TestReports.sarif(List.of(EVAL)), "commit", "c1")
                            .problem(400)
                            .path("detail")
                            .asString())
                    .contains("upper and lower case");
            assertThat(api.get("/projects/" + other).status()).isEqualTo(404);
        }

        @Test
        void aRuleEndsOnItsDateAndCanBeBroughtBack() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL)));
            String match = match("'rule':'critical-eval'");
            String id = api.post(
                            "/silence-rules",
                            rule("dated", match).replace("}}", "}").replaceFirst("}$", ",'until':'2099-01-01'}"))
                    .json(201)
                    .path("id")
                    .asString();
            assertThat(counting()).isZero();
            jdbc.sql("update silence_rule set until_at = created_at where id = ?")
                    .param(Long.parseLong(id))
                    .update();

            expiry.run();

            assertThat(counting()).isEqualTo(1);
            assertThat(listed(id).path("inForce").asBoolean()).isFalse();
            api.put("/silence-rules/" + id, rule("dated", match)).json(200);
            assertThat(counting()).isZero();
        }

        @Test
        void whatWouldSilenceTooMuchOrIsNotAllowedIsRefused() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL)));
            api.post("/silence-rules", rule("none", "{}")).problem(400);
            api.post("/silence-rules", rule("none", "{'project':'" + project + "'}"))
                    .problem(400);
            api.post("/silence-rules", rule("none", match("'path':'**'"))).problem(400);
            api.post("/silence-rules", rule("none", match("'rule':'x','versions':'<1'")))
                    .problem(400);
            api.post("/silence-rules", rule("none", match("'package':'pad','versions':'<<1'")))
                    .problem(400);
            ApiClient one = ApiClient.of(mvc, "triage", project);
            one.post("/silence-rules", rule("wide", "{'rule':'critical-eval'}")).problem(403);
            one.post("/silence-rules", rule("narrow", match("'rule':'nothing'")))
                    .json(201);
            one.post("/silence-rules", rule("narrow", match("'rule':'nothing'")))
                    .problem(409);
            ApiClient reader = ApiClient.of(mvc, "read", null);
            reader.post("/silence-rules", rule("reader", match("'rule':'x'"))).problem(403);

            assertThat(counting()).isEqualTo(1);
        }
    }
}
