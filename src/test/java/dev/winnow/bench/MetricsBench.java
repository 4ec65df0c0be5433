package dev.winnow.bench;

import dev.winnow.Winnow;
import dev.winnow.chart.TrendChart;
import dev.winnow.finding.FindingId;
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
import dev.winnow.project.Projects;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks for the numbers of three years by month, of two sets of ten projects in one database: one with 2,000 builds and
 * 200,000 findings (or as many builds as the argument says, with a hundred findings each), and one with a tenth of that.
 * Prints the processor time that the question costs at first, then, and after one more build, and the ratio of the two. H2 without its result
 * cache.
 */
public final class MetricsBench {
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final int PROJECTS = 10;
    private static final int RUNS = 11;
    private static final int DAYS = 1_090;
    /** Findings a build, as many in all as there would be of their history. */
    private static final int FINDINGS = 100;

    /** Of a report, and how many of them each replaces. */
    private static final int OPEN = 200;

    private static final int REPLACED = 20;
    /** Numbers of findings that reports bring are below. */
    private static final int BEHIND = 100_000;

    private static final Instant END = Instant.now().truncatedTo(ChronoUnit.DAYS);
    private static final Period YEARS = new Period(END.minus(Duration.ofDays(1_095)), END.plus(Duration.ofDays(1)));

    private final Intake intake;
    private final JdbcClient jdbc;
    private final ConfigurableApplicationContext context;

    private MetricsBench(ConfigurableApplicationContext context) {
        this.context = context;
        intake = context.getBean(Intake.class);
        jdbc = context.getBean(JdbcClient.class);
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
            Cost small = bench.measure("small");
            Cost large = bench.measure("large");
            System.out.printf(
                    "ratio large to small: first %.1f, then %.1f, after one more build %.1f%n",
                    large.first() / small.first(), large.then() / small.then(), large.more() / small.more());
        }
    }

    /**
     * A first build of each project comes in as reports do; the history behind it is written beside it: copies of that
     * build, and episodes of findings that nothing is known of but where they stand. One in five is open, and half of the
     * closed ones were fixed within a month.
     */
    private void fill(String set, int builds) throws Exception {
        int each = builds / PROJECTS;
        for (int project = 0; project < PROJECTS; project++) {
            scan(set, project, 0);
            long id = context.getBean(Projects.class).idOf(set + "-" + project).orElseThrow();
            String columns = String.join(
                    ", ",
                    jdbc.sql("select lower(column_name) from information_schema.columns where table_name = 'BUILD'"
                                    + " and column_name not in ('ID', 'CI_ID', 'COMMIT_SHA', 'PLACED_AT', 'COMMITTED_AT',"
                                    + " 'BUILT_VERDICT')")
                            .query(String.class)
                            .list());
            jdbc.sql("insert into build (" + columns
                            + ", ci_id, commit_sha, placed_at, committed_at, built_verdict) select "
                            + columns
                            + ", 'h' || x, 'h' || x, dateadd('SECOND', cast(x * :step as integer), cast(:from as timestamp with time zone)), dateadd('SECOND', cast(x * :step as integer), cast(:from as timestamp with time zone)),"
                            + " case when mod(x, 7) = 0 then 'FAIL' else 'WARN' end"
                            + " from build, system_range(1, :each - 1) where project_id = :id and ci_id = 'b0'")
                    .param("step", DAYS * 86_400L / each)
                    .param("from", YEARS.from().atOffset(ZoneOffset.UTC))
                    .param("each", each)
                    .param("id", id)
                    .update();
            int findings = each * FINDINGS - OPEN;
            jdbc.sql(
                            "insert into finding_state (finding_id, project_id, status, severity, kind, triage, silenced, exploited)"
                                    + " select :base + x, :id, case when mod(x, 5) = 0 then 0 else 1 end, mod(x, 4), kind, triage,"
                                    + " mod(x, 50) = 0, false from system_range(1, :findings),"
                                    + " (select kind, triage from finding_state where project_id = :id fetch first row only)")
                    .param("base", FindingId.of(id, BEHIND))
                    .param("id", id)
                    .param("findings", findings)
                    .update();
            jdbc.sql("""
                            insert into episode (finding_id, opened_scan_id, opened_build_id, opened_at, introduced_at, backlog,
                              guards, opened_severity, opened_silenced, closed_scan_id, closed_build_id, closed_at, outcome,
                              closed_severity, closed_silenced, closed_triage)
                            select :base + x, scan, build, at, dateadd('SECOND', -600 - mod(x, 5000), at), mod(x, 50) = 0,
                              guards, mod(x, 4), false, case when open then null else scan end,
                              case when open then null else build end,
                              case when open then null else dateadd('SECOND', 3600 + mod(x * 7919, 60 * 86400), at) end,
                              case when open then null else 'FIXED' end, case when open then null else mod(x, 4) end,
                              case when open then null else mod(x, 50) = 0 end, case when open then null else 0 end
                            from (select x, mod(x, 5) = 0 as open,
                                dateadd('SECOND', cast(mod(x * 104729, :seconds) as integer), cast(:from as timestamp with time zone)) as at
                                from system_range(1, :findings)),
                              (select opened_scan_id as scan, opened_build_id as build, guards from episode
                                where finding_id between :base - :behind and :base fetch first row only)""")
                    .param("base", FindingId.of(id, BEHIND))
                    .param("behind", BEHIND)
                    .param("seconds", (DAYS - 70) * 86_400L)
                    .param("from", YEARS.from().atOffset(ZoneOffset.UTC))
                    .param("findings", findings)
                    .update();
        }
    }

    /** A build of one project, now. @param visit each replaces some of what the one before had */
    private void scan(String set, int project, int visit) throws Exception {
        Instant at = visit == 0 ? YEARS.from() : Instant.now().minusSeconds(600);
        var request = new ScanRequest(
                set + "-" + project,
                "c" + visit,
                "main",
                at,
                "b" + visit,
                null,
                null,
                "lint",
                null,
                null,
                "t",
                at.plusSeconds(300));
        byte[] report = report(visit).getBytes(StandardCharsets.UTF_8);
        intake.settled(intake.accept(new ByteArrayInputStream(report), request, "bench")
                        .scanId())
                .join();
    }

    private static String report(int visit) {
        String results = IntStream.range(visit * REPLACED, visit * REPLACED + OPEN)
                .mapToObj(i -> """
                        {"ruleId":"r%d","message":{"text":"m"},"properties":{"security-severity":"%d"},"locations":[{\
                        "physicalLocation":{"artifactLocation":{"uri":"f%d.c"},"region":{"startLine":%d,\
                        "snippet":{"text":"call(%d);"}}}}]}""".formatted(i % 50, i % 10, i % 300, i, i))
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

    private Cost measure(String set) throws Exception {
        MetricsQuestion question = question(set);
        double first = millis(() -> trends(set));
        double then = median(() -> trends(set));
        double[] more = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            scan(set, i % PROJECTS, i / PROJECTS + 1);
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

    /** Of this thread's processor: others may have it for a while, and the database works in this thread. */
    private static double millis(Runnable work) {
        long begin = CLOCK.getCurrentThreadCpuTime();
        work.run();
        return (CLOCK.getCurrentThreadCpuTime() - begin) / 1e6;
    }
}
