package dev.winnow.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.access.Caller;
import dev.winnow.api.ApiClaims;
import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.RoleWorld;
import dev.winnow.support.RoleWorld.Things;
import dev.winnow.support.RoleWorld.Who;
import dev.winnow.support.StatementCounter;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.triage.vex.VexEverywhere;
import dev.winnow.triage.vex.VexOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A VEX document for all projects holds in each, now and later, where nothing later was said. */
class AllVexTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        @Autowired
        private JdbcClient jdbc;

        @Autowired
        private RoleWorld world;

        @Autowired
        private VexEverywhere vex;

        /** No other test has this package. */
        private final String hole = "pad-" + UUID.randomUUID().toString().substring(0, 8);

        private final String vulnerability = "CVE-2034-" + Math.abs(hole.hashCode());

        private String one() {
            return project + "-one";
        }

        private String two() {
            return project + "-two";
        }

        @BeforeEach
        void twoProjects() throws Exception {
            scan(one());
            scan(two());
        }

        private void scan(String to) throws Exception {
            api.upload(
                            to,
                            TestReports.trivy(to + "-image:1", List.of(new Hole(hole, "CRITICAL", vulnerability))),
                            "commit",
                            UUID.randomUUID().toString())
                    .json(201);
        }

        private boolean silenced(String in) throws Exception {
            JsonNode findings =
                    api.get("/findings?silenced=show&project=" + in).json(200).path("findings");
            assertThat(findings.size()).isEqualTo(1);
            return findings.path(0).path("silenced").asBoolean();
        }

        private String document(String day, String product, String part, String status) {
            return "{'@context':'https://openvex.dev/ns/v0.2.0','@id':'https://supplier.example/vex/" + day
                    + "','author':'Supplier','timestamp':'2026-02-" + day
                    + "T00:00:00Z','version':1,'statements':[{'vulnerability':{'name':'" + vulnerability
                    + "'},'products':[{'@id':'" + product + "'" + part + "}],'status':'" + status
                    + "','impact_statement':'never called'}]}";
        }

        private String ofPackage(String day, String status) {
            return document(day, "pkg:npm/" + hole, "", status);
        }

        private JsonNode result(JsonNode taken) {
            assertThat(taken.path("results").size()).isEqualTo(1);
            return taken.path("results").path(0);
        }

        private static List<String> inProjects(JsonNode result) {
            var told = new ArrayList<String>();
            result.path("projects")
                    .forEach(part -> told.add(part.path("project").asString() + " "
                            + part.path("outcome").asString()));
            return told;
        }

        @Test
        void whatIsSaidOfAPackageHoldsInAllProjectsAndInThoseThatComeLater() throws Exception {
            JsonNode result =
                    result(api.post("/vex", ofPackage("01", "not_affected")).json(201));

            assertThat(result.path("outcome").asString()).isEqualTo("applied");
            assertThat(result.path("findings").asInt()).isEqualTo(2);
            assertThat(inProjects(result)).containsExactly(one() + " applied", two() + " applied");
            assertThat(silenced(one()) && silenced(two())).isTrue();
            scan(project + "-three");
            assertThat(silenced(project + "-three")).isTrue();
            assertThat(result(api.post("/vex", ofPackage("02", "affected")).json(201))
                            .path("outcome")
                            .asString())
                    .isEqualTo("noted");
            assertThat(silenced(one()) || silenced(project + "-three")).isFalse();
        }

        @Test
        void theLatestStatementHoldsWhetherItIsAboutOneProjectOrAll() throws Exception {
            api.post("/projects/" + one() + "/vex", ofPackage("05", "affected")).json(201);
            JsonNode taken = api.post("/vex", ofPackage("03", "not_affected")).json(201);
            assertThat(silenced(one())).isFalse();
            assertThat(silenced(two())).isTrue();
            scan(one());
            assertThat(silenced(one())).isFalse();

            api.post("/projects/" + two() + "/vex", ofPackage("06", "affected")).json(201);
            assertThat(silenced(two())).isFalse();
            scan(two());
            assertThat(silenced(two())).isFalse();
            assertThat(inProjects(api.get("/vex/documents/" + taken.path("id").asString())
                            .json(200)
                            .path(0)))
                    .isEmpty();

            JsonNode late = api.post("/projects/" + two() + "/vex", ofPackage("02", "not_affected"))
                    .json(201);
            assertThat(late.path("results").path(0).path("outcome").asString()).isEqualTo("superseded");
            assertThat(result(api.post("/vex", ofPackage("07", "not_affected")).json(201))
                            .path("findings")
                            .asInt())
                    .isEqualTo(2);
            assertThat(silenced(one()) && silenced(two())).isTrue();
        }

        @Test
        void whatIsSaidOfAProductHoldsInTheProjectThatBuildsIt() throws Exception {
            String part = ",'subcomponents':[{'@id':'pkg:npm/" + hole + "'}]";

            JsonNode result = result(api.post("/vex", document("01", "pkg:oci/" + two(), part, "not_affected"))
                    .json(201));

            assertThat(inProjects(result)).containsExactly(two() + " applied");
            assertThat(silenced(one())).isFalse();
            assertThat(silenced(two())).isTrue();
            JsonNode other = result(api.post("/vex", document("02", "pkg:oci/nobody-" + hole, part, "not_affected"))
                    .json(201));
            assertThat(other.path("outcome").asString()).isEqualTo("other-product");
        }

        @Test
        void whoTriagesInOneProjectSpeaksForThatOneAlone() throws Exception {
            ApiClient narrow = ApiClient.of(mvc, "triage", one());

            JsonNode result =
                    result(narrow.post("/vex", ofPackage("01", "not_affected")).json(201));

            assertThat(inProjects(result)).containsExactly(one() + " applied");
            assertThat(silenced(one())).isTrue();
            assertThat(silenced(two())).isFalse();
            scan(project + "-three");
            assertThat(silenced(project + "-three")).isFalse();
            ApiClient.of(mvc, "read", null)
                    .post("/vex", ofPackage("02", "not_affected"))
                    .problem(403);
        }

        private String many(String day, String product, String status, int statements) {
            String one = document(day, product, "", status);
            String list = one.substring(one.indexOf('[') + 1, one.lastIndexOf(']'));
            var all = new ArrayList<String>();
            all.add(list);
            for (int i = 1; i < statements; i++) {
                all.add(list.replace(vulnerability, vulnerability + "-" + i));
            }
            return one.replace(list, String.join(",", all));
        }

        /** What a statement costs is a row, however many projects there are; never a question of its own. */
        @Test
        void manyStatementsForManyProjectsAreTakenInAtOnce() throws Exception {
            scan(project + "-three");
            scan(project + "-four");
            int statements = 600;

            for (String status : List.of("not_affected", "fixed", "affected")) {
                List<String> asked = StatementCounter.during(
                        () -> api.post("/vex", many("08", "pkg:npm/" + hole, status, statements))
                                .json(201));

                assertThat(asked).as(status).isNotEmpty();
                long projects = jdbc.sql("select count(*) from project")
                        .query(Long.class)
                        .single();
                assertThat(asked.size()).as(status).isLessThan((int) (100 + 15 * projects));
                assertThat(asked.stream().filter(sql -> sql.contains("insert into silence_rule")))
                        .hasSizeLessThanOrEqualTo(1);
                assertThat(asked.stream().filter(sql -> sql.contains("silence_hit")))
                        .as(status)
                        .hasSizeLessThan(40);
                assertThat(silenced(one())).as(status).isEqualTo(!status.equals("affected"));
                assertThat(silenced(project + "-four")).as(status).isEqualTo(!status.equals("affected"));
            }
        }

        /** The same where each project takes its own part. */
        @Test
        void manyStatementsForOneProjectAreTakenInAtOnce() throws Exception {
            ApiClient narrow = ApiClient.of(mvc, "triage", one());
            List<String> asked = StatementCounter.during(
                    () -> narrow.post("/vex", many("08", "pkg:npm/" + hole, "not_affected", 600))
                            .json(201));

            assertThat(asked.size()).isLessThan(200);
            assertThat(silenced(one())).isTrue();
            assertThat(silenced(two())).isFalse();
        }

        @Test
        void aTokenForOneProjectSeesNoDocumentForAllAndItsOutcomeInThatOneAlone() throws Exception {
            String id = api.post("/vex", ofPackage("01", "not_affected"))
                    .json(201)
                    .path("id")
                    .asString();
            ApiClient bound = ApiClient.of(mvc, "triage", one());

            bound.get("/vex/documents/" + id).problem(404);
            assertThat(bound.get("/vex/documents").json(200).isEmpty()).isTrue();
            JsonNode taken = bound.post("/vex", ofPackage("02", "not_affected")).json(201);
            assertThat(result(taken).path("findings").asInt()).isEqualTo(1);
            bound.get("/vex/documents/" + taken.path("id").asString()).problem(404);
        }

        @Test
        void whoReadsOneProjectNowReadsNoSumsOverOthers() throws Exception {
            String part = ",'subcomponents':[{'@id':'pkg:npm/" + hole + "'}]";
            String whole = api.post("/vex", ofPackage("01", "not_affected"))
                    .json(201)
                    .path("id")
                    .asString();
            String product = api.post("/vex", document("02", "pkg:oci/" + two(), part, "not_affected"))
                    .json(201)
                    .path("id")
                    .asString();
            Things here = world.project("vex-" + hole, "team-" + hole);
            Caller insider = world.people(here, world.project("vex-far-" + hole, "team-far-" + hole))
                    .get(Who.INSIDER);
            jdbc.sql("update vex_document set uploaded_by = ? where id in (?, ?)")
                    .params(insider.login(), Long.parseLong(whole), Long.parseLong(product))
                    .update();

            for (String id : List.of(whole, product)) {
                List<VexEverywhere.Result> told = vex.results(insider, Long.parseLong(id), 0, 100);
                assertThat(told).singleElement().satisfies(result -> {
                    assertThat(result.projects()).isEmpty();
                    assertThat(result.whole().findings()).isZero();
                    assertThat(result.whole().outcome())
                            .isEqualTo(id.equals(whole) ? VexOutcome.MATCHES_NOTHING : VexOutcome.OTHER_PRODUCT);
                    assertThat(result.whole().why()).doesNotContain(two());
                });
            }
        }

        @Test
        void decisionsOfAllProjectsGoOutInOneDocumentThatComesBackToEach() throws Exception {
            JsonNode found = api.get("/findings?project=" + one())
                    .json(200)
                    .path("findings")
                    .path(0);
            String decision = api.post(
                            "/decisions",
                            "{'findings':['" + found.path("id").asString()
                                    + "'],'decision':'false-positive','reason':'never called'}")
                    .json(201)
                    .path("id")
                    .asString();
            String open = ApiClient.of(mvc, "admin", null).get("/vex").text();
            JsonNode cyclone = api.get("/vex?format=cyclonedx").json(200);
            assertThat(open).contains("pkg:generic/" + one()).doesNotContain("pkg:generic/" + two() + "\"");
            assertThat(cyclone.path("components").toString()).contains("\"bom-ref\":\"" + one() + "/pkg:npm/" + hole);
            assertThat(ApiClient.of(mvc, "read", two()).get("/vex").text()).doesNotContain(one());
            api.delete("/decisions/" + decision).json(200);
            assertThat(silenced(one())).isFalse();

            api.post("/vex", open).json(201);

            assertThat(silenced(one())).isTrue();
            assertThat(silenced(two())).isFalse();
        }
    }
}
