package dev.winnow.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.api.ApiClaims;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Open findings by age, and the queries that find them. */
class AgesTests {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-29");

    @Test
    void agesMeetWithoutAGapAndSayTheirDays() {
        assertThat(Age.of(-1)).isEqualTo(Age.DAYS_0_6);
        assertThat(Age.of(6)).isEqualTo(Age.DAYS_0_6);
        assertThat(Age.of(7)).isEqualTo(Age.DAYS_7_29);
        assertThat(Age.of(29)).isEqualTo(Age.DAYS_7_29);
        assertThat(Age.of(30)).isEqualTo(Age.DAYS_30_89);
        assertThat(Age.of(90)).isEqualTo(Age.DAYS_90_364);
        assertThat(Age.of(364)).isEqualTo(Age.DAYS_90_364);
        assertThat(Age.of(365)).isEqualTo(Age.DAYS_365);
        assertThat(Age.DAYS_0_6.opened(TODAY)).isEqualTo(">2026-11-22");
        assertThat(Age.DAYS_7_29.opened(TODAY)).isEqualTo("2026-10-31..2026-11-22");
        assertThat(Age.DAYS_30_89.opened(TODAY)).isEqualTo("2026-09-01..2026-10-30");
        assertThat(Age.DAYS_365.opened(TODAY)).isEqualTo("<=2025-11-29");
    }

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        private void scan(String commit, int daysAgo, Weak... found) throws Exception {
            String at = Instant.now().minus(daysAgo, ChronoUnit.DAYS).toString();
            api.upload(
                            project,
                            TestReports.sarif(List.of(found)),
                            "commit",
                            commit,
                            "branch",
                            "main",
                            "committedAt",
                            at,
                            "scannedAt",
                            at)
                    .json(201);
        }

        private int found(String query) throws Exception {
            return api.get("/findings?size=1&q="
                            + URLEncoder.encode(query, StandardCharsets.UTF_8).replace("+", "%20"))
                    .json(200)
                    .path("total")
                    .asInt();
        }

        @Test
        void eachNumberLeadsToExactlyTheFindingsBehindIt() throws Exception {
            Weak old = new Weak("critical-old", "a.c", 1);
            Weak month = new Weak("high-month", "b.c", 2);
            Weak back = new Weak("high-back", "c.c", 3);
            Weak young = new Weak("low-young", "d.c", 4);
            Weak gone = new Weak("low-gone", "e.c", 5);
            Weak silenced = new Weak("medium-false", "f.c", 6);
            scan("c1", 400, old, back, gone);
            scan("c2", 300, old);
            scan("c3", 30, old, month);
            scan("c4", 8, old, month, back);
            scan("c5", 0, old, month, back, young, silenced);
            for (JsonNode one :
                    api.get("/findings?project=" + project).json(200).path("findings")) {
                if (one.toString().contains("medium-false")) {
                    api.post(
                                    "/decisions",
                                    "{'findings':['" + one.path("id").asString()
                                            + "'],'decision':'false-positive','reason':'It is none.'}")
                            .json(201);
                }
            }

            JsonNode ages = api.get("/metrics/ages?project=" + project).json(200);

            assertThat(ages.path("today").asString())
                    .isEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
            assertThat(ages.path("total").asInt()).isEqualTo(4);
            assertThat(ages.path("ages")
                            .valueStream()
                            .map(age -> age.path("findings").asInt()))
                    // What came back eight days ago is as old as that.
                    .containsExactly(1, 1, 1, 0, 1);
            assertThat(ages.at("/ages/1/bySeverity/HIGH/findings").asInt()).isEqualTo(1);
            assertThat(ages.at("/ages/4/bySeverity/CRITICAL/findings").asInt()).isEqualTo(1);
            for (JsonNode age : ages.path("ages")) {
                assertThat(found(age.path("query").asString()))
                        .as(age.toString())
                        .isEqualTo(age.path("findings").asInt());
                for (JsonNode severity : age.path("bySeverity")) {
                    assertThat(found(severity.path("query").asString()))
                            .isEqualTo(severity.path("findings").asInt());
                }
            }
            JsonNode high = api.get("/metrics/ages?project=" + project + "&severity=high")
                    .json(200);
            assertThat(high.path("total").asInt()).isEqualTo(2);
            assertThat(found(high.at("/ages/2/query").asString())).isEqualTo(1);
            api.get("/metrics/ages?project=none-" + project).problem(404);
        }
    }
}
