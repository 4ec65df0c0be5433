package dev.winnow.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.api.ApiClaims;
import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Statements of VEX documents silence what they are about, now and later, and decisions go out as such documents. */
class VexTests {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> STATUSES = Set.of("not_affected", "affected", "fixed", "under_investigation");

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        private static String image(String... vulnerabilities) {
            return TestReports.trivy(
                    "shop:1",
                    List.of(vulnerabilities).stream()
                            .map(id -> new Hole("pad", "CRITICAL", id))
                            .toList());
        }

        private JsonNode upload(String commit, String report) throws Exception {
            return api.upload(project, report, "commit", commit).json(201);
        }

        @BeforeEach
        void threeVulnerabilities() throws Exception {
            upload("c1", image("CVE-2033-1", "CVE-2033-2", "CVE-2033-3"));
        }

        private static String statement(String vulnerability, String product, String status) {
            return "{'vulnerability':{'name':'" + vulnerability + "'},'products':[{'@id':'" + product + "'}],'status':'"
                    + status + "','impact_statement':'never called'}";
        }

        private static String openVex(String at, String... statements) {
            return "{'@context':'https://openvex.dev/ns/v0.2.0','@id':'https://supplier.example/vex/1',"
                    + "'author':'Supplier','timestamp':'" + at + "','version':1,'statements':["
                    + String.join(",", statements) + "]}";
        }

        private ApiClient.Answer send(String document) throws Exception {
            return api.post("/projects/" + project + "/vex", document);
        }

        private JsonNode take(String document) throws Exception {
            return send(document).json(201);
        }

        private static List<String> outcomes(JsonNode results) {
            return StreamSupport.stream(results.spliterator(), false)
                    .map(result -> result.path("outcome").asString())
                    .toList();
        }

        private JsonNode results(JsonNode document) throws Exception {
            return api.get("/projects/" + project + "/vex/documents/"
                            + document.path("id").asString())
                    .json(200);
        }

        private JsonNode finding(String vulnerability) throws Exception {
            for (JsonNode one : api.get("/findings?project=" + project + "&silenced=show")
                    .json(200)
                    .path("findings")) {
                if (one.path("ruleId").asString().equals(vulnerability)) {
                    return one;
                }
            }
            throw new AssertionError("no finding of " + vulnerability);
        }

        private boolean silenced(String vulnerability) throws Exception {
            return finding(vulnerability).path("silenced").asBoolean();
        }

        private String decide(String vulnerability, String decision, String more) throws Exception {
            return api.post(
                            "/decisions",
                            "{'findings':['" + finding(vulnerability).path("id").asString() + "'],'decision':'"
                                    + decision + "','reason':'not \\\"reachable\\\" <b>here</b>'" + more + "}")
                    .json(201)
                    .path("id")
                    .asString();
        }

        private String export(String query) throws Exception {
            ApiClient.Answer answer = api.get("/projects/" + project + "/vex" + query);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return answer.text();
        }

        @Test
        void everyStatementHasItsOutcome() throws Exception {
            JsonNode document = take(openVex(
                    "2026-01-02T00:00:00Z",
                    statement("CVE-2033-1", "pkg:npm/pad", "not_affected"),
                    statement("CVE-2033-9", "pkg:npm/pad", "not_affected"),
                    statement("CVE-2033-2", "pkg:oci/other-image", "not_affected"),
                    statement("CVE-2033-2", "pkg:generic/" + project, "affected"),
                    statement("CVE-2033-3", project, "not_affected"),
                    statement("CVE-2033-3", project, "under_investigation")));

            JsonNode results = document.path("results");
            assertThat(outcomes(results))
                    .containsExactly("applied", "matches-nothing", "other-product", "noted", "superseded", "noted");
            assertThat(results.path(0).path("findings").asInt()).isEqualTo(1);
            assertThat(results.path(0).path("why").asString()).isEqualTo("never called");
            assertThat(results.path(2).path("why").asString()).contains(project);
            assertThat(results.path(4).path("why").asString()).contains("later statement");
            assertThat(results(document)).isEqualTo(results);
            assertThat(silenced("CVE-2033-1")).isTrue();
            assertThat(finding("CVE-2033-1").path("triage").asString()).isEqualTo("vex");
            assertThat(silenced("CVE-2033-2")).isFalse();
            assertThat(silenced("CVE-2033-3")).isFalse();
        }

        @Test
        void whatIsFixedAndWhatIsSaidOfAPartOfTheProductCountsNoMore() throws Exception {
            JsonNode document = take(openVex(
                    "2026-01-02T00:00:00Z",
                    statement("CVE-2033-1", "shop", "fixed"),
                    statement("CVE-2033-2", "pkg:generic/" + project, "not_affected")
                            .replace("'}],", "','subcomponents':[{'@id':'pkg:npm/pad@1.0.0'}]}],"),
                    statement("CVE-2033-3", "pkg:generic/" + project, "not_affected")
                            .replace("'}],", "','subcomponents':[{'@id':'pkg:npm/pad@2.0.0'}]}],")));

            assertThat(outcomes(document.path("results"))).containsExactly("applied", "applied", "matches-nothing");
            assertThat(silenced("CVE-2033-2")).isTrue();

            upload("c2", image("CVE-2033-2").replace("1.0.0", "1.0.7"));
            assertThat(silenced("CVE-2033-2")).as("another version").isFalse();
        }

        @Test
        void aLaterDocumentTakesThePlaceOfAnEarlierOneAndNoEarlierOneThatOfALater() throws Exception {
            JsonNode first =
                    take(openVex("2026-01-02T00:00:00Z", statement("CVE-2033-1", "pkg:npm/pad", "not_affected")));
            assertThat(silenced("CVE-2033-1")).isTrue();

            JsonNode second = take(openVex("2026-01-03T00:00:00Z", statement("CVE-2033-1", "pkg:npm/pad", "affected")));

            assertThat(outcomes(second.path("results"))).containsExactly("noted");
            assertThat(results(first).path(0).path("outcome").asString()).isEqualTo("superseded");
            assertThat(results(first).path(0).path("why").asString()).contains("affected");
            assertThat(silenced("CVE-2033-1")).isFalse();

            JsonNode late =
                    take(openVex("2026-01-01T00:00:00Z", statement("CVE-2033-1", "pkg:npm/pad", "not_affected")));

            assertThat(outcomes(late.path("results"))).containsExactly("superseded");
            assertThat(silenced("CVE-2033-1")).isFalse();
            assertThat(api.get("/projects/" + project + "/vex/documents").json(200))
                    .hasSize(3);
        }

        @Test
        void aStatementWaitsForWhatItIsAbout() throws Exception {
            JsonNode document =
                    take(openVex("2026-01-02T00:00:00Z", statement("CVE-2033-77", "pkg:npm/pad", "not_affected")));
            assertThat(outcomes(document.path("results"))).containsExactly("matches-nothing");

            JsonNode scan = upload("c2", image("CVE-2033-77"));

            assertThat(scan.path("findings").path("silenced").asInt()).isEqualTo(1);
            assertThat(scan.path("build").path("verdict").asString()).isEqualTo("pass");
            assertThat(silenced("CVE-2033-77")).isTrue();
        }

        @Test
        void aPersonsDecisionComesBeforeAStatement() throws Exception {
            take(openVex("2026-01-02T00:00:00Z", statement("CVE-2033-1", "pkg:npm/pad", "not_affected")));

            decide("CVE-2033-1", "reopen", "");

            assertThat(silenced("CVE-2033-1")).isFalse();
        }

        @Test
        void cycloneDxNamesPackagesByReference() throws Exception {
            JsonNode document = take("{'bomFormat':'CycloneDX','specVersion':'1.5','version':1,"
                    + "'serialNumber':'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',"
                    + "'metadata':{'timestamp':'2026-01-02T00:00:00Z','authors':[{'name':'Team'}]},"
                    + "'components':[{'bom-ref':'one','purl':'pkg:npm/pad@1.0.0','name':'pad','type':'library'}],"
                    + "'vulnerabilities':["
                    + "{'id':'CVE-2033-1','analysis':{'state':'not_affected','justification':'code_not_reachable',"
                    + "'detail':'dead'},'affects':[{'ref':'one'}]},"
                    + "{'id':'CVE-2033-2','analysis':{'state':'exploitable'},'affects':[{'ref':'one'}]},"
                    + "{'id':'CVE-2033-3','affects':[{'ref':'one'}]}]}");

            assertThat(document.path("author").asString()).isEqualTo("Team");
            assertThat(outcomes(document.path("results"))).containsExactly("applied", "noted");
            assertThat(document.path("results").path(0).path("why").asString()).isEqualTo("code not reachable: dead");
            assertThat(silenced("CVE-2033-1")).isTrue();
        }

        @Test
        void brokenAndHostileDocumentsAreRefusedWithTheirPlaceAndChangeNothing() throws Exception {
            String right = statement("CVE-2033-1", "pkg:npm/pad", "not_affected");
            String start = "{'@context':'https://openvex.dev/ns/v0.2.0','@id':'x'";
            String cyclone = "{'bomFormat':'CycloneDX','specVersion':'1.5'";
            var wrong = new LinkedHashMap<String, String>();
            wrong.put("{", "line 1, column ");
            wrong.put("\n\n  {'a' 3}", "line 3, column ");
            wrong.put("[".repeat(200), "levels of nesting");
            wrong.put(openVex("2026-01-02T00:00:00Z", right) + "{}", "line 1, column ");
            wrong.put("{'version':'2.1.0','runs':[]}", "no VEX document");
            wrong.put(start + "}", "/statements");
            wrong.put(start + ",'statements':{}}", "/statements");
            wrong.put(start.replace("'x'", "''") + ",'statements':[]}", "@id");
            wrong.put(openVex("2026-01-02T00:00:00Z", right, right.replace("not_", "un")), "/statements/1/status");
            wrong.put(
                    openVex("2026-01-02T00:00:00Z", right, statement("CVE-*", "pkg:npm/pad", "not_affected")),
                    "/statements/1/vulnerability");
            wrong.put(
                    openVex("2026-01-02T00:00:00Z", right, statement("CVE-2033-2", "pkg:npm/*", "not_affected")),
                    "/statements/1/products");
            wrong.put(
                    openVex("2026-01-02T00:00:00Z", right, statement("CVE-2033-2\\u0000", "pkg:npm/pad", "fixed")),
                    "/statements/1/vulnerability");
            wrong.put(
                    openVex("2026-01-02T00:00:00Z", right, statement("x".repeat(600), "pkg:npm/pad", "fixed")),
                    "/statements/1/vulnerability");
            wrong.put(
                    openVex("2026-01-02T00:00:00Z", right, statement("CVE-2033-9,CVE-2033-1", "pkg:npm/pad", "fixed")),
                    "comma in its name at /statements/1/vulnerability");
            wrong.put(
                    openVex("2026-01-02T00:00:00Z", right, statement("CVE-2033-9\\u202e", "pkg:npm/pad", "fixed")),
                    "/statements/1/vulnerability");
            wrong.put(
                    openVex("2026-01-02T00:00:00Z", right, aliases(100, "CVE-2033-9".repeat(40))),
                    "characters together at /statements/1/vulnerability");
            wrong.put(openVex("2026-01-02T00:00:00Z", right, "{'status':'fixed'}"), "/statements/1/vulnerability");
            wrong.put(
                    openVex("2026-01-02T00:00:00Z", right, "{'vulnerability':'CVE-1','status':'fixed'}"),
                    "/statements/1/products");
            wrong.put(cyclone + "}", "/vulnerabilities");
            wrong.put(
                    cyclone + ",'vulnerabilities':[{'id':'CVE-2033-1','analysis':{'state':'fine'},'affects':[]}]}",
                    "/vulnerabilities/0/analysis/state");
            wrong.put(
                    cyclone + ",'vulnerabilities':[{'id':'CVE-2033-1','analysis':{'state':'resolved'},"
                            + "'affects':[{'ref':'*'}]}]}",
                    "/vulnerabilities/0/affects");
            var all = new SoftAssertions();
            for (var one : wrong.entrySet()) {
                all.assertThat(send(one.getKey()).problem(400).path("detail").asString())
                        .as(one.getKey().substring(0, Math.min(200, one.getKey().length())))
                        .contains(one.getValue());
            }
            all.assertAll();

            assertThat(silenced("CVE-2033-1")).isFalse();
            assertThat(api.get("/projects/" + project + "/vex/documents").json(200))
                    .isEmpty();
        }

        private static String aliases(int count, String name) {
            var aliases = new ArrayList<String>();
            for (int i = 0; i < count; i++) {
                aliases.add("'" + name + "-" + i + "'");
            }
            return statement("CVE-2033-9", "pkg:npm/pad", "not_affected")
                    .replace("'CVE-2033-9'", "'CVE-2033-9','aliases':[" + String.join(",", aliases) + ",'CVE-2033-1']");
        }

        @Test
        void aVulnerabilityMayHaveManyAndLongNames() throws Exception {
            JsonNode document = take(openVex(
                    "2026-01-02T00:00:00Z",
                    aliases(60, "an-alias-of-some-forty-characters-"),
                    statement("CVE-2033-2", "pkg:npm/pad?arch=" + "\u0130".repeat(400), "not_affected")));

            assertThat(outcomes(document.path("results"))).containsExactly("applied", "applied");
            assertThat(silenced("CVE-2033-1")).isTrue();
            assertThat(silenced("CVE-2033-2")).isTrue();
            JsonNode later = take(openVex(
                    "2026-01-03T00:00:00Z",
                    statement("CVE-2033-2", "pkg:npm/pad?arch=" + "\u0130".repeat(400), "affected")));
            assertThat(outcomes(later.path("results"))).containsExactly("noted");
            assertThat(silenced("CVE-2033-2")).isFalse();
        }

        @Test
        void whatDocumentsSayIsTextAndNothingElse() throws Exception {
            JsonNode document =
                    take(openVex("2026-01-02T00:00:00Z", statement("CVE-2033-1", "pkg:npm/pad", "not_affected"))
                            .replace("never called", "<script>alert(1)<\\/script> a\\u0000b \\u001b[31m"));

            assertThat(document.path("results").path(0).path("why").asString())
                    .isEqualTo("<script>alert(1)</script> a b  [31m");
            assertThat(silenced("CVE-2033-1")).isTrue();
        }

        @Test
        void onlyTheSecurityRoleTakesDocumentsInAndNobodySeesThoseOfOtherProjects() throws Exception {
            String document = openVex("2026-01-02T00:00:00Z", statement("CVE-2033-1", "pkg:npm/pad", "not_affected"));
            ApiClient.of(mvc, "read", null)
                    .post("/projects/" + project + "/vex", document)
                    .problem(403);
            ApiClient other = ApiClient.of(mvc, "triage", project + "-other");
            other.post("/projects/" + project + "/vex", document).problem(404);
            other.get("/projects/" + project + "/vex").problem(404);
            assertThat(silenced("CVE-2033-1")).isFalse();

            String id = take(document).path("id").asString();

            other.get("/projects/" + project + "/vex/documents/" + id).problem(404);
            api.upload(project + "-other", image("CVE-2033-1"), "commit", "c1").json(201);
            api.get("/projects/" + project + "-other/vex/documents/" + id).problem(404);
            api.get("/projects/" + project + "/vex?format=csaf").problem(400);
        }

        @Test
        void decisionsGoOutAsOpenVexAndSilenceTheSameWhenTheyComeBack() throws Exception {
            String falsePositive = decide("CVE-2033-1", "false-positive", "");
            String wontFix = decide("CVE-2033-2", "wont-fix", "");
            String document = export("?format=openvex&undecided=true");
            api.delete("/decisions/" + falsePositive).json(200);
            api.delete("/decisions/" + wontFix).json(200);
            assertThat(silenced("CVE-2033-1")).isFalse();

            JsonNode back = take(document);

            assertThat(outcomes(back.path("results"))).containsExactlyInAnyOrder("applied", "noted", "noted");
            assertThat(back.path("author").asString()).isEqualTo("Winnow");
            assertThat(silenced("CVE-2033-1")).isTrue();
            assertThat(silenced("CVE-2033-2")).isFalse();
            assertThat(results(back).path(0).path("why").asString()).isEqualTo("not \"reachable\" <b>here</b>");
        }

        @Test
        void decisionsGoOutAsCycloneDxAndSilenceTheSameInAnotherProject() throws Exception {
            decide("CVE-2033-1", "false-positive", "");
            String document = export("?format=cyclonedx");
            String other = project + "-second";
            api.upload(other, image("CVE-2033-1", "CVE-2033-2"), "commit", "c1").json(201);

            JsonNode taken = api.post("/projects/" + other + "/vex", document).json(201);

            assertThat(outcomes(taken.path("results"))).containsExactly("applied");
            assertThat(api.get("/findings?project=" + other + "&silenced=hide")
                            .json(200)
                            .path("total")
                            .asInt())
                    .isEqualTo(1);
        }

        @Test
        void documentsAndTheirResultsComeInPages() throws Exception {
            String id = take(openVex(
                            "2026-01-02T00:00:00Z",
                            statement("CVE-2033-1", "pkg:npm/pad", "not_affected"),
                            statement("CVE-2033-8", "pkg:npm/pad", "not_affected"),
                            statement("CVE-2033-9", "pkg:npm/pad", "not_affected")))
                    .path("id")
                    .asString();
            String newer = take(openVex("2026-01-03T00:00:00Z", statement("CVE-2033-2", "pkg:npm/pad", "not_affected")))
                    .path("id")
                    .asString();
            String documents = "/projects/" + project + "/vex/documents";

            assertThat(api.get(documents + "/" + id + "?size=2").json(200).findValuesAsString("position"))
                    .containsExactly("1", "2");
            assertThat(api.get(documents + "/" + id + "?size=2&after=2")
                            .json(200)
                            .findValuesAsString("vulnerability"))
                    .containsExactly("CVE-2033-9");
            api.get(documents + "/" + id + "?size=0").problem(400);
            assertThat(api.get(documents + "?size=1").json(200).findValuesAsString("id"))
                    .containsExactly(newer);
            assertThat(api.get(documents + "?size=1&after=" + newer).json(200).findValuesAsString("id"))
                    .containsExactly(id);
        }

        private static List<String> said(JsonNode statements, String name, String status) {
            return StreamSupport.stream(statements.spliterator(), false)
                    .map(one -> one.at(name).asString() + " " + one.at(status).asString())
                    .sorted()
                    .toList();
        }

        @Test
        void whatIsThereNoMoreGoesOutAsFixedWhereItAffectedTheProjectAndWasDecidedOn() throws Exception {
            upload("c2", image("CVE-2033-1", "CVE-2033-2", "CVE-2033-3", "CVE-2033-4", "CVE-2033-5"));
            api.upload(project, TestReports.sarif(List.of(new Weak("critical-eval", "a.js", 1))), "commit", "c2")
                    .json(201);
            decide("CVE-2033-1", "false-positive", "");
            decide("CVE-2033-4", "wont-fix", "");
            decide("CVE-2033-5", "wont-fix", "");
            take(openVex("2026-01-02T00:00:00Z", statement("CVE-2033-3", "pkg:npm/pad", "fixed")));
            upload("c3", image("CVE-2033-2", "CVE-2033-3", "CVE-2033-5"));
            api.upload(project, image("CVE-2033-6"), "commit", "c4", "branch", "side")
                    .json(201);

            assertThat(said(
                            JSON.readTree(export("?undecided=true")).path("statements"),
                            "/vulnerability/name",
                            "/status"))
                    .containsExactly(
                            "CVE-2033-1 not_affected",
                            "CVE-2033-2 under_investigation",
                            "CVE-2033-3 fixed",
                            "CVE-2033-4 fixed",
                            "CVE-2033-5 affected");
            assertThat(said(
                            JSON.readTree(export("?format=cyclonedx")).path("vulnerabilities"),
                            "/id",
                            "/analysis/state"))
                    .containsExactly(
                            "CVE-2033-1 false_positive",
                            "CVE-2033-3 resolved",
                            "CVE-2033-4 resolved",
                            "CVE-2033-5 exploitable");
        }

        @Test
        void whatNeverAffectedTheProjectIsNotFixedByGoingAway() throws Exception {
            decide("CVE-2033-1", "false-positive", "");
            take(openVex("2026-01-02T00:00:00Z", statement("CVE-2033-2", "pkg:npm/pad", "not_affected")));
            upload("c2", image("CVE-2033-3"));

            JsonNode statements = JSON.readTree(export("")).path("statements");
            String cycloneDx = export("?format=cyclonedx");

            assertThat(said(statements, "/vulnerability/name", "/status"))
                    .containsExactly("CVE-2033-1 not_affected", "CVE-2033-2 not_affected");
            assertThat(said(statements, "/vulnerability/name", "/impact_statement"))
                    .containsExactly(
                            "CVE-2033-1 not \"reachable\" <b>here</b>",
                            "CVE-2033-2 Supplier says not affected: never called");
            JsonNode vulnerabilities = JSON.readTree(cycloneDx).path("vulnerabilities");
            assertThat(said(vulnerabilities, "/id", "/analysis/state"))
                    .containsExactly("CVE-2033-1 false_positive", "CVE-2033-2 not_affected");
            assertThat(said(vulnerabilities, "/id", "/analysis/detail"))
                    .containsExactly(
                            "CVE-2033-1 not \"reachable\" <b>here</b>",
                            "CVE-2033-2 Supplier says not affected: never called");
            assertThat(new JsonParser().validate(cycloneDx.getBytes(StandardCharsets.UTF_8), Version.VERSION_16))
                    .isEmpty();
        }

        /** Every kind of decision there is, and a vulnerability without one. */
        private void decideAll() throws Exception {
            upload(
                    "c2",
                    image("CVE-2033-1", "CVE-2033-2", "CVE-2033-3", "CVE-2033-4", "CVE-2033-5", "GHSA-aaaa-bbbb-eeee"));
            decide("CVE-2033-1", "false-positive", "");
            decide("CVE-2033-2", "wont-fix", "");
            decide("CVE-2033-3", "accepted-risk", ",'until':'2099-01-01'");
            decide("CVE-2033-4", "reopen", "");
            take(openVex("2026-01-02T00:00:00Z", statement("CVE-2033-5", "pkg:npm/pad", "not_affected")));
        }

        @Test
        void cycloneDxIsValidAgainstItsSchema() throws Exception {
            decideAll();

            String document = export("?format=cyclonedx&undecided=true");

            assertThat(new JsonParser().validate(document.getBytes(StandardCharsets.UTF_8), Version.VERSION_16))
                    .isEmpty();
            JsonNode vulnerabilities = JSON.readTree(document).path("vulnerabilities");
            assertThat(StreamSupport.stream(vulnerabilities.spliterator(), false)
                            .map(one -> one.path("analysis").path("state").asString()))
                    .containsExactlyInAnyOrder(
                            "false_positive", "exploitable", "exploitable", "exploitable", "not_affected", "in_triage");
            assertThat(new JsonParser()
                            .validate(
                                    document.replace("in_triage", "who_knows").getBytes(StandardCharsets.UTF_8),
                                    Version.VERSION_16))
                    .as("the schema is looked at")
                    .isNotEmpty();
        }

        @Test
        void openVexHasAllThatItMustHave() throws Exception {
            decideAll();

            JsonNode document = JSON.readTree(export("?undecided=true"));

            assertThat(document.path("@context").asString()).isEqualTo("https://openvex.dev/ns/v0.2.0");
            assertThat(java.net.URI.create(document.path("@id").asString()).isAbsolute())
                    .isTrue();
            assertThat(document.path("author").asString()).isNotBlank();
            assertThat(Instant.parse(document.path("timestamp").asString())).isBefore(Instant.now());
            assertThat(document.path("version").asInt()).isPositive();
            assertThat(document.path("statements")).hasSize(6);
            for (JsonNode statement : document.path("statements")) {
                assertThat(statement.path("vulnerability").path("name").asString())
                        .isNotBlank();
                assertThat(statement.path("products"))
                        .isNotEmpty()
                        .allSatisfy(product ->
                                assertThat(product.path("@id").asString()).startsWith("pkg:"));
                String status = statement.path("status").asString();
                assertThat(STATUSES).contains(status);
                assertThat(statement.has("impact_statement") || statement.has("justification"))
                        .isEqualTo(status.equals("not_affected"));
                assertThat(statement.has("action_statement")).isEqualTo(status.equals("affected"));
            }
        }
    }
}
