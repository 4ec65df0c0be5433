package dev.winnow.bench;

import dev.winnow.Winnow;
import dev.winnow.chart.TrendChart;
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
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Asks for the numbers of three years by month, of two sets of ten projects in one database: one with 2,000 builds and
 * 200,000 findings (or as many builds as the argument says, with a hundred findings each), and one with a tenth of that.
 * Prints the processor time that the question costs at first, then, and after one more build, and the ratio of the two. H2 without its result
 * cache.
 */
public final class MetricsBench {
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final int RUNS = 11;
    private final ThreeYears years;
    private final ConfigurableApplicationContext context;

    private MetricsBench(ConfigurableApplicationContext context) {
        this.context = context;
        years = new ThreeYears(context, List.of("lint"));
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
            bench.years.fill("small", builds / 10);
            bench.years.fill("large", builds);
            System.out.printf("filled in %.0f s%n", (System.nanoTime() - begin) / 1e9);
            // The machine's first time is nobody's.
            bench.trends("warm");
            Cost small = bench.measure("small");
            Cost large = bench.measure("large");
            System.out.printf(
                    "ratio large to small: first %.1f, then %.1f, after one more build %.1f%n",
                    large.first() / small.first(), large.then() / small.then(), large.more() / small.more());
        }
    }

    private Trends trends(String set) {
        return context.getBean(MetricsService.class).trends(years.question(set), Bucket.MONTH);
    }

    private Cost measure(String set) throws Exception {
        MetricsQuestion question = years.question(set);
        double first = millis(() -> trends(set));
        double then = median(() -> trends(set));
        double[] more = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            years.scan(set, i % ThreeYears.PROJECTS, i / ThreeYears.PROJECTS + 1);
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
                        .series(
                                question.in(new Period(ThreeYears.END.minus(Duration.ofDays(365)), ThreeYears.END)),
                                Bucket.DAY)),
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

    /** Of this thread's processor: others may have it for a while, and the database works in this thread. */
    private static double millis(Runnable work) {
        long begin = CLOCK.getCurrentThreadCpuTime();
        work.run();
        return (CLOCK.getCurrentThreadCpuTime() - begin) / 1e6;
    }
}
