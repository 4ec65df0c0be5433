package dev.winnow.bench;

import dev.winnow.Winnow;
import dev.winnow.access.Caller;
import dev.winnow.access.Users;
import dev.winnow.finding.ScanRequest;
import dev.winnow.intake.Intake;
import dev.winnow.search.FindingIndex;
import dev.winnow.support.StatementCounter;
import dev.winnow.triage.Decision;
import dev.winnow.triage.Decisions;
import dev.winnow.triage.Match;
import dev.winnow.triage.NewDecision;
import dev.winnow.triage.NewRule;
import dev.winnow.triage.Ruling;
import dev.winnow.triage.SilenceRule;
import dev.winnow.triage.SilenceRules;
import dev.winnow.triage.guard.GuardReviews;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Times what people do with many findings at once, in a project with 200,000 of them (or as many as the first argument
 * says): a silence rule's preview, its making and its end, a decision on all that a query finds and its undoing, and the page
 * of a guard. Prints the best of some runs, and how many statements one takes. H2 without its result cache.
 */
public final class TriageBench {
    private TriageBench() {}

    /** What is measured. */
    @FunctionalInterface
    private interface Work {
        Object run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        int findings = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        Path dataDir = Files.createTempDirectory("winnow-triage");
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
            fill(context.getBean(Intake.class), dataDir, findings);
            context.getBean(FindingIndex.class).awaitFresh(Duration.ofMinutes(10));
            measure(context);
        }
    }

    private static void fill(Intake intake, Path dir, int findings) throws Exception {
        Path report = dir.resolve("large.sarif");
        SarifReports.write(report, findings, 3, 0, "build 0");
        var request = new ScanRequest(
                "large",
                "c0",
                "main",
                Instant.parse("2026-01-01T00:00:00Z"),
                "c0",
                null,
                null,
                "nightly",
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

    private static void measure(ConfigurableApplicationContext context) throws Exception {
        SilenceRules rules = context.getBean(SilenceRules.class);
        Decisions decisions = context.getBean(Decisions.class);
        FindingIndex index = context.getBean(FindingIndex.class);
        GuardReviews guards = context.getBean(GuardReviews.class);
        Caller admin = context.getBean(Users.class).caller("admin").orElseThrow();
        Match some = match(null, "bench/rule-29*", null, null);
        time("preview by rule", 7, () -> rules.preview(admin, some).openCount());
        time(
                "preview by path",
                7,
                () -> rules.preview(admin, match(null, null, "src/**/module1*/**", null))
                        .openCount());
        time(
                "preview by rule and guard",
                7,
                () -> rules.preview(admin, match("night*", "bench/rule-29*", null, null))
                        .openCount());
        time(
                "preview by text",
                5,
                () -> rules.preview(admin, match(null, null, null, "value1a")).openCount());
        time(
                "preview of a rule that nothing fits",
                7,
                () -> rules.preview(admin, match(null, "none", null, null)).openCount());
        SilenceRule[] made = new SilenceRule[1];
        time(
                "making a rule for most",
                1,
                () -> made[0] = rules.make(
                        admin,
                        new NewRule("most", match(null, "bench/rule-2*", null, null), "noise", Optional.empty())));
        time("its end", 1, () -> rules.end(admin, made[0].id()));
        index.awaitFresh(Duration.ofMinutes(10));
        Decision[] decided = new Decision[1];
        time("a query's findings, for a decision", 3, () -> index.all(admin, index.parse("severity:medium,low,high")));
        time(
                "a decision on them",
                1,
                () -> decided[0] = decisions.decide(
                        admin,
                        index.all(admin, index.parse("severity:medium,low,high")),
                        NewDecision.of(Ruling.FALSE_POSITIVE, "All of them are generated.")));
        System.out.println("decided on " + decided[0].findings());
        time(
                "the guard's rules",
                7,
                () -> guards.of(admin, "nightly", Optional.empty()).rules().size());
        time("all guards", 7, () -> guards.list(admin, Optional.empty()).size());
        time("undoing the decision", 1, () -> decisions.undo(admin, decided[0].id()));
    }

    private static Match match(
            @Nullable String guard, @Nullable String rule, @Nullable String path, @Nullable String text) {
        return Match.of("large", guard, rule, path, null, null, null, text);
    }

    private static void time(String what, int runs, Work work) throws Exception {
        Object[] result = new Object[1];
        int statements = 0;
        double best = Double.MAX_VALUE;
        for (int run = 0; run < runs; run++) {
            long begin = System.nanoTime();
            statements = StatementCounter.during(() -> result[0] = work.run()).size();
            best = Math.min(best, (System.nanoTime() - begin) / 1e6);
        }
        System.out.printf("%-40s %9.1f ms %6d statements%n", what, best, statements);
    }
}
