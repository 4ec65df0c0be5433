package dev.winnow.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Users;
import dev.winnow.api.ApiClaims;
import dev.winnow.metrics.Definition;
import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Quarters that stay what they were when they were handed out. */
class FrozenQuarterTests {
    private static final Weak EVAL = new Weak("critical-eval", "src/a.js", 10);
    private static final Weak LINK = new Weak("high-link", "src/l.js", 14);
    private static final String QUARTER = "2026-Q1";

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
        private JdbcClient jdbc;

        @BeforeEach
        void live() throws Exception {
            scan("c1", "2026-02-02");
            scan("c2", "2026-02-10", EVAL, LINK);
            scan("c3", "2026-03-05", LINK);
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

        private JsonNode freeze(String reason, int status) throws Exception {
            var answer = api.post(
                    "/exports/frozen",
                    "{\"quarter\":\"" + QUARTER + "\",\"project\":[\"" + project + "\"],\"reason\":\"" + reason
                            + "\"}");
            assertThat(answer.status()).as(answer.text()).isEqualTo(status);
            return answer.json();
        }

        private byte[] brief(String format, String... more) throws Exception {
            var answer = api.get("/exports/quarterly?quarter=" + QUARTER + "&format=" + format + "&project=" + project
                    + String.join("", more));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return answer.response().getContentAsByteArray();
        }

        private static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Test
        void whatIsReadBackPrintsTheSameInEveryFormat() throws Exception {
            String csv = text(brief("csv"));
            String markdown = text(brief("md"));
            freeze("", 201);

            assertThat(text(brief("csv"))).isEqualTo(csv);
            assertThat(text(brief("md")).lines().filter(line -> !line.startsWith("Frozen")))
                    .containsExactlyElementsOf(markdown.lines()
                            .filter(line -> !line.startsWith("Computed"))
                            .toList());
            assertThat(brief("xlsx")).isNotEmpty();
            assertThat(brief("pdf")).isNotEmpty();
        }

        @Test
        void theHashIsThatOfTheJsonByteForByte() throws Exception {
            JsonNode frozen = freeze("", 201);
            assertThat(frozen.path("revision").asInt()).isEqualTo(1);
            assertThat(frozen.path("definitions").asInt()).isPositive();
            assertThat(frozen.path("frozenBy").asString()).isEqualTo("admin");

            for (byte[] bytes : List.of(
                    brief("json"),
                    api.get("/exports/frozen/" + frozen.path("id").asString() + "/brief")
                            .response()
                            .getContentAsByteArray())) {
                assertThat(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                        .isEqualTo(frozen.path("sha256").asString());
            }
        }

        @Test
        void laterChangesShowAsDifferencesAndChangeNothing() throws Exception {
            String csv = text(brief("csv"));
            JsonNode frozen = freeze("", 201);
            String self = "/exports/frozen/" + frozen.path("id").asString();
            assertThat(api.get(self).json(200).path("differences")).isEmpty();

            // A scan of March comes late, and finds that the other one was fixed, too: 28 days after the 10th of
            // February.
            scan("c4", "2026-03-10");

            assertThat(text(brief("csv"))).isEqualTo(csv);
            assertThat(text(brief("md"))).contains("numbers would be others");
            assertThat(text(brief("csv", "&computed=true"))).isNotEqualTo(csv);
            JsonNode differences = api.get(self).json(200).path("differences");
            JsonNode mean = difference(differences, "quarter", "mttr", "mean");
            assertThat(mean.path("frozen").asLong()).isEqualTo(23 * 86_400L);
            assertThat(mean.path("now").asDouble()).isEqualTo((23 + 28) * 86_400L / 2.0);
            assertThat(difference(differences, "month", "episodes", "fixed")
                            .path("now")
                            .asInt())
                    .isEqualTo(2);
            assertThat(differences)
                    .noneSatisfy(
                            one -> assertThat(one.path("metric").asString()).isEqualTo("mttd"));
        }

        /** As an older server wrote it: other definitions, fewer fields, and some that nobody knows any more. */
        @Test
        void aDocumentOfOlderDefinitionsIsShownAsItWas() throws Exception {
            String id = freeze("", 201).path("id").asString();
            var document = (ObjectNode) JsonMapper.shared().readTree(brief("json"));
            ((ObjectNode) document.path("definitions"))
                    .put("version", 1)
                    .putArray("metrics")
                    .addObject()
                    .put("title", "Time to mend")
                    .put("words", "As it was reckoned then.");
            document.put("colour", "of the cover");
            for (JsonNode figure : document.path("figures")) {
                if (figure.path("metric").asString().equals("mttr")) {
                    ((ObjectNode) figure)
                            .put("value", 777 * 86_400)
                            .put("basis", "of 4711 repairs")
                            .put("met", true);
                }
            }
            for (JsonNode one : document.path("observations")) {
                if (one.path("metric").asString().equals("mttr")
                        && one.path("statistic").asString().equals("mean")
                        && one.path("period").asString().equals("quarter")
                        && one.path("severity").isNull()) {
                    ((ObjectNode) one).put("value", 777 * 86_400);
                }
            }
            document.path("guards")
                    .forEach(guard -> ((ObjectNode) guard)
                            .put("opened", 4_321)
                            .put("signal", 0.123)
                            .put("advice", "keep")
                            .remove(List.of("ended", "alerts", "onlyIt")));
            byte[] bytes = JsonMapper.shared().writeValueAsBytes(document);
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            var compressed = new ByteArrayOutputStream();
            try (var out = new GZIPOutputStream(compressed)) {
                out.write(bytes);
            }
            jdbc.sql("update frozen_quarter set document = ?, sha256 = ?, definitions = 1 where id = ?")
                    .params(compressed.toByteArray(), sha256, Long.parseLong(id))
                    .update();

            assertThat(brief("json")).isEqualTo(bytes);
            assertThat(text(brief("csv"))).contains(Integer.toString(777 * 86_400));
            assertThat(text(brief("md")))
                    .contains("777", "of 4711 repairs", "4,321", "Version 1.", "Time to mend")
                    // What was advised and met then, and not what these counts would say today.
                    .contains("| 12.3 % | keep |", "| at most 24 h | met |")
                    .doesNotContain("Version " + Definition.VERSION);
            try (var pdf = Loader.loadPDF(brief("pdf"))) {
                assertThat(new PDFTextStripper().getText(pdf))
                        .contains("777", "Version 1.", "Time to mend")
                        .doesNotContain("Version " + Definition.VERSION);
            }
            assertThat(brief("xlsx")).isNotEmpty();
            JsonNode shown = api.get("/exports/frozen/" + id).json(200);
            assertThat(shown.path("frozen").path("definitions").asInt()).isEqualTo(1);
            assertThat(shown.path("frozen").path("sha256").asString()).isEqualTo(sha256);
            JsonNode mean = difference(shown.path("differences"), "quarter", "mttr", "mean");
            assertThat(mean.path("frozen").asLong()).isEqualTo(777 * 86_400);
            assertThat(mean.path("now").asLong()).isEqualTo(23 * 86_400);
        }

        private static JsonNode difference(JsonNode all, String period, String metric, String statistic) {
            for (JsonNode one : all) {
                if (one.path("period").asString().equals(period)
                        && one.path("metric").asString().equals(metric)
                        && one.path("statistic").asString().equals(statistic)
                        && one.path("severity").isNull()) {
                    return one;
                }
            }
            throw new AssertionError("no difference in " + metric + " " + statistic + ": " + all);
        }

        @Test
        void frozenOnceMoreItIsTheNextRevisionAndTheFirstIsKept() throws Exception {
            JsonNode first = freeze("", 201);
            byte[] before = brief("json");
            scan("c4", "2026-03-10");

            assertThat(freeze("", 400).path("detail").asString()).contains("reason");
            JsonNode second = freeze("A late scan of March", 201);
            assertThat(second.path("revision").asInt()).isEqualTo(2);
            assertThat(second.path("sha256").asString())
                    .isNotEqualTo(first.path("sha256").asString());
            assertThat(brief("json")).isNotEqualTo(before);
            assertThat(api.get("/exports/frozen/" + first.path("id").asString() + "/brief")
                            .response()
                            .getContentAsByteArray())
                    .isEqualTo(before);
            assertThat(api.get("/exports/frozen").json(200))
                    .filteredOn(one -> one.path("projects").toString().equals("[\"" + project + "\"]"))
                    .extracting(one -> one.path("revision").asInt())
                    .containsExactly(2, 1);
            assertThat(api.get("/audit?action=quarter.frozen").text())
                    .contains(second.path("sha256").asString(), "A late scan of March");
        }

        @Test
        void whatIsNotOverOrNothingIsRefused() throws Exception {
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            String running = today.getYear() + "-Q" + (today.getMonthValue() + 2) / 3;
            assertThat(api.post(
                                    "/exports/frozen",
                                    "{\"quarter\":\"" + running + "\",\"project\":[\"" + project + "\"]}")
                            .problem(400)
                            .path("detail")
                            .asString())
                    .contains("not over");
            String team = "without-" + project;
            String ofTeam = "{\"quarter\":\"2026-Q1\",\"team\":\"" + team + "\"}";
            assertThat(api.post("/exports/frozen", ofTeam)
                            .problem(404)
                            .path("detail")
                            .asString())
                    .contains("no team " + team);
            String member = "member-of-" + project;
            users.create(
                    users.caller("admin").orElseThrow(),
                    new NewUser(member, "Member", Role.VIEWER, "a long enough one"));
            api.put("/teams/" + team + "/grants/" + member, "{'role':'viewer'}").json(200);
            assertThat(api.post("/exports/frozen", ofTeam)
                            .problem(400)
                            .path("detail")
                            .asString())
                    .contains("no project");
            api.post("/exports/frozen", "{\"quarter\":\"2026-Q9\"}").problem(400);
            api.post("/exports/frozen", "{}").problem(400);
        }

        @Test
        void whoMayNotReadAllOfItSeesNothingOfIt() throws Exception {
            String id = freeze("", 201).path("id").asString();
            ApiClient other = ApiClient.of(mvc, "admin", "other-" + project);

            other.get("/exports/frozen/" + id).problem(404);
            other.get("/exports/frozen/" + id + "/brief").problem(404);
            assertThat(other.get("/exports/frozen").json(200)).isEmpty();
        }
    }
}
