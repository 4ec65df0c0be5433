package dev.winnow.bench;

import dev.winnow.Winnow;
import dev.winnow.chart.TrendChart;
import dev.winnow.finding.ScanRequest;
import dev.winnow.intake.Intake;
import dev.winnow.metrics.Annotations;
import dev.winnow.metrics.BehindNumbers;
import dev.winnow.metrics.Bucket;
import dev.winnow.metrics.Counted;
import dev.winnow.metrics.GuardSignals;
import dev.winnow.metrics.Metrics;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.MetricsService;
import dev.winnow.metrics.Period;
import dev.winnow.metrics.Trend;
import dev.winnow.metrics.Trends;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Asks for the numbers of three years by month, of two sets of ten projects in one database: one with 2,000 builds and
 * 200,000 findings (or as many builds as the argument says, with a hundred findings each), and one with a tenth of that.
 * Prints what the question costs at first, then, and after one more build, and the ratio of the two. H2 without its result
 * cache.
 */
public final class MetricsBench {
    private static final int PROJECTS = 10;
    private static final int TARGETS = 10;
    private static final int RUNS = 21;
    /** Of a target, and how many of them each report replaces: in twenty reports that makes 2,000 findings. */
    private static final int OPEN = 480;

    private static final int REPLACED = 80;
    private static final Instant END = Instant.now().truncatedTo(ChronoUnit.DAYS);
    private static final Period YEARS = new Period(END.minus(Duration.ofDays(1_095)), END.plus(Duration.ofDays(1)));

    private final Intake intake;
    private final ConfigurableApplicationContext context;

    private MetricsBench(ConfigurableApplicationContext context) {
        this.context = context;
        intake = context.getBean(Intake.class);
    }

    /** @param more milliseconds of the question after one more build, in the middle of some */
    private record Cost(double first, double then, double more) {}

    public static void main(String[] args) throws Exception {
        int builds = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
        Path dataDir = Files.createTempDirectory("winnow-metrics");
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
            var bench = new MetricsBench(context);
            long begin = System.nanoTime();
            bench.fill("small", builds / 10);
            bench.fill("large", builds);
            System.out.printf("filled in %.0f s%n", (System.nanoTime() - begin) / 1e9);
            // The machine's first time is nobody's.
            bench.trends("warm");
            Cost small = bench.measure("small", builds / 10);
            Cost large = bench.measure("large", builds);
            System.out.printf(
                    "ratio large to small: first %.1f, then %.1f, after one more build %.1f%n",
                    large.first() / small.first(), large.then() / small.then(), large.more() / small.more());
        }
    }

    private void fill(String set, int builds) throws Exception {
        for (int build = 0; build < builds; build++) {
            scan(set, build, builds);
        }
    }

    /** A build of one project, with a report about one of its targets. */
    private void scan(String set, int build, int builds) throws Exception {
        int project = build % PROJECTS;
        int target = build / PROJECTS % TARGETS;
        int visit = build / PROJECTS / TARGETS;
        Instant at =
                YEARS.from().plus(Duration.ofDays(1_090).multipliedBy(build).dividedBy(builds));
        var request = new ScanRequest(
                set + "-" + project,
                "c" + build,
                "main",
                at,
                "b" + build,
                null,
                null,
                "lint",
                null,
                null,
                "t" + target,
                at.plusSeconds(600));
        byte[] report = report(target, visit).getBytes(StandardCharsets.UTF_8);
        intake.settled(intake.accept(new ByteArrayInputStream(report), request, "bench")
                        .scanId())
                .join();
    }

    private static String report(int target, int visit) {
        String results = IntStream.range(visit * REPLACED, visit * REPLACED + OPEN)
                .mapToObj(i -> """
                        {"ruleId":"r%d","message":{"text":"m"},"properties":{"security-severity":"%d"},"locations":[{\
                        "physicalLocation":{"artifactLocation":{"uri":"t%d/f%d.c"},"region":{"startLine":%d,\
                        "snippet":{"text":"call(%d, %d);"}}}}]}""".formatted(i % 50, i % 10, target, i % 300, i, target, i))
                .collect(Collectors.joining(","));
        return """
                {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Lint","version":"1"}},"results":[%s]}]}""".formatted(results);
    }

    private MetricsQuestion question(String set) {
        return new MetricsQuestion(
                IntStream.range(0, PROJECTS)
                        .mapToObj(i -> set + "-" + i)
                        .collect(Collectors.toCollection(TreeSet::new)),
                YEARS);
    }

    private Trends trends(String set) {
        return context.getBean(MetricsService.class).trends(question(set), Bucket.MONTH);
    }

    private Cost measure(String set, int builds) throws Exception {
        MetricsQuestion question = question(set);
        double first = millis(() -> trends(set));
        double then = median(() -> trends(set));
        double[] more = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            scan(set, builds + i, builds);
            more[i] = millis(() -> trends(set));
        }
        Arrays.sort(more);
        Trends trends = trends(set);
        System.out.printf(
                "%s: %d builds, %d episodes, %d open at the end%n",
                set,
                trends.whole().passRate().changes(),
                trends.whole().opened(),
                trends.whole().mttr().stillOpen());
        System.out.printf(
                "  trends of 3 years by month: first %.0f ms, then %.1f ms, after one more build %.1f ms%n",
                first, then, more[RUNS / 2]);
        System.out.printf(
                "  the whole alone %.1f ms, by day of a year %.1f ms, guards %.1f ms, annotations %.1f ms, charts %.1f ms%n",
                median(() -> context.getBean(MetricsService.class).of(question)),
                median(() -> context.getBean(MetricsService.class)
                        .series(question.in(new Period(END.minus(Duration.ofDays(365)), END)), Bucket.DAY)),
                median(() -> context.getBean(GuardSignals.class).of(question)),
                median(() -> context.getBean(Annotations.class).of(question)),
                median(() -> draw(trends.parts())));
        System.out.printf(
                "  behind: opened %.1f ms, repaired %.1f ms, changes %.1f ms%n",
                behind(question, Counted.OPENED), behind(question, Counted.MTTR), behind(question, Counted.PASS_RATE));
        return new Cost(first, then, more[RUNS / 2]);
    }

    private double behind(MetricsQuestion question, Counted what) {
        return median(() -> context.getBean(BehindNumbers.class).of(question, what, BehindNumbers.Order.NEWEST));
    }

    /** All charts of the page, for wide and for narrow windows. */
    private static void draw(List<Metrics> parts) {
        for (Trend trend : Trend.values()) {
            var chart = new TrendChart(
                    parts.stream()
                            .map(part -> new TrendChart.Point(
                                    part.period().from().toString().substring(0, 7), trend.value(part)))
                            .toList(),
                    List.of(new TrendChart.Mark(3, "1")),
                    OptionalDouble.of(1),
                    0,
                    Double::toString);
            chart.svg(540, 200);
            chart.svg(340, 180);
        }
    }

    private static double median(Runnable work) {
        double[] times = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            times[i] = millis(work);
        }
        Arrays.sort(times);
        return times[RUNS / 2];
    }

    private static double millis(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e6;
    }
}
