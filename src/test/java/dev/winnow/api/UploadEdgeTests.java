package dev.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.StatementCounter;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MvcResult;
import tools.jackson.databind.JsonNode;

/** Uploads at the edge of what pipelines send: long waits, wrong clocks, long names, bodies that end too early. */
class UploadEdgeTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        private static List<Weak> lines(int from, int to) {
            return IntStream.rangeClosed(from, to)
                    .mapToObj(i -> new Weak("medium-" + i, "src/f.js", i))
                    .toList();
        }

        private static Duration patience(MvcResult started) {
            return Duration.ofMillis(Objects.requireNonNull(started.getRequest().getAsyncContext())
                    .getTimeout());
        }

        // How long the container waits.

        @Test
        void theContainerWaitsLongerThanTheUpload() throws Exception {
            MvcResult started = api.started(
                    api.uploading(project, "commit", "a", "wait", "60").content(TestReports.sarif(lines(1, 1))));

            assertThat(patience(started)).isGreaterThan(Duration.ofSeconds(65));
            started.getAsyncResult(60_000);
        }

        @Test
        void aDownloadTakesAsLongAsItTakes() throws Exception {
            String scan = api.upload(project, TestReports.sarif(lines(1, 1)), "commit", "a")
                    .json(201)
                    .path("id")
                    .asString();

            MvcResult started = api.started(get("/api/v1/scans/" + scan + "/report"));

            assertThat(patience(started)).isLessThanOrEqualTo(Duration.ZERO);
            started.getAsyncResult(60_000);
        }

        // Wrong clocks.

        @Test
        void aTimeThatCannotBeRightIsRefused() throws Exception {
            String report = TestReports.sarif(lines(1, 1));
            String milliseconds = Long.toString(Instant.now().toEpochMilli());
            for (String name : List.of("committedAt", "scannedAt")) {
                for (String time : List.of(
                        milliseconds,
                        Instant.now().plus(Duration.ofHours(25)).toString(),
                        "9999999999999999",
                        "1815-12-10T00:00:00Z")) {
                    assertThat(api.upload(project, report, "commit", "a", name, time)
                                    .problem(400)
                                    .path("detail")
                                    .asString())
                            .startsWith(name + ": ")
                            .contains("1970");
                }
            }
            assertThat(api.get("/projects/" + project).status()).isEqualTo(404);
        }

        @Test
        void aClockThatIsAheadDoesNotFreezeTheStream() throws Exception {
            String ahead = Instant.now().plus(Duration.ofHours(2)).toString();
            api.upload(project, TestReports.sarif(lines(1, 3)), "commit", "a", "committedAt", ahead)
                    .json(201);
            JsonNode next = api.upload(project, TestReports.sarif(lines(1, 4)), "commit", "b")
                    .json(201);

            assertThat(next.has("late")).isFalse();
            assertThat(open()).isEqualTo(4);
        }

        // Long names.

        @Test
        void aToolOfManyWordsIsCutToWhatIsKept() throws Exception {
            for (int length : List.of(200, 201, 300, 900)) {
                String report = TestReports.sarif("T".repeat(length), true, lines(1, 1))
                        .replace("\"version\": \"3.1\"", "\"version\": \"" + "9".repeat(length) + "\"");
                JsonNode tool = api.upload(project, report, "commit", "c" + length)
                        .json(201)
                        .path("tool");

                assertThat(tool.path("name").asString()).startsWith("TTT").hasSize(200);
                assertThat(tool.path("version").asString()).startsWith("999").hasSize(200);
            }
        }

        // The same upload again.

        @Test
        void whatAnUploadSpellsOutIsWhatItHadMeantBefore() throws Exception {
            String report = TestReports.sarif(lines(1, 3));
            JsonNode first =
                    api.upload(project, report, "commit", "a", "build", "1").json(201);
            String[][] meant = {
                {"branch", first.path("build").path("branch").asString()},
                {"guard", first.path("guard").asString()},
                {"target", first.path("target").asString()},
                {"category", first.path("category").asString()}
            };
            var all = new ArrayList<>(List.of("commit", "a", "build", "1"));
            for (String[] one : meant) {
                assertThat(one[1]).isNotBlank();
                assertThat(api.upload(project, report, "commit", "a", "build", "1", one[0], one[1])
                                .json(200)
                                .path("id"))
                        .as(one[0])
                        .isEqualTo(first.path("id"));
                all.addAll(List.of(one));
            }
            api.upload(project, report, all.toArray(String[]::new)).json(200);

            api.upload(project, report, "commit", "a", "build", "1", "branch", "other")
                    .json(201);
            api.upload(project, report, "commit", "a", "build", "1", "guard", "other")
                    .json(201);
            api.upload(project, report, "commit", "b", "build", "1").json(201);
            api.upload(project, report, "commit", "a", "build", "2").json(201);
        }

        @Test
        void theTrackedBranchNeedNotBeSpelledOutAgain() throws Exception {
            String report = TestReports.sarif(lines(1, 3));
            api.upload(project, report, "commit", "a", "branch", "master").json(201);

            api.upload(project, report, "commit", "a").json(200);
            api.upload(project, report, "commit", "a", "branch", "main").json(201);
        }

        @Test
        void aDuplicateIsFoundAmongManyTwinsWithoutReadingThem() throws Exception {
            String report = TestReports.sarif(List.of());
            for (int build = 1; build <= 3; build++) {
                api.upload(project, report, "commit", "c" + build).json(201);
            }

            List<String> asked = StatementCounter.during(
                    () -> api.upload(project, report, "commit", "c2").json(200));

            assertThat(asked)
                    .filteredOn(sql -> sql.contains("report_hash=") || sql.contains("report_hash ="))
                    .isNotEmpty()
                    .allSatisfy(sql -> assertThat(sql).contains("asked_commit=").contains("fetch first"));
        }

        // Bodies that end too early.

        @Test
        void aReportNestedTooDeepIsMalformedInPlainWords() throws Exception {
            String deep = "{\"version\":\"2.1.0\",\"runs\":[{\"properties\":" + "{\"deeper and deeper\":".repeat(300)
                    + "1" + "}".repeat(300) + "}]}";
            JsonNode problem = api.upload(project, deep, "commit", "a").problem(400);

            assertThat(problem.path("detail").asString())
                    .contains("nested deeper than 200 levels")
                    .doesNotContain("`");
            assertThat(problem.path("line").asInt()).isEqualTo(1);
            assertThat(problem.path("column").asInt()).isPositive();
            assertThat(problem.path("pointer").asString()).hasSizeBetween(100, 200);
            assertThat(api.get("/projects/" + project).status()).isEqualTo(404);
        }

        @Test
        void aLogThatSaysOfNoToolNeedsAGuard() throws Exception {
            String nobodys = "{\"version\":\"2.1.0\",\"runs\":null}";
            JsonNode problem = api.upload(project, nobodys, "commit", "a").problem(400);

            assertThat(problem.path("detail").asString()).contains("names its tool", "guard=");
            assertThat(problem.path("pointer").asString()).isEqualTo("/runs");
            assertThat(api.get("/projects/" + project).status()).isEqualTo(404);
            assertThat(api.upload(project, nobodys, "commit", "a", "guard", "semgrep")
                            .json(201)
                            .path("complete")
                            .asBoolean(true))
                    .isFalse();
        }

        @Test
        void aMultipartBodyThatEndsTooEarlyIsMalformed() throws Exception {
            String report = TestReports.sarif(lines(1, 200));
            String body = "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.json\"\r\n\r\n" + report;
            for (int length : List.of(body.length(), body.length() / 2, 30)) {
                JsonNode problem = api.call(api.uploading(project, "commit", "a")
                                .contentType("multipart/form-data; boundary=xx")
                                .content(body.substring(0, length).getBytes(StandardCharsets.UTF_8)))
                        .problem(400);
                assertThat(problem.path("detail").asString()).contains("multipart body");
            }
            assertThat(api.get("/projects/" + project).status()).isEqualTo(404);
        }
    }
}
