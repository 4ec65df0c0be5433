package dev.winnow.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.winnow.api.ApiClaims;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Briefs of quarters: each format, read back, says what the others say. */
class QuarterExportTests {
    private static final Weak EVAL = new Weak("critical-eval", "src/a.js", 10);
    private static final Weak LINK = new Weak("high-link", "src/l.js", 14);
    private static final Weak MILD = new Weak("low-style", "src/b.js", 20);
    private static final String HOSTILE = "=HYPERLINK(\"x\") <script>alert(1)</script> | [a](b) 漢字 Ωμέγα";
    private static final String QUARTER = "2026-Q1";
    private static final ObjectMapper SCHEMAS = new ObjectMapper();

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        @BeforeEach
        void live() throws Exception {
            // A commit a day before a scan, in February and March.
            scan("c1", "2026-02-02");
            scan("c2", "2026-02-10", EVAL, LINK);
            scan("c3", "2026-02-20", EVAL, LINK, MILD);
            scan("c4", "2026-03-05", EVAL, MILD);
        }

        private void scan(String commit, String day, Weak... found) throws Exception {
            api.upload(
                            project,
                            TestReports.sarif(List.of(found)),
                            "commit",
                            commit,
                            "branch",
                            "main",
                            "committedAt",
                            day + "T00:00:00Z",
                            "scannedAt",
                            day + "T06:00:00Z")
                    .json(201);
        }

        private byte[] brief(String quarter, String format) throws Exception {
            var answer = api.get("/exports/quarterly?quarter=" + quarter + "&format=" + format + "&project=" + project);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.response().getHeader("Content-Disposition")).contains("winnow-" + quarter + "." + format);
            return answer.response().getContentAsByteArray();
        }

        private JsonNode json(String quarter) throws Exception {
            return api.get("/exports/quarterly?quarter=" + quarter + "&project=" + project)
                    .json(200);
        }

        /** The quarter in which decisions are made by these tests. */
        private String now() {
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            return today.getYear() + "-Q" + (today.getMonthValue() + 2) / 3;
        }

        private void silence() throws Exception {
            String id = api.get("/findings?q=rule:critical-eval&project=" + project)
                    .json(200)
                    .path("findings")
                    .get(0)
                    .path("id")
                    .asString();
            api.call(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post("/api/v1/decisions")
                            .contentType("application/json")
                            .content(tools.jackson.databind.json.JsonMapper.shared()
                                    .writeValueAsString(Map.of(
                                            "findings", List.of(id), "decision", "false-positive", "reason", HOSTILE))))
                    .json(201);
        }

        @Test
        void theFiguresAreThoseOfTheMetrics() throws Exception {
            JsonNode brief = json(QUARTER);
            JsonNode metrics = api.get("/metrics?quarter=" + QUARTER + "&project=" + project)
                    .json(200);
            JsonNode mttd = figure(brief, "mttd");
            assertThat(mttd.path("value").decimalValue())
                    .isEqualByComparingTo(metrics.path("mttd").path("mean").decimalValue());
            assertThat(mttd.path("value").asInt()).isEqualTo(6 * 3_600);
            assertThat(mttd.path("n").asInt()).isEqualTo(3);
            assertThat(mttd.path("target").asInt()).isEqualTo(300);
            assertThat(mttd.path("met").asBoolean(true)).isFalse();
            assertThat(mttd.path("before").isNull()).isTrue();
            JsonNode mttr = figure(brief, "mttr");
            assertThat(mttr.path("value").asInt()).isEqualTo(23 * 86_400);
            assertThat(brief.path("over").asBoolean()).isTrue();
            assertThat(brief.path("before").asString()).isEqualTo("2025-Q4");
            assertThat(brief.path("projects").get(0).asString()).isEqualTo(project);
            // The quarter after has this one beside it.
            JsonNode later = json("2026-Q2");
            assertThat(figure(later, "mttr").path("before").asInt()).isEqualTo(23 * 86_400);
            assertThat(figure(later, "mttr").path("value").isNull()).isTrue();
        }

        private static JsonNode figure(JsonNode brief, String metric) {
            for (JsonNode figure : brief.path("figures")) {
                if (figure.path("metric").asString().equals(metric)) {
                    return figure;
                }
            }
            throw new AssertionError("no figure " + metric);
        }

        @Test
        void theTableHasTheObservationsOfTheJson() throws Exception {
            List<List<String>> expected = observations(json(QUARTER));
            List<CSVRecord> rows = CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(new StringReader(new String(brief(QUARTER, "csv"), java.nio.charset.StandardCharsets.UTF_8)))
                    .getRecords();
            assertThat(rows.stream()
                            .map(row -> List.of(
                                    row.get("period"),
                                    row.get("period_start"),
                                    row.get("metric"),
                                    row.get("statistic"),
                                    row.get("severity"),
                                    row.get("guard"),
                                    plain(row.get("value")),
                                    row.get("unit"),
                                    row.get("n")))
                            .toList())
                    .isEqualTo(expected);
            assertThat(rows).allSatisfy(row -> {
                assertThat(row.get("quarter")).isEqualTo(QUARTER);
                assertThat(row.get("scope")).isEqualTo(project);
            });
            assertThat(expected).hasSizeGreaterThan(100);
        }

        private static List<List<String>> observations(JsonNode brief) {
            var all = new ArrayList<List<String>>();
            brief.path("observations")
                    .forEach(one -> all.add(List.of(
                            one.path("period").asString(),
                            one.path("from").asString(),
                            one.path("metric").asString(),
                            one.path("statistic").asString(),
                            one.path("severity").asString(""),
                            one.path("guard").asString(""),
                            one.path("value").isNull()
                                    ? ""
                                    : plain(one.path("value").decimalValue().toPlainString()),
                            one.path("unit").asString(),
                            one.path("n").isNull() ? "" : one.path("n").asString())));
            return all;
        }

        private static String plain(String number) {
            return number.isEmpty()
                    ? ""
                    : new BigDecimal(number).stripTrailingZeros().toPlainString();
        }

        @Test
        void theWorkbookHasTheSameNumbersAsNumbers() throws Exception {
            silence();
            JsonNode brief = json(now());
            try (var book = new ReadableWorkbook(new ByteArrayInputStream(brief(now(), "xlsx")))) {
                List<List<String>> expected = observations(brief);
                List<Row> rows = rows(book, "Observations");
                assertThat(rows).hasSize(expected.size());
                for (int i = 0; i < rows.size(); i++) {
                    Row row = rows.get(i);
                    List<String> one = expected.get(i);
                    assertThat(List.of(text(row, 3), text(row, 4), text(row, 5), text(row, 7), text(row, 9)))
                            .isEqualTo(List.of(one.get(2), one.get(3), one.get(4), one.get(5), one.get(7)));
                    if (one.get(6).isEmpty()) {
                        assertThat(row.getOptionalCell(8)).isEmpty();
                    } else if (!one.get(3).equals("days")) {
                        // Days go on while the quarter does.
                        assertThat(row.getCell(8).getType()).isEqualTo(CellType.NUMBER);
                        if (!one.get(2).startsWith("alerts") && !one.get(3).startsWith("kaplan")) {
                            assertThat(row.getCellAsNumber(8).orElseThrow().doubleValue())
                                    .isEqualTo(Double.parseDouble(one.get(6)));
                        }
                    }
                    assertThat(row.getCell(1).asDate().toInstant(ZoneOffset.UTC).toString())
                            .isEqualTo(one.get(1));
                }
                List<Row> figures = rows(book, "Figures");
                assertThat(figures).hasSize(brief.path("figures").size());
                List<Row> silenced = rows(book, "Silenced");
                assertThat(silenced).hasSize(1);
                assertThat(text(silenced.getFirst(), 7)).isEqualTo("'" + HOSTILE);
                assertThat(silenced.getFirst().getCell(7).getType()).isNotEqualTo(CellType.FORMULA);
                assertThat(text(silenced.getFirst(), 8)).isNotEmpty();
                assertThat(rows(book, "Definitions")).hasSizeGreaterThan(8);
                assertThat(rows(book, "Guards")).hasSize(1);
            }
        }

        private static List<Row> rows(ReadableWorkbook book, String sheet) throws IOException {
            List<Row> rows = book.findSheet(sheet).orElseThrow().read();
            return rows.subList(1, rows.size());
        }

        private static String text(Row row, int column) {
            return row.getOptionalCell(column).map(cell -> cell.getText()).orElse("");
        }

        @Test
        void whatWasSilencedIsThereWithWhoAndWhyAndNeverAsMarkup() throws Exception {
            silence();
            JsonNode silenced = json(now()).path("silenced");
            assertThat(silenced.path("total").asInt()).isEqualTo(1);
            JsonNode one = silenced.path("findings").get(0);
            assertThat(one.path("reason").asString()).isEqualTo(HOSTILE);
            assertThat(one.path("said").asString()).isEqualTo("false-positive");
            assertThat(one.path("author").asString()).isNotEmpty();
            assertThat(one.path("means").asString()).isEqualTo("decision");

            String markdown = new String(brief(now(), "md"), java.nio.charset.StandardCharsets.UTF_8);
            var tables = List.of(TablesExtension.create());
            var html = Jsoup.parse(HtmlRenderer.builder()
                    .extensions(tables)
                    .build()
                    .render(Parser.builder().extensions(tables).build().parse(markdown)));
            assertThat(html.select("script, a")).isEmpty();
            assertThat(html.select("table")).hasSize(4);
            assertThat(html.select("table").last().select("td").get(3).text()).isEqualTo(HOSTILE);

            String text = pdf(brief(now(), "pdf"));
            // Cells are narrow: lines break within words.
            assertThat(text.replace(" ", "")).contains("<script>alert(1)</script>", "Ωμέγα", "\ufffd\ufffd");
            assertThat(text).contains(one.path("author").asString());
        }

        private static String pdf(byte[] bytes) throws IOException {
            try (PDDocument pdf = Loader.loadPDF(bytes)) {
                assertThat(pdf.getNumberOfPages()).isGreaterThan(3);
                return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
            }
        }

        @Test
        void theJsonIsOfTheFormThatTheSchemaSays() throws Exception {
            silence();
            byte[] schema = api.get("/exports/quarterly/schema").response().getContentAsByteArray();
            assertThat(schema).isEqualTo(Files.readAllBytes(Path.of("../docs/brief.schema.json")));
            JsonSchema form = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SCHEMAS.readTree(schema));
            for (String quarter : List.of(QUARTER, "2026-Q2", now())) {
                assertThat(form.validate(SCHEMAS.readTree(brief(quarter, "json"))))
                        .as(quarter)
                        .isEmpty();
            }
            var wrong = (ObjectNode) SCHEMAS.readTree(brief(now(), "json"));
            ((ObjectNode) wrong.path("silenced").path("findings").path(0)).put("means", "whim");
            ((ObjectNode) wrong.path("guards").path(0)).remove("ended");
            assertThat(form.validate(wrong)).hasSize(2);
        }

        @Test
        void thePdfHasTheCoversFiguresAndTheDefinitions() throws Exception {
            JsonNode brief = json(QUARTER);
            String text = pdf(brief(QUARTER, "pdf"));
            assertThat(text).contains(QUARTER, "1 Jan 2026 – 31 Mar 2026", project);
            brief.path("figures")
                    .forEach(figure ->
                            assertThat(text).contains(figure.path("title").asString()));
            assertThat(text).contains("6 h", "23 days", "Target at most 5 min: missed", "1 / ");
            brief.path("definitions")
                    .path("metrics")
                    .forEach(one -> assertThat(text.replace("- ", "-"))
                            .contains(one.path("title").asString()));
        }

        /** So that screen readers read it, and people find their way in it. */
        @Test
        void thePdfIsTaggedAndHasBookmarks() throws Exception {
            try (var pdf = Loader.loadPDF(brief(QUARTER, "pdf"))) {
                assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Security brief " + QUARTER);
                assertThat(pdf.getDocumentInformation().getSubject()).contains(project);
                var catalog = pdf.getDocumentCatalog();
                assertThat(catalog.getMarkInfo().isMarked()).isTrue();
                assertThat(catalog.getLanguage()).startsWith("en");
                assertThat(catalog.getStructureTreeRoot().getKids()).isNotEmpty();
                var names = new java.util.ArrayList<String>();
                for (var one : catalog.getDocumentOutline().children()) {
                    names.add(one.getTitle());
                    assertThat(one.findDestinationPage(pdf)).isNotNull();
                }
                assertThat(names).containsExactly("Figures", "Trends", "Guards", "Silenced", "Appendix: definitions");
            }
        }

        @Test
        void whatCannotBeAnsweredIsSaidSo() throws Exception {
            assertThat(api.get("/exports/quarterly?quarter=2026-Q1&format=doc")
                            .problem(400)
                            .path("detail")
                            .asString())
                    .contains("csv, xlsx, pdf, md, json");
            api.get("/exports/quarterly?quarter=2026-Q5").problem(400);
            assertThat(api.get("/exports/quarterly?quarter=2999-Q1")
                            .problem(400)
                            .path("detail")
                            .asString())
                    .contains("ahead");
            api.get("/exports/quarterly?quarter=2026-Q1&project=no-such").problem(404);
            api.get("/exports/quarterly").problem(400);
            api.get("/exports/quarterly?quarter=2026-Q1&team=nobodys&format=pdf")
                    .problem(404);
        }

        @Test
        void whoTakesABriefAwayIsInTheAuditLog() throws Exception {
            brief(QUARTER, "csv");
            var records = new TreeMap<String, String>();
            api.get("/audit?action=brief.exported").text().lines().skip(1).forEach(line -> records.put(line, line));
            assertThat(records.values()).anySatisfy(line -> assertThat(line).contains(project, "csv"));
        }
    }
}
