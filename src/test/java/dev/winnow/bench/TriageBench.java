package dev.winnow.bench;

import dev.winnow.Winnow;
import dev.winnow.access.Caller;
import dev.winnow.access.Users;
import dev.winnow.finding.FindingId;
import dev.winnow.intake.Intake;
import dev.winnow.search.Facet;
import dev.winnow.search.FindingIndex;
import dev.winnow.search.Order;
import dev.winnow.support.StatementCounter;
import dev.winnow.triage.Decision;
import dev.winnow.triage.Decisions;
import dev.winnow.triage.Match;
import dev.winnow.triage.NewDecision;
import dev.winnow.triage.NewRule;
import dev.winnow.triage.Ruling;
import dev.winnow.triage.SilenceRule;
import dev.winnow.triage.SilenceRules;
import dev.winnow.triage.guard.GuardEvidence;
import dev.winnow.triage.guard.GuardReviews;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Times what people do with many findings at once, in a project with 200,000 of them (or as many as the first argument
 * says), a tenth of them vulnerabilities: search pages with facets, previews of silence rules, the making of one and its
 * end, decisions on what a query finds and their undoing, the pages of guards, and how long a change takes to be searchable.
 * Prints the median and the best of some runs after a first one, the median of this thread's processor time, which other
 * work on the machine sways less, and how many statements one takes. H2 without its result cache.
 *
 * <p>The second argument is a directory to keep the data in: what is there already is not made again.
 */
public final class TriageBench {
    private static final String MANY =
            "rule:bench/rule-12*,bench/rule-13*,bench/rule-14*,bench/rule-15* silenced:no status:open";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Caller admin;
    private final SilenceRules rules;
    private final Decisions decisions;
    private final FindingIndex index;
    private final GuardReviews guards;
    private final GuardEvidence evidence;

    private TriageBench(ConfigurableApplicationContext context) {
        admin = context.getBean(Users.class).caller("admin").orElseThrow();
        rules = context.getBean(SilenceRules.class);
        decisions = context.getBean(Decisions.class);
        index = context.getBean(FindingIndex.class);
        guards = context.getBean(GuardReviews.class);
        evidence = context.getBean(GuardEvidence.class);
    }

    /** What is measured. */
    @FunctionalInterface
    private interface Work {
        Object run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        int findings = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        Path dataDir = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("winnow-triage");
        boolean made = Files.exists(dataDir.resolve("db"));
        var application = new SpringApplication(Winnow.class);
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean("statements", StatementCounter.class, StatementCounter::new));
        try (var context = application.run(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--winnow.data-dir=" + dataDir,
                "--winnow.admin-password=bench-bench-bench",
                "--logging.level.root=warn",
                "--spring.datasource.url=jdbc:h2:file:" + dataDir
                        + "/db/winnow;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;OPTIMIZE_REUSE_RESULTS=0")) {
            if (!made) {
                LargeProject.fill(context.getBean(Intake.class), dataDir, findings);
            }
            context.getBean(FindingIndex.class).awaitFresh(Duration.ofMinutes(10));
            System.out.printf(
                    "load of the machine: %.1f%n",
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            var bench = new TriageBench(context);
            bench.search();
            bench.previews();
            bench.guards();
            Decision last = bench.decisions();
            bench.guards();
            bench.decisions.undo(bench.admin, last.id());
            bench.silence();
        }
    }

    private void search() throws Exception {
        time("search: page with all facets", 15, () -> page("", Order.SEVERITY, 0));
        time(
                "search: filtered and sorted, all facets",
                15,
                () -> page(
                        "severity:medium,low guard:nightly path:src/**/module1*/** -rule:bench/rule-29*",
                        Order.NEWEST,
                        0));
        time("search: words by relevance, all facets", 15, () -> page("dangerous call", Order.RELEVANCE, 0));
        time("search: page 20, all facets", 15, () -> page("severity:low", Order.SEVERITY, 1_000));
    }

    private long page(String query, Order order, int offset) {
        return index.find(admin, index.parse(query), order, offset, 50, EnumSet.allOf(Facet.class))
                .total();
    }

    private void previews() throws Exception {
        preview("preview by rule", match(null, "bench/rule-29*", null, null, null));
        preview("preview by path", match(null, null, "src/**/module1*/**", null, null));
        preview("preview by rule and guard", match("night*", "bench/rule-29*", null, null, null));
        preview("preview by text", match(null, null, null, null, "value1a"));
        preview("preview by a text that all have", match(null, null, null, null, "dangerous call"));
        preview("preview by package", match(null, null, null, "package-17*", null));
        preview("preview by package URL", match(null, null, null, "pkg:npm/package-17*", null));
        preview("preview by vulnerability", Match.of("large", null, null, null, null, null, "CVE-2025-11*", null));
        preview("preview of a rule that nothing fits", match(null, "none", null, null, null));
    }

    private void preview(String what, Match match) throws Exception {
        time(what, 7, () -> rules.preview(admin, match).openCount());
    }

    private void guards() throws Exception {
        time("all guards", 15, () -> guards.list(admin, Optional.empty()).size());
        time("the rules of a guard, with titles", 15, () -> {
            GuardReviews.Review review = guards.of(admin, "nightly", Optional.empty());
            return guards.titles("nightly", review.rules().subList(0, 50)).size();
        });
        time("the evidence on a rule", 15, () -> evidence.of(admin, "nightly", "bench/rule-125", Optional.empty()));
    }

    /** @return one on many findings that is in force */
    private Decision decisions() throws Exception {
        time("a query's findings, for a decision", 5, () -> size(index.all(admin, index.parse(MANY))));
        Map<Long, RoaringBitmap> many = index.all(admin, index.parse(MANY));
        long first = many.entrySet().stream()
                .map(set -> FindingId.of(set.getKey(), set.getValue().first()))
                .findFirst()
                .orElseThrow();
        var made = new ArrayList<Decision>();
        time("one decision", 9, () -> {
            Decision decision = decide(Decisions.byProject(List.of(first)), "Just this one.");
            made.add(decision);
            return decision.findings();
        });
        time("until it is searchable", 5, () -> {
            made.add(decide(Decisions.byProject(List.of(first)), "This one again."));
            return searchable();
        });
        time(
                "undoing one decision",
                1,
                () -> decisions.undo(admin, made.getLast().id()).findings());
        time("a decision on all that the query finds", 1, () -> {
            Decision decision = decide(index.all(admin, index.parse(MANY)), "All of them are generated.");
            made.add(decision);
            return decision.findings();
        });
        time("until it is searchable", 1, this::searchable);
        time("undoing it", 1, () -> decisions.undo(admin, made.getLast().id()).findings());
        return decide(many, "They are generated after all.");
    }

    private Decision decide(Map<Long, RoaringBitmap> findings, String why) {
        return decisions.decide(admin, findings, NewDecision.of(Ruling.FALSE_POSITIVE, why));
    }

    private String searchable() {
        return index.awaitFresh(Duration.ofMinutes(10)) ? "yes" : "no";
    }

    private static int size(Map<Long, RoaringBitmap> sets) {
        return sets.values().stream().mapToInt(RoaringBitmap::getCardinality).sum();
    }

    private void silence() throws Exception {
        var made = new ArrayList<SilenceRule>();
        for (Match match :
                List.of(match(null, "bench/rule-25*", null, null, null), match(null, null, null, null, "value1a"))) {
            String name = "bench " + Instant.now();
            time("making a rule", 1, () -> {
                made.add(rules.make(admin, new NewRule(name, match, "noise", Optional.empty())));
                return match.given();
            });
            time("its end", 1, () -> rules.end(admin, made.getLast().id()).id());
        }
    }

    private static Match match(
            @Nullable String guard,
            @Nullable String rule,
            @Nullable String path,
            @Nullable String packageName,
            @Nullable String text) {
        return Match.of("large", guard, rule, path, packageName, null, null, text);
    }

    private static void time(String what, int runs, Work work) throws Exception {
        Object[] result = new Object[1];
        int statements = 0;
        double[] times = new double[runs];
        double[] cpu = new double[runs];
        if (runs > 1) {
            work.run();
        }
        for (int run = 0; run < runs; run++) {
            long begin = System.nanoTime();
            long cpuBegin = THREADS.getCurrentThreadCpuTime();
            statements = StatementCounter.during(() -> result[0] = work.run()).size();
            times[run] = (System.nanoTime() - begin) / 1e6;
            cpu[run] = (THREADS.getCurrentThreadCpuTime() - cpuBegin) / 1e6;
        }
        Arrays.sort(times);
        Arrays.sort(cpu);
        String found = String.valueOf(result[0]);
        System.out.printf(
                "%-42s median %8.1f ms  best %8.1f ms  cpu %8.1f ms %5d statements  -> %s%n",
                what,
                times[runs / 2],
                times[0],
                cpu[runs / 2],
                statements,
                found.substring(0, Math.min(40, found.length())));
    }
}
