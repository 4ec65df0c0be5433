package dev.winnow.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.winnow.api.ApiClaims;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Findings of a query as files: all of them, in every format, and as SARIF that may come back. */
class FindingExportTests {
    private static final Weak EVAL = new Weak("critical-eval", "src/a b%20[1].js", 10);
    private static final Weak LINK = new Weak("high-link", "src/l.js", 14);
    private static final Weak KNOWN = new Weak("low-style", "src/b.js", 20, "x();", true);
    private static final Weak FORMULA = new Weak("=cmd|' /C calc'!A0", "@evil/-1+1.js", 3);
    private static final Hole HOLE = new Hole("left-pad", "HIGH", "CVE-2024-0001");

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        @BeforeEach
        void live() throws Exception {
            api.upload(
                            project,
                            TestReports.sarif(List.of(EVAL, LINK, KNOWN, FORMULA)),
                            "commit",
                            "c1",
                            "branch",
                            "main")
                    .json(201);
            api.upload(project, TestReports.trivy("shop:1", List.of(HOLE)), "commit", "c1", "branch", "main")
                    .json(201);
        }

        private byte[] export(String format, String more) throws Exception {
            var answer = api.get("/findings/export?project=" + project + "&format=" + format + more);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.response().getHeader("Content-Disposition")).contains("findings." + format);
            return answer.response().getContentAsByteArray();
        }

        private JsonNode json(String format, String more) throws Exception {
            return tools.jackson.databind.json.JsonMapper.shared().readTree(export(format, more));
        }

        @Test
        void tableWorkbookAndJsonHaveTheSameFindings() throws Exception {
            JsonNode json = json("json", "").path("findings");
            assertThat(json.size()).isEqualTo(5);
            List<CSVRecord> csv = CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(new StringReader(new String(export("csv", ""), StandardCharsets.UTF_8)))
                    .getRecords();
            assertThat(csv).hasSize(5);
            try (var book = new ReadableWorkbook(new ByteArrayInputStream(export("xlsx", "")))) {
                List<Row> rows = book.getFirstSheet().read();
                assertThat(rows).hasSize(6);
                for (int i = 0; i < 5; i++) {
                    JsonNode finding = json.get(i);
                    CSVRecord line = csv.get(i);
                    Row row = rows.get(i + 1);
                    assertThat(line.get("id")).isEqualTo(finding.path("id").asString());
                    assertThat(row.getCell(0).asString()).isEqualTo(line.get("id"));
                    assertThat(line.get("severity"))
                            .isEqualTo(finding.path("severity").asString());
                    assertThat(line.get("rule"))
                            .isEqualTo(Cells.text(finding.path("rule").asString()));
                    assertThat(row.getCell(9).asString()).isEqualTo(line.get("rule"));
                    assertThat(row.getOptionalCell(12)
                                    .map(cell -> cell.asString())
                                    .orElse(""))
                            .isEqualTo(line.get("place"));
                    assertThat(row.getCell(2).asNumber().intValue())
                            .isEqualTo(finding.path("number").asInt());
                    assertThat(line.get("silenced"))
                            .isEqualTo(finding.path("silenced").asString());
                    assertThat(line.get("url")).isEqualTo(finding.path("url").asString());
                }
            }
            CSVRecord suppressed = csv.stream()
                    .filter(line -> line.get("rule").equals("low-style"))
                    .findFirst()
                    .orElseThrow();
            // An auditor asks who took it out, also where no person did.
            assertThat(suppressed.get("silenced")).isEqualTo("true");
            assertThat(suppressed.get("silenced_by")).isEqualTo("lint");
            assertThat(suppressed.get("silenced_reason")).startsWith("suppressed by the scanner");
            assertThat(json.valueStream()
                            .filter(one -> one.path("rule").asString().equals("low-style"))
                            .map(one -> one.at("/suppressedBy/guard").asString()))
                    .containsExactly("lint");
            assertThat(csv.stream().map(line -> line.get("rule"))).contains("'=cmd|' /C calc'!A0");
            assertThat(csv.stream().map(line -> line.get("place"))).contains("'@evil/-1+1.js");
            for (CSVRecord line : csv) {
                for (String field : line) {
                    assertThat(field).doesNotMatch("(?s)^\\s*[=+@-].*");
                }
            }
        }

        @Test
        void theQueryChooses() throws Exception {
            JsonNode some = json("json", "&q=severity:critical").path("findings");
            assertThat(some.size()).isEqualTo(1);
            assertThat(some.get(0).path("rule").asString()).isEqualTo("critical-eval");
            assertThat(api.get("/findings/export?q=severity:").status()).isEqualTo(400);
            assertThat(api.get("/findings/export?format=doc")
                            .problem(400)
                            .path("detail")
                            .asString())
                    .contains("csv, xlsx, json, sarif");
            api.get("/findings/export?project=no-such").problem(404);
        }

        @Test
        void sarifIsValidAndHasARunForEachGuard() throws Exception {
            byte[] bytes = export("sarif", "");
            assertValid(bytes);
            JsonNode sarif = tools.jackson.databind.json.JsonMapper.shared().readTree(bytes);
            assertThat(sarif.path("runs").size()).isEqualTo(2);
            var tools = new TreeSet<String>();
            var results = new HashMap<String, JsonNode>();
            sarif.path("runs").forEach(run -> {
                JsonNode driver = run.path("tool").path("driver");
                tools.add(driver.path("name").asString());
                run.path("results").forEach(result -> {
                    results.put(result.path("ruleId").asString(), result);
                    assertThat(driver.path("rules")
                                    .get(result.path("ruleIndex").asInt(-1))
                                    .path("id")
                                    .asString())
                            .isEqualTo(result.path("ruleId").asString());
                    assertThat(result.path("partialFingerprints")
                                    .path(SarifText.FINDING)
                                    .asString())
                            .isNotEmpty();
                });
            });
            // Code scanning services ask these of a rule, and take its severity.
            sarif.path("runs")
                    .forEach(run -> run.path("tool")
                            .path("driver")
                            .path("rules")
                            .forEach(rule -> {
                                for (String words : List.of("shortDescription", "fullDescription", "help")) {
                                    assertThat(rule.path(words).path("text").asString())
                                            .as(words)
                                            .isNotBlank();
                                }
                                JsonNode result = results.get(rule.path("id").asString());
                                assertThat(rule.at("/properties/security-severity"))
                                        .isEqualTo(result.at("/properties/security-severity"));
                                assertThat(rule.at("/defaultConfiguration/level"))
                                        .isEqualTo(result.path("level"));
                                assertThat(rule.at("/properties/tags").toString())
                                        .contains("\"security\"");
                            }));
            assertThat(tools).containsExactly("Lint", "Trivy");
            assertThat(results).hasSize(5);
            assertThat(results.get("critical-eval").path("level").asString()).isEqualTo("error");
            assertThat(results.get("critical-eval")
                            .at("/locations/0/physicalLocation/region/startLine")
                            .asInt())
                    .isEqualTo(10);
            assertThat(results.get("low-style").at("/suppressions/0/kind").asString())
                    .isEqualTo("inSource");
            assertThat(results.get("critical-eval").has("suppressions")).isFalse();
        }

        @Test
        void sarifOfNothingIsValidToo() throws Exception {
            assertValid(export("sarif", "&q=rule:no-such-rule"));
        }

        @Test
        void whatIsDecidedIsSuppressedWithItsReason() throws Exception {
            String id = json("json", "&q=severity:critical")
                    .path("findings")
                    .get(0)
                    .path("id")
                    .asString();
            api.post("/decisions", "{'findings':['" + id + "'],'decision':'wont-fix','reason':'not before spring'}")
                    .json(201);
            byte[] bytes = export("sarif", "&q=severity:critical");
            assertValid(bytes);
            JsonNode result = tools.jackson.databind.json.JsonMapper.shared()
                    .readTree(bytes)
                    .at("/runs/0/results/0");
            assertThat(result.at("/suppressions/0/kind").asString()).isEqualTo("external");
            assertThat(result.at("/suppressions/0/justification").asString()).contains("not before spring (admin)");
        }

        @Test
        void itsSarifCanBeImportedAgain() throws Exception {
            String other = project + "-copy";
            JsonNode scan = api.upload(other, export("sarif", ""), "commit", "c9", "branch", "main")
                    .json(201);
            assertThat(scan.at("/results/total").asInt()).isEqualTo(5);
            assertThat(scan.at("/results/suppressed").asInt()).isEqualTo(1);
            assertThat(said(other)).isEqualTo(said(project));
        }

        @Test
        void aRequestKeepsItsMethodAndNoPlaceholderIsAFingerprint() throws Exception {
            String zap = project + "-zap";
            api.upload(zap, """
                    {"@programName":"ZAP","@version":"2.15.0","created":"2026-02-01T10:00:00Z","site":[{"@name":"https://a.example",
                    "alerts":[{"pluginid":"10054","alertRef":"10054","alert":"Cookie","riskcode":"1","confidence":"2","desc":"d",
                    "instances":[{"uri":"https://a.example/x","method":"POST","param":"id","attack":"","evidence":""}]}]}]}""", "commit", "c1", "branch", "main").json(201);
            api.upload(zap, """
                    {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Semgrep"}},"results":[{"ruleId":"a.b","message":{"text":"m"},
                    "fingerprints":{"matchBasedId/v1":"requires login"},"locations":[{"physicalLocation":{"artifactLocation":
                    {"uri":"a.js"},"region":{"startLine":1}}}]}]}]}""", "commit", "c1", "branch", "main").json(201);
            byte[] sarif = api.get("/findings/export?format=sarif&project=" + zap)
                    .response()
                    .getContentAsByteArray();
            assertValid(sarif);
            assertThat(new String(sarif, StandardCharsets.UTF_8))
                    .contains("\"method\":\"POST\"")
                    .doesNotContain("requires login");
            api.upload(zap + "-copy", sarif, "commit", "c1", "branch", "main").json(201);
            assertThat(said(zap + "-copy")).isEqualTo(said(zap));
        }

        private Map<String, List<String>> said(String of) throws Exception {
            var said = new HashMap<String, List<String>>();
            api.get("/findings?size=50&project=" + of)
                    .json(200)
                    .path("findings")
                    .forEach(finding -> {
                        var words = new ArrayList<String>();
                        for (String name :
                                List.of("kind", "severity", "title", "location", "line", "silenced", "package")) {
                            words.add(name + " " + finding.path(name));
                        }
                        said.put(finding.path("ruleId").asString(), words);
                    });
            return said;
        }

        private static void assertValid(byte[] sarif) {
            JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V7)
                    .getSchema(
                            FindingExportTests.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"),
                            SchemaValidatorsConfig.builder()
                                    .formatAssertionsEnabled(true)
                                    .build());
            assertThat(schema.validate(new String(sarif, StandardCharsets.UTF_8), InputFormat.JSON))
                    .isEmpty();
        }
    }
}
