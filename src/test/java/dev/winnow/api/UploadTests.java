package dev.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.StatementCounter;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;

/** Reports in, scans, builds and findings out, as a pipeline sees it. */
class UploadTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        private JsonNode imported(String report, String... query) throws Exception {
            return api.upload(project, report, query).json(201);
        }

        private static List<Weak> lines(int from, int to) {
            return IntStream.rangeClosed(from, to)
                    .mapToObj(i -> new Weak("medium-" + i, "src/f" + i % 5 + ".js", i))
                    .toList();
        }

        private static String names(JsonNode object) {
            return String.join(" ", object.propertyNames());
        }

        private static Map<String, Integer> numbers(JsonNode object) {
            var numbers = new TreeMap<String, Integer>();
            object.properties().forEach(property -> {
                if (property.getValue().isInt()) {
                    numbers.put(property.getKey(), property.getValue().asInt());
                }
            });
            return numbers;
        }

        private void counts(JsonNode scan, int total, int fresh, int fixed, int reopened, int unchanged) {
            assertThat(numbers(scan.path("findings")))
                    .as(scan.toString())
                    .containsEntry("total", total)
                    .containsEntry("new", fresh)
                    .containsEntry("fixed", fixed)
                    .containsEntry("reopened", reopened)
                    .containsEntry("unchanged", unchanged);
        }

        // The answer of an upload.

        @Test
        void anImportedReportAnswersWithScoreAndVerdict() throws Exception {
            var holes = new ArrayList<>(List.of(
                    new Hole("a", "CRITICAL", "CVE-2024-1"),
                    new Hole("b", "HIGH", "CVE-2024-2"),
                    new Hole("c", "MEDIUM", "CVE-2024-3")));
            IntStream.range(0, 8).forEach(i -> holes.add(new Hole("d" + i, "LOW", "CVE-2024-4")));

            var answer = api.upload(
                    project,
                    TestReports.trivy("registry.example/shop:1.4", holes),
                    "commit",
                    "9f3c2ab",
                    "build",
                    "412",
                    "buildUrl",
                    "https://ci.example/412");
            JsonNode scan = answer.json(201);

            assertThat(answer.response().getHeader("Location"))
                    .isEqualTo(
                            "http://localhost/api/v1/scans/" + scan.path("id").asString());
            assertThat(scan.path("id").isString()).isTrue();
            assertThat(scan.path("status").asString()).isEqualTo("imported");
            assertThat(scan.path("project").asString()).isEqualTo(project);
            assertThat(scan.path("guard").asString()).isEqualTo("trivy");
            assertThat(scan.path("stage").asString()).isEqualTo("build");
            assertThat(scan.path("category").asString()).isEqualTo("container");
            assertThat(scan.path("format").asString()).isEqualTo("trivy");
            assertThat(scan.path("tool").toString()).isEqualTo("{\"name\":\"Trivy\",\"version\":\"0.57.0\"}");
            assertThat(scan.path("target").asString()).isNotBlank().doesNotContain("1.4");
            JsonNode build = scan.path("build");
            assertThat(names(build))
                    .contains("id", "commit", "branch", "score", "grade", "provisional", "verdict", "url");
            assertThat(build.path("id").asString()).isEqualTo("412");
            assertThat(build.path("commit").asString()).isEqualTo("9f3c2ab");
            assertThat(build.path("branch").asString()).isEqualTo("main");
            assertThat(build.path("score").asInt()).isEqualTo(62);
            assertThat(build.path("grade").asString()).isEqualTo("C");
            assertThat(build.path("provisional").asBoolean(true)).isFalse();
            assertThat(build.path("verdict").asString()).isEqualTo("fail");
            assertThat(scan.path("results").toString()).isEqualTo("{\"total\":11,\"suppressed\":0}");
            assertThat(scan.path("findings").toString())
                    .isEqualTo(
                            "{\"total\":11,\"new\":11,\"fixed\":0,\"reopened\":0,\"unchanged\":0,\"silenced\":0,"
                                    + "\"bySeverity\":{\"CRITICAL\":1,\"HIGH\":1,\"MEDIUM\":1,\"LOW\":8,\"INFO\":0,\"UNKNOWN\":0}}");
            assertThat(api.get("/scans/" + scan.path("id").asString()).json(200))
                    .isEqualTo(scan);
        }

        @Test
        void eachFormatIsTakenIn() throws Exception {
            JsonNode sarif = imported(TestReports.sarif(lines(1, 3)), "commit", "a");
            assertThat(sarif.path("format").asString()).isEqualTo("sarif");
            assertThat(sarif.path("guard").asString()).isEqualTo("lint");
            assertThat(sarif.path("category").asString()).isEqualTo("sast");
            JsonNode grype =
                    imported(TestReports.grype("shop:1", List.of(new Hole("a", "HIGH", "CVE-2024-1"))), "commit", "a");
            assertThat(grype.path("format").asString()).isEqualTo("grype");
            assertThat(grype.path("guard").asString()).isEqualTo("grype");
            JsonNode zap = imported(TestReports.zap("https://shop.example", List.of("/a", "/b")), "commit", "a");
            assertThat(zap.path("format").asString()).isEqualTo("zap");
            assertThat(zap.path("category").asString()).isEqualTo("dast");
            assertThat(zap.path("stage").asString()).isEqualTo("test");
            assertThat(zap.path("findings").path("total").asInt()).isEqualTo(2);
            assertThat(zap.path("build").path("findings").path("total").asInt()).isEqualTo(6);
        }

        @Test
        void anUploadSaysWhatTheReportDoesNot() throws Exception {
            JsonNode scan = imported(
                    TestReports.sarif(lines(1, 1)),
                    "commit",
                    "abc",
                    "branch",
                    "main",
                    "build",
                    "77",
                    "buildUrl",
                    "https://ci.example/77",
                    "change",
                    "PR-5",
                    "guard",
                    "my guard",
                    "stage",
                    "code",
                    "category",
                    "policy",
                    "target",
                    "web",
                    "committedAt",
                    "2026-01-02T03:04:05Z",
                    "scannedAt",
                    "2026-01-02T04:00:00+01:00");

            assertThat(scan.path("guard").asString()).isEqualTo("my guard");
            assertThat(scan.path("stage").asString()).isEqualTo("code");
            assertThat(scan.path("category").asString()).isEqualTo("policy");
            assertThat(scan.path("target").asString()).isEqualTo("web");
            assertThat(scan.path("scannedAt").asString()).isEqualTo("2026-01-02T03:00:00Z");
            JsonNode build = scan.path("build");
            assertThat(build.path("change").asString()).isEqualTo("PR-5");
            assertThat(build.path("committedAt").asString()).isEqualTo("2026-01-02T03:04:05Z");
            assertThat(build.path("ciUrl").asString()).isEqualTo("https://ci.example/77");
        }

        @Test
        void withoutWaitingTheAnswerSaysWhereToLook() throws Exception {
            var answer = api.upload(project, TestReports.sarif(lines(1, 3)), "commit", "a", "wait", "0");
            // A quick import may be done all the same.
            assertThat(answer.status()).isIn(201, 202);
            String location = answer.response().getHeader("Location");
            assertThat(location).startsWith("http://localhost/api/v1/scans/");
            JsonNode scan = settled(location);

            assertThat(scan.path("status").asString()).isEqualTo("imported");
            assertThat(scan.path("findings").path("total").asInt()).isEqualTo(3);
        }

        private JsonNode settled(String location) throws Exception {
            String address = location.substring(location.indexOf("/scans/"));
            for (int i = 0; i < 600; i++) {
                JsonNode scan = api.get(address).json(200);
                if (List.of("imported", "failed").contains(scan.path("status").asString())) {
                    return scan;
                }
                Thread.sleep(50);
            }
            throw new AssertionError("still at work: " + location);
        }

        @Test
        void theSameReportForTheSameBuildIsRecognised() throws Exception {
            String report = TestReports.sarif(lines(1, 3));
            JsonNode first = imported(report, "commit", "a", "build", "1");

            JsonNode again =
                    api.upload(project, report, "commit", "a", "build", "1").json(200);
            assertThat(again).isEqualTo(first);
            JsonNode next = imported(report, "commit", "b", "build", "2");
            assertThat(next.path("id")).isNotEqualTo(first.path("id"));
            counts(next, 3, 0, 0, 0, 3);
            imported(report, "commit", "a", "build", "1", "target", "elsewhere");
        }

        // How the bytes may come.

        @Test
        void gzipIsReadByItsHeaderAndByItsMagic() throws Exception {
            byte[] plain = TestReports.sarif(lines(1, 3)).getBytes(StandardCharsets.UTF_8);
            JsonNode magic = api.upload(project, gzip(plain), "commit", "a").json(201);
            assertThat(magic.path("findings").path("total").asInt()).isEqualTo(3);

            JsonNode encoded = api.call(api.uploading(project, "commit", "b")
                            .header("Content-Encoding", "gzip")
                            .content(gzip(plain)))
                    .json(201);
            counts(encoded, 3, 0, 0, 0, 3);
            // Both at once: a compressed file that the client compressed again for its way.
            JsonNode twice = api.call(api.uploading(project, "commit", "c")
                            .header("Content-Encoding", "gzip")
                            .content(gzip(gzip(plain))))
                    .json(201);
            counts(twice, 3, 0, 0, 0, 3);
        }

        private static byte[] gzip(byte[] plain) throws Exception {
            var bytes = new ByteArrayOutputStream();
            try (var out = new GZIPOutputStream(bytes)) {
                out.write(plain);
            }
            return bytes.toByteArray();
        }

        @Test
        void curlsFormTypeIsNoObstacle() throws Exception {
            JsonNode scan = api.call(api.uploading(project, "commit", "a+b c", "branch", "feature/x&y")
                            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                            .content(TestReports.sarif(lines(1, 2))))
                    .json(201);

            assertThat(scan.path("build").path("commit").asString()).isEqualTo("a+b c");
            assertThat(scan.path("build").path("branch").asString()).isEqualTo("feature/x&y");
            assertThat(scan.path("findings").path("total").asInt()).isEqualTo(2);
        }

        @Test
        void aMultipartBodyHoldsTheReportAsItsFile() throws Exception {
            JsonNode scan =
                    api.call(multipart("file", TestReports.sarif(lines(1, 2)))).json(201);
            assertThat(scan.path("findings").path("total").asInt()).isEqualTo(2);

            assertThat(detail(multipart("report", "{}"))).contains("\"report\"", "only \"file\"");
        }

        @Test
        void aMultipartBodyWithMoreThanOneReportIsRefusedAndChangesNothing() throws Exception {
            String part = part("file", TestReports.sarif(lines(1, 2)));
            assertThat(detail(multipart(part + part("file", TestReports.sarif(lines(3, 4))))))
                    .contains("more than one part \"file\"");
            assertThat(detail(multipart(part + part("branch\tx" + "y".repeat(200), "main"))))
                    .contains("only \"file\"")
                    .hasSizeLessThan(250);
            assertThat(detail(multipart(part("commit", "a") + part))).contains("\"commit\"");
            assertThat(detail(multipart(""))).contains("\"file\"");

            assertThat(api.get("/projects/" + project).status()).isEqualTo(404);
        }

        private String detail(MockHttpServletRequestBuilder upload) throws Exception {
            return api.call(upload).problem(400).path("detail").asString();
        }

        private MockHttpServletRequestBuilder multipart(String name, String content) {
            return multipart(part(name, content));
        }

        private MockHttpServletRequestBuilder multipart(String parts) {
            return api.uploading(project, "commit", "a")
                    .contentType("multipart/form-data; boundary=xx")
                    .content((parts + "--xx--\r\n").getBytes(StandardCharsets.UTF_8));
        }

        private static String part(String name, String content) {
            return "--xx\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"r.json\"\r\n"
                    + "Content-Type: application/json\r\n\r\n" + content + "\r\n";
        }

        // What is refused.

        @Test
        void aMalformedReportSaysWhereAndChangesNothing() throws Exception {
            String broken = TestReports.sarif(lines(1, 3)).replace("\"startLine\": 2", "\"startLine\": oops");
            JsonNode problem = api.upload(project, broken, "commit", "a").problem(400);

            assertThat(problem.path("line").asInt()).isGreaterThan(4);
            assertThat(problem.path("column").asInt()).isPositive();
            assertThat(problem.path("pointer").asString()).startsWith("/runs/0/results/1");
            assertThat(api.get("/projects/" + project).status()).isEqualTo(404);
            JsonNode failed =
                    api.get("/scans/" + problem.path("scan").asString()).json(200);
            assertThat(failed.path("status").asString()).isEqualTo("failed");
            assertThat(failed.path("error").path("line")).isEqualTo(problem.path("line"));
            assertThat(api.get("/findings/1").status()).isIn(200, 404);

            // The same bytes again are no duplicate of an import: they fail as they did.
            api.upload(project, broken, "commit", "a").problem(400);
        }

        @Test
        void aReportThatBreaksInTheMiddleLeavesTheStreamAsItWas() throws Exception {
            imported(TestReports.sarif(lines(1, 5)), "commit", "a");
            String whole = TestReports.sarif(lines(1, 9));

            api.upload(project, whole.substring(0, whole.length() - 3), "commit", "b")
                    .problem(400);

            assertThat(open()).isEqualTo(5);
            assertThat(api.get("/projects/" + project + "/builds")
                            .json(200)
                            .path("builds")
                            .size())
                    .isEqualTo(1);
            counts(imported(whole, "commit", "b"), 9, 4, 0, 0, 5);
        }

        @Test
        void aReportThatNobodyKnowsIsAnsweredWithWhatIsKnown() throws Exception {
            for (String strange : List.of("", "hello", "<html><body>502</body></html>", "{\"a\": 1}", "[1]", "<a/>")) {
                JsonNode problem = api.upload(project, strange, "commit", "a").problem(415);
                assertThat(problem.path("formats").toString())
                        .as(strange)
                        .contains("SARIF 2.1.0", "Trivy", "Grype", "ZAP");
            }
        }

        @Test
        void aBombIsTooLarge() throws Exception {
            byte[] report = (TestReports.sarif(lines(1, 1)).replace("}]}", "}],\"x\":\"") + " ".repeat(30_000_000)
                            + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            api.upload(project, gzip(report), "commit", "a").problem(413);
        }

        @Test
        void brokenCompressionIsMalformed() throws Exception {
            byte[] whole = gzip(TestReports.sarif(lines(1, 50)).getBytes(StandardCharsets.UTF_8));
            byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);

            api.upload(project, half, "commit", "a").problem(400);
            api.call(api.uploading(project, "commit", "a")
                            .header("Content-Encoding", "gzip")
                            .content(half))
                    .problem(400);
            api.call(api.uploading(project, "commit", "a")
                            .header("Content-Encoding", "gzip")
                            .content("plain"))
                    .problem(400);
        }

        @Test
        void whatTheQuerySaysIsChecked() throws Exception {
            String report = TestReports.sarif(lines(1, 1));
            String[][] wrong = {
                {"build", "1"},
                {"commit", "a", "wait", "61"},
                {"commit", "a", "wait", "-1"},
                {"commit", "a", "wait", "soon"},
                {"commit", "a", "stage", "breakfast"},
                {"commit", "a", "category", "nothing"},
                {"commit", "a", "committedAt", "yesterday"},
                {"commit", "a", "scannedAt", "2026-99-01T00:00:00Z"},
                {"commit", "a", "buildUrl", "javascript:alert(1)"},
                {"commit", "a\u0000"},
                {"commit", "x".repeat(101)},
                {"commit", "a", "branch", "b".repeat(251)}
            };
            for (String[] query : wrong) {
                api.upload(project, report, query).problem(400);
            }
            assertThat(api.get("/projects/" + project).status()).isEqualTo(404);
            api.upload("no spaces", report, "commit", "a").problem(400);
        }

        @Test
        void aTokenUploadsOnlyWhereItMay() throws Exception {
            String report = TestReports.sarif(lines(1, 1));
            var reader = ApiClient.of(mvc, "read", null);
            reader.upload(project, report, "commit", "a").problem(403);
            var other = ApiClient.of(mvc, "upload", "another-project");
            other.upload(project, report, "commit", "a").problem(403);
            assertThat(api.get("/projects/" + project).status()).isEqualTo(404);

            var mine = ApiClient.of(mvc, "upload", project);
            JsonNode scan = mine.upload(project, report, "commit", "a").json(201);
            String address = "/scans/" + scan.path("id").asString();
            assertThat(mine.get(address).status()).isEqualTo(200);
            mine.get(address + "/report").problem(403);
            mine.get("/findings?project=" + project).problem(404);
            other.get(address).problem(404);
            reader.get(address + "/report").problem(403);
            assertThat(reader.get(address).status()).isEqualTo(200);
        }

        @Test
        void theStoredReportComesBackByteForByte() throws Exception {
            byte[] report = gzip(TestReports.sarif(lines(1, 20)).getBytes(StandardCharsets.UTF_8));
            JsonNode scan = api.upload(project, report, "commit", "a").json(201);

            var stored = api.get("/scans/" + scan.path("id").asString() + "/report");
            assertThat(stored.status()).isEqualTo(200);
            assertThat(stored.response().getContentAsByteArray()).isEqualTo(report);
        }

        // What opens and closes.

        @Test
        void aFindingIsNewOnceAndFixedOnceAndMayReturn() throws Exception {
            counts(imported(TestReports.sarif(lines(1, 5)), "commit", "a"), 5, 5, 0, 0, 0);
            counts(imported(TestReports.sarif(lines(2, 6)), "commit", "b"), 5, 1, 1, 0, 4);
            counts(imported(TestReports.sarif(lines(1, 6)), "commit", "c"), 6, 0, 0, 1, 5);
            assertThat(open()).isEqualTo(6);

            JsonNode closed =
                    api.get("/findings?project=" + project + "&status=closed").json(200);
            assertThat(closed.path("findings").size()).isZero();
            JsonNode builds =
                    api.get("/projects/" + project + "/builds").json(200).path("builds");
            assertThat(builds.path(1).path("findings").path("new").asInt()).isEqualTo(1);
            assertThat(builds.path(1).path("findings").path("fixed").asInt()).isEqualTo(1);
        }

        @Test
        void aFindingTellsItsEpisodesPlacesAndGuards() throws Exception {
            imported(
                    TestReports.trivy("shop:1", List.of(new Hole("a", "HIGH", "CVE-2024-1"))),
                    "commit",
                    "a",
                    "build",
                    "1",
                    "committedAt",
                    "2026-01-01T00:00:00Z",
                    "scannedAt",
                    "2026-01-01T01:00:00Z");
            JsonNode grype = imported(
                    TestReports.grype(
                            "shop:1", List.of(new Hole("a", "CRITICAL", "GHSA-aaaa-bbbb-cccc", "CVE-2024-1"))),
                    "commit",
                    "a",
                    "build",
                    "1");
            counts(grype, 1, 0, 0, 0, 1);
            JsonNode page = api.get("/findings?project=" + project).json(200);
            assertThat(page.path("total").asInt()).isEqualTo(1);
            JsonNode listed = page.path("findings").path(0);
            assertThat(listed.path("severity").asString()).isEqualTo("CRITICAL");
            assertThat(listed.path("identifier").asString()).isEqualTo("CVE-2024-1");
            assertThat(listed.path("guards").toString()).isEqualTo("[\"grype\",\"trivy\"]");

            imported(
                    TestReports.trivy("shop:2", List.of()),
                    "commit",
                    "b",
                    "build",
                    "2",
                    "committedAt",
                    "2026-01-02T00:00:00Z",
                    "scannedAt",
                    "2026-01-02T01:00:00Z");
            assertThat(open()).as("Grype still has it").isEqualTo(1);
            imported(
                    TestReports.grype("shop:2", List.of()),
                    "commit",
                    "b",
                    "build",
                    "2",
                    "scannedAt",
                    "2026-01-02T02:00:00Z");
            assertThat(open()).isZero();

            JsonNode finding =
                    api.get("/findings/" + listed.path("id").asString()).json(200);
            assertThat(finding.path("finding").path("status").asString()).isEqualTo("closed");
            assertThat(finding.path("guards").size()).isEqualTo(2);
            for (JsonNode guard : finding.path("guards")) {
                assertThat(guard.path("present").asBoolean(true)).isFalse();
                assertThat(guard.path("matchedBy").asString()).isNotBlank();
            }
            assertThat(finding.path("locations").toString()).contains("/app/a");
            JsonNode episode = finding.path("episodes").path(0);
            assertThat(finding.path("episodes").size()).isEqualTo(1);
            assertThat(episode.path("openedBy").asString()).isEqualTo("1");
            assertThat(episode.path("openedAt").asString()).isEqualTo("2026-01-01T01:00:00Z");
            assertThat(episode.path("introducedAt").asString()).isEqualTo("2026-01-01T00:00:00Z");
            assertThat(episode.path("backlog").asBoolean()).isTrue();
            assertThat(episode.path("closedBy").asString()).isEqualTo("2");
            assertThat(episode.path("closedAt").asString()).isEqualTo("2026-01-02T02:00:00Z");
            assertThat(episode.path("outcome").asString()).isEqualTo("fixed");
            assertThat(finding.path("decisions").size()).isZero();
        }

        @Test
        void whatTheScannerSuppressesIsKeptAndDoesNotCount() throws Exception {
            var line = new Weak("critical-eval", "a.js", 1);
            var suppressed = new Weak("critical-eval", "a.js", 1, line.code(), true);

            JsonNode scan = imported(TestReports.sarif(List.of(suppressed)), "commit", "a");
            assertThat(scan.path("results").toString()).isEqualTo("{\"total\":1,\"suppressed\":1}");
            assertThat(scan.path("findings").path("total").asInt()).isEqualTo(1);
            assertThat(scan.path("findings").path("silenced").asInt()).isEqualTo(1);
            assertThat(scan.path("findings").path("bySeverity").path("CRITICAL").asInt())
                    .isZero();
            assertThat(scan.path("build").path("score").asInt()).isEqualTo(100);
            assertThat(scan.path("build").path("verdict").asString()).isEqualTo("pass");
            JsonNode id = api.get("/findings?project=" + project)
                    .json(200)
                    .path("findings")
                    .path(0)
                    .path("id");
            JsonNode finding = api.get("/findings/" + id.asString()).json(200);
            assertThat(finding.path("finding").path("silenced").asBoolean()).isTrue();
            assertThat(finding.path("decisions").path(0).path("reason").asString())
                    .isEqualTo("known");

            JsonNode standing = imported(TestReports.sarif(List.of(line)), "commit", "b");
            counts(standing, 1, 0, 0, 0, 1);
            assertThat(standing.path("build").path("score").asInt()).isEqualTo(71);
            assertThat(standing.path("build").path("verdict").asString()).isEqualTo("fail");
        }

        @Test
        void aPartialScanClosesNothing() throws Exception {
            imported(TestReports.sarif(lines(1, 5)), "commit", "a");
            JsonNode partial = imported(TestReports.sarif("Lint", false, lines(5, 6)), "commit", "b");

            assertThat(partial.path("complete").asBoolean(true)).isFalse();
            counts(partial, 2, 1, 0, 0, 1);
            assertThat(open()).isEqualTo(6);
            counts(imported(TestReports.sarif(lines(5, 6)), "commit", "c"), 2, 0, 4, 0, 2);
        }

        @Test
        void closingsThatAreTooManyAreHeldUntilTheNextScanConfirmsThem() throws Exception {
            imported(TestReports.sarif(lines(1, 20)), "commit", "a", "scannedAt", "2026-01-01T00:00:00Z");
            JsonNode held =
                    imported(TestReports.sarif(lines(20, 20)), "commit", "b", "scannedAt", "2026-01-02T00:00:00Z");

            counts(held, 1, 0, 0, 0, 1);
            assertThat(held.path("heldClosings").asInt()).isEqualTo(19);
            assertThat(held.path("build").path("score").asInt())
                    .as("believed for its build")
                    .isEqualTo(97);
            assertThat(open()).isEqualTo(20);

            JsonNode confirmed =
                    imported(TestReports.sarif(lines(20, 20)), "commit", "c", "scannedAt", "2026-01-03T00:00:00Z");
            counts(confirmed, 1, 0, 19, 0, 1);
            assertThat(confirmed.has("heldClosings")).isFalse();
            assertThat(open()).isEqualTo(1);
            JsonNode closed = api.get("/findings?project=" + project + "&status=closed")
                    .json(200)
                    .path("findings");
            JsonNode finding =
                    api.get("/findings/" + closed.path(0).path("id").asString()).json(200);
            assertThat(finding.path("episodes").path(0).path("closedAt").asString())
                    .isEqualTo("2026-01-02T00:00:00Z");
            assertThat(finding.path("episodes").path(0).path("closedBy").asString())
                    .isEqualTo("b");
        }

        @Test
        void aLateScanCountsForItsOwnBuildOnly() throws Exception {
            imported(TestReports.sarif(lines(1, 4)), "commit", "a", "committedAt", "2026-01-01T00:00:00Z");
            imported(TestReports.sarif(lines(2, 5)), "commit", "c", "committedAt", "2026-01-03T00:00:00Z");

            JsonNode late =
                    imported(TestReports.sarif(lines(1, 9)), "commit", "b", "committedAt", "2026-01-02T00:00:00Z");
            assertThat(late.path("late").asBoolean()).isTrue();
            assertThat(late.path("build").path("findings").path("total").asInt())
                    .isEqualTo(9);
            assertThat(open()).isEqualTo(4);
            JsonNode builds =
                    api.get("/projects/" + project + "/builds").json(200).path("builds");
            assertThat(List.of(
                            builds.path(0).path("commit").asString(),
                            builds.path(1).path("commit").asString(),
                            builds.path(2).path("commit").asString()))
                    .containsExactly("c", "b", "a");
            assertThat(builds.path(0).path("findings").path("fixed").asInt())
                    .as("compared with the late one now")
                    .isEqualTo(5);
            JsonNode elsewhere = api.get("/findings?project=" + project + "&status=elsewhere")
                    .json(200);
            assertThat(elsewhere.path("findings").size()).isEqualTo(4);
            JsonNode one = api.get("/findings/"
                            + elsewhere.path("findings").path(0).path("id").asString())
                    .json(200);
            assertThat(one.path("guards").path(0).path("present").asBoolean(true))
                    .isFalse();
            assertThat(one.path("episodes").size()).isZero();
        }

        @Test
        void aLateScanIsSeenByTheNextBuildThatTheGuardScannedHoweverFarItIs() throws Exception {
            imported(TestReports.sarif(lines(1, 4)), "commit", "a", "committedAt", "2026-01-01T00:00:00Z");
            imported(TestReports.zap("https://h", List.of("/x")), "commit", "c", "committedAt", "2026-01-03T00:00:00Z");
            imported(TestReports.sarif(lines(1, 6)), "commit", "d", "committedAt", "2026-01-04T00:00:00Z");
            imported(TestReports.sarif(lines(1, 5)), "commit", "b", "committedAt", "2026-01-02T00:00:00Z");

            JsonNode newest = api.get("/projects/" + project + "/builds")
                    .json(200)
                    .path("builds")
                    .path(0);
            assertThat(newest.path("commit").asString()).isEqualTo("d");
            assertThat(newest.path("findings").path("new").asInt()).isEqualTo(1);
            JsonNode shown = api.get("/projects/" + project + "/builds/d").json(200);
            assertThat(shown.path("changes").path("new").size())
                    .as("the same number on every screen")
                    .isEqualTo(1);
        }

        @Test
        void anotherBranchNeitherOpensNorClosesOnTheTrackedOne() throws Exception {
            imported(TestReports.sarif(lines(1, 4)), "commit", "a");
            JsonNode change =
                    imported(TestReports.sarif(lines(3, 6)), "commit", "b", "branch", "feature", "change", "PR-1");

            counts(change, 4, 2, 2, 0, 2);
            assertThat(change.path("build").path("branch").asString()).isEqualTo("feature");
            assertThat(change.path("build").path("score").asInt()).isPositive();
            assertThat(change.path("build").path("verdict").asString()).isEqualTo("warn");
            assertThat(change.path("build").path("findings").path("new").asInt())
                    .isEqualTo(2);
            assertThat(open()).isEqualTo(4);

            // Merged, the same findings open; what the branch had is no second finding.
            counts(imported(TestReports.sarif(lines(3, 6)), "commit", "c"), 4, 2, 2, 0, 2);
            JsonNode elsewhere = api.get("/findings?project=" + project + "&status=elsewhere")
                    .json(200);
            assertThat(elsewhere.path("findings").size()).isZero();
        }

        @Test
        void aBuildIsProvisionalUntilTheGuardsOfTheOneBeforeHaveReported() throws Exception {
            JsonNode first = imported(TestReports.sarif(lines(1, 2)), "commit", "a");
            assertThat(first.path("build").path("provisional").asBoolean(true)).isFalse();
            imported(TestReports.zap("https://h", List.of("/x")), "commit", "a");

            JsonNode half = imported(TestReports.sarif(lines(1, 3)), "commit", "b");
            assertThat(half.path("build").path("provisional").asBoolean()).isTrue();
            assertThat(half.path("build").path("guards").toString()).isEqualTo("{\"reported\":1,\"expected\":2}");
            JsonNode whole = imported(TestReports.zap("https://h", List.of("/x", "/y")), "commit", "b");
            assertThat(whole.path("build").path("provisional").asBoolean(true)).isFalse();
            assertThat(whole.path("build").path("findings").path("total").asInt())
                    .isEqualTo(5);
        }

        @Test
        void uploadsAtOnceForOneBuildAreAllCounted() throws Exception {
            try (var threads = Executors.newFixedThreadPool(4)) {
                var answers = new ArrayList<Future<JsonNode>>();
                for (int i = 0; i < 8; i++) {
                    String target = "part-" + i % 4;
                    String report = TestReports.sarif(lines(i % 4 * 10, i % 4 * 10 + 4));
                    answers.add(threads.submit(() -> {
                        var answer = api.upload(project, report, "commit", "a", "build", "1", "target", target);
                        assertThat(answer.status()).as(answer.text()).isIn(200, 201);
                        return answer.json();
                    }));
                }
                var ids = new ArrayList<String>();
                for (var answer : answers) {
                    ids.add(answer.get().path("id").asString());
                }
                assertThat(ids.stream().distinct()).as("each report once").hasSize(4);
            }
            JsonNode build = api.get("/projects/" + project + "/builds/1").json(200);
            assertThat(build.path("scans").size()).isEqualTo(4);
            assertThat(build.path("build").path("findings").path("total").asInt())
                    .isEqualTo(20);
            assertThat(open()).isEqualTo(20);
        }

        // Pages.

        @Test
        void findingsComeInPagesWorstFirst() throws Exception {
            var weak = new ArrayList<Weak>();
            for (int i = 0; i < 10; i++) {
                weak.add(new Weak("low-" + i, "a.js", i + 1));
                weak.add(new Weak("critical-" + i, "a.js", i + 1));
                weak.add(new Weak("medium-" + i, "a.js", i + 1));
            }
            imported(TestReports.sarif(weak), "commit", "a", "build", "7");
            for (String of : List.of("", "&build=7")) {
                var seen = new ArrayList<String>();
                for (int page = 0; page < 5; page++) {
                    JsonNode shown = api.get("/findings?project=" + project + of + "&size=7&page=" + page)
                            .json(200);
                    assertThat(shown.path("total").asInt()).isEqualTo(30);
                    shown.path("findings")
                            .forEach(
                                    finding -> seen.add(finding.path("severity").asString() + " "
                                            + finding.path("id").asString()));
                }
                assertThat(seen).hasSize(30).doesNotHaveDuplicates();
                assertThat(seen.subList(0, 10)).allMatch(name -> name.startsWith("CRITICAL"));
                assertThat(seen.subList(20, 30)).allMatch(name -> name.startsWith("LOW"));
            }
            var keyed = new ArrayList<String>();
            String next = "";
            do {
                JsonNode shown = api.get("/findings?project=" + project + "&size=7" + next)
                        .json(200);
                shown.path("findings")
                        .forEach(finding -> keyed.add(finding.path("id").asString()));
                next = shown.has("next") ? "&after=" + shown.path("next").asString() : null;
            } while (next != null);
            assertThat(keyed).hasSize(30).doesNotHaveDuplicates();

            api.get("/findings?project=" + project + "&size=201").problem(400);
            api.get("/findings?project=" + project + "&page=-1").problem(400);
            api.get("/findings?project=" + project + "&after=oops").problem(400);
            api.get("/findings?project=" + project + "&status=lost").problem(400);
            api.get("/findings?build=7").problem(400);
            api.get("/findings?project=" + project + "&build=8").problem(404);
            api.get("/findings/999999999999").problem(404);
            api.get("/projects/nobody/builds").problem(404);
            api.get("/scans/999999999").problem(404);
        }

        // What it costs.

        @Test
        void anImportAsksTheDatabaseLittlePerThousandResults() throws Exception {
            String first = TestReports.sarif(lines(1, 4_000));
            String next = TestReports.sarif(lines(100, 4_100));
            List<String> asked = StatementCounter.during(() -> imported(first, "commit", "a"));
            List<String> small = StatementCounter.during(() -> imported(next, "commit", "b"));
            List<String> same = StatementCounter.during(() -> imported(next, "commit", "c"));

            // Silence rules about all projects, which other tests leave behind, ask two statements a thousand besides.
            assertThat(asked).as(String.join("\n", asked)).hasSizeLessThan(72 + 4 * 12);
            assertThat(small).as(String.join("\n", small)).hasSizeLessThan(108);
            assertThat(same).as(String.join("\n", same)).hasSizeLessThan(74);
        }

        @Test
        void aPageAsksTheDatabaseTheSameHoweverMuchThereIs() throws Exception {
            imported(TestReports.sarif(lines(1, 3)), "commit", "a", "build", "1");
            List<String> pages = List.of(
                    "/projects/" + project,
                    "/projects/" + project + "/builds",
                    "/projects/" + project + "/builds/2",
                    "/findings?project=" + project,
                    "/findings?project=" + project + "&build=2");
            imported(TestReports.sarif(lines(1, 4)), "commit", "b", "build", "2");
            var few = new TreeMap<String, Integer>();
            for (String page : pages) {
                few.put(
                        page,
                        StatementCounter.during(() -> api.get(page).json(200)).size());
            }
            for (int build = 3; build < 9; build++) {
                imported(TestReports.sarif(lines(1, build * 20)), "commit", "c" + build, "build", "" + build);
            }
            for (String page : pages) {
                List<String> asked = StatementCounter.during(() -> api.get(page).json(200));
                assertThat(asked)
                        .as(page + "\n" + String.join("\n", asked))
                        .hasSizeLessThanOrEqualTo(few.get(page) + 1);
                assertThat(asked).as(page).hasSizeLessThan(25);
            }
        }
    }
}
