package dev.winnow.bench;

import dev.winnow.Winnow;
import dev.winnow.finding.ScanRequest;
import dev.winnow.intake.Intake;
import dev.winnow.search.FindingIndex;
import dev.winnow.search.IndexStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;

/**
 * Times REST reads at two sizes in one run: a project with 2,000 findings and 20 builds, and one with 200,000 findings and
 * 2,000 builds (or as many as the arguments say). Prints the median of each and their ratio. H2 without its result cache.
 */
public final class PageBench {
    private static final int RUNS = 30;

    private PageBench() {}

    public static void main(String[] args) throws Exception {
        int findings = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        int builds = args.length > 1 ? Integer.parseInt(args[1]) : 2_000;
        Path dataDir = Files.createTempDirectory("winnow-pages");
        String url =
                "jdbc:h2:file:" + dataDir + "/db/winnow;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;OPTIMIZE_REUSE_RESULTS=0";
        try (var context = SpringApplication.run(
                Winnow.class,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--winnow.data-dir=" + dataDir,
                "--winnow.admin-password=bench-bench-bench",
                "--logging.level.root=warn",
                "--spring.datasource.url=" + url)) {
            String port = context.getEnvironment().getProperty("local.server.port");
            Intake intake = context.getBean(Intake.class);
            FindingIndex index = context.getBean(FindingIndex.class);
            fill(intake, dataDir, "small", findings / 100, Math.max(1, builds / 100));
            index.awaitFresh(Duration.ofMinutes(10));
            Map<String, Double> small = measure("http://127.0.0.1:" + port, "small");
            fill(intake, dataDir, "large", findings, builds);
            index.awaitFresh(Duration.ofMinutes(10));
            Map<String, Double> large = measure("http://127.0.0.1:" + port, "large");
            large.forEach((page, time) -> System.out.printf(
                    "%-40s large %7.1f ms  small %7.1f ms  ratio %.2f%n",
                    page, time, small.get(page), time / small.get(page)));
            rebuild(index);
        }
    }

    private static void rebuild(FindingIndex index) throws InterruptedException {
        long begin = System.nanoTime();
        index.rebuild();
        do {
            Thread.sleep(50);
        } while (index.status().state() != IndexStatus.State.REFRESHING);
        while (index.status().state() == IndexStatus.State.REFRESHING) {
            Thread.sleep(50);
        }
        System.out.printf("rebuild: %.1f s, %s%n", (System.nanoTime() - begin) / 1e9, index.status());
    }

    /** A large first and last build; in between a small guard reports alone. */
    private static void fill(Intake intake, Path dir, String project, int findings, int builds) throws Exception {
        Path large = dir.resolve("large.sarif");
        Path little = dir.resolve("little.sarif");
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        for (int build = 0; build < builds; build++) {
            boolean whole = build == 0 || build == builds - 1;
            Path report = whole ? large : little;
            SarifReports.write(report, whole ? findings : 50, 3, build % 33, "build " + build);
            String commit = "c" + build;
            var request = new ScanRequest(
                    project,
                    commit,
                    "main",
                    start.plusSeconds(build * 600L),
                    commit,
                    null,
                    null,
                    whole ? "nightly" : "quick",
                    null,
                    null,
                    null,
                    null);
            long scan;
            try (var in = Files.newInputStream(report)) {
                scan = intake.accept(in, request, "bench").scanId();
            }
            intake.settled(scan).join();
        }
    }

    private static Map<String, Double> measure(String root, String project) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        String basic = Base64.getEncoder().encodeToString("admin:bench-bench-bench".getBytes());
        String token = find(
                "\"token\":\"([^\"]+)\"",
                http.send(
                                HttpRequest.newBuilder(URI.create(root + "/api/v1/tokens"))
                                        .header("Authorization", "Basic " + basic)
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(
                                                "{\"name\":\"bench\",\"role\":\"admin\"}"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body());
        String build =
                find("\"id\":\"([^\"]+)\"", get(http, root, token, "/api/v1/projects/" + project + "/builds?size=1"));
        String finding =
                find("\"id\":\"([^\"]+)\"", get(http, root, token, "/api/v1/findings?size=1&project=" + project));
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("project", "/api/v1/projects/" + project);
        pages.put("builds, first page", "/api/v1/projects/" + project + "/builds");
        pages.put("build", "/api/v1/projects/" + project + "/builds/" + build);
        pages.put("findings of a build", "/api/v1/findings?project=" + project + "&build=" + build);
        pages.put("findings of a build, page 30", "/api/v1/findings?page=30&project=" + project + "&build=" + build);
        pages.put("findings of a project", "/api/v1/findings?project=" + project);
        pages.put("closed findings of a project", "/api/v1/findings?status=closed&project=" + project);
        pages.put("findings everywhere", "/api/v1/findings");
        String of = "&project=" + project;
        pages.put("of a severity, everywhere", "/api/v1/findings?severity=medium&silenced=hide");
        pages.put("of a severity of a project", "/api/v1/findings?severity=medium&silenced=hide" + of);
        pages.put("of a kind, everywhere", "/api/v1/findings?kind=code&silenced=hide");
        pages.put("of a kind that none is, everywhere", "/api/v1/findings?kind=secret");
        pages.put("of a kind of a project", "/api/v1/findings?kind=code" + of);
        for (String guard : List.of("nightly", "quick")) {
            pages.put("of guard " + guard + ", everywhere", "/api/v1/findings?guard=" + guard);
            pages.put("of guard " + guard + " of a project", "/api/v1/findings?guard=" + guard + of);
            pages.put("of guard " + guard + " and a kind", "/api/v1/findings?kind=code&guard=" + guard + of);
            pages.put("of guard " + guard + ", no such kind", "/api/v1/findings?kind=secret&guard=" + guard + of);
            pages.put("of guard " + guard + ", closed", "/api/v1/findings?status=closed&guard=" + guard + of);
            pages.put(
                    "of guard " + guard + ", closed, everywhere",
                    "/api/v1/findings?status=closed&kind=code&silenced=hide&guard=" + guard);
        }
        String facets = "&facets=severity,status,project,guard,kind,age,rule,package,cwe";
        for (var query : Map.of(
                        "everything", "",
                        "open of a severity", "status:open+severity:medium,low",
                        "a path", "path:src/**/Service1*.java",
                        "words", "looks+java",
                        "a rule and not another", "rule:bench/rule-2*+-rule:bench/rule-29",
                        "a project", "project:" + project)
                .entrySet()) {
            pages.put("query, " + query.getKey(), "/api/v1/findings?q=" + query.getValue());
            pages.put("query with facets, " + query.getKey(), "/api/v1/findings?q=" + query.getValue() + facets);
        }
        pages.put("query, newest first", "/api/v1/findings?q=status:open&sort=newest" + facets);
        pages.put("query, page 30", "/api/v1/findings?q=status:open&page=30");
        pages.put("finding", "/api/v1/findings/" + finding);
        pages.put("search, nothing found", "/api/v1/search?q=nosuchword");
        pages.put("search, a commit", "/api/v1/search?q=c1999");
        pages.put("search, the builds of a beginning", "/api/v1/search?q=c1");
        pages.put("search, a rule", "/api/v1/search?q=bench/rule-299");
        pages.put("search, a word of all findings", "/api/v1/search?q=looks");
        pages.put("search, a beginning of many words", "/api/v1/search?q=se");
        pages.put("search, a path", "/api/v1/search?q=com/example/module12/Service12.java");
        pages.put("search, six words", "/api/v1/search?q=what+rule+2+looks+for+java");
        pages.put("search, a word in a project", "/api/v1/search?q=looks+" + project);
        Map<String, Double> medians = new LinkedHashMap<>();
        for (var page : pages.entrySet()) {
            List<Double> times = new ArrayList<>();
            for (int run = 0; run < RUNS * 2; run++) {
                long begin = System.nanoTime();
                get(http, root, token, page.getValue());
                if (run >= RUNS) {
                    times.add((System.nanoTime() - begin) / 1e6);
                }
            }
            double[] sorted = times.stream().mapToDouble(Double::doubleValue).toArray();
            Arrays.sort(sorted);
            medians.put(page.getKey(), sorted[sorted.length / 2]);
        }
        return medians;
    }

    private static String get(HttpClient http, String root, String token, String path) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(root + path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
