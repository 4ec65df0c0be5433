package dev.winnow.bench;

import dev.winnow.Winnow;
import dev.winnow.access.Caller;
import dev.winnow.access.Users;
import dev.winnow.export.QuarterBriefs;
import dev.winnow.intake.Intake;
import dev.winnow.metrics.GuardSignals;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.Period;
import dev.winnow.metrics.Quarter;
import dev.winnow.search.FindingIndex;
import dev.winnow.triage.Decisions;
import dev.winnow.triage.NewDecision;
import dev.winnow.triage.Ruling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.springframework.boot.SpringApplication;

/**
 * Times what the page of guards and a brief of a quarter ask for, in a project with 200,000 findings (or as many as the
 * first argument says) of which some thousand are silenced: the first time, when the episodes are read, and later. The
 * second argument is a directory to keep the data in: what is there already is not made again. H2 without its result cache.
 */
public final class GuardBench {
    private static final int RUNS = 25;

    private GuardBench() {}

    public static void main(String[] args) throws Exception {
        int findings = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        Path dataDir = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("winnow-guards");
        boolean made = Files.exists(dataDir.resolve("db"));
        try (var context = SpringApplication.run(
                Winnow.class,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--winnow.data-dir=" + dataDir,
                "--winnow.admin-password=bench-bench-bench",
                "--logging.level.root=warn",
                "--spring.datasource.url=jdbc:h2:file:" + dataDir
                        + "/db/winnow;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;OPTIMIZE_REUSE_RESULTS=0")) {
            Caller admin = context.getBean(Users.class).caller("admin").orElseThrow();
            FindingIndex index = context.getBean(FindingIndex.class);
            if (!made) {
                LargeProject.fill(context.getBean(Intake.class), dataDir, findings);
                index.awaitFresh(Duration.ofMinutes(10));
                context.getBean(Decisions.class)
                        .decide(
                                admin,
                                index.all(admin, index.parse("rule:bench/rule-12*,bench/rule-13*")),
                                NewDecision.of(Ruling.FALSE_POSITIVE, "bench"));
            }
            GuardSignals signals = context.getBean(GuardSignals.class);
            var question = new MetricsQuestion(
                    new TreeSet<>(Set.of("large")),
                    new Period(Instant.EPOCH, Instant.now().plusSeconds(60)));
            time("guards, the first time", 1, () -> signals.totals(question));
            time("guards, over all projects", RUNS, () -> signals.totals(question));
            time("guards, each of each project", RUNS, () -> signals.of(question));
            Quarter quarter = Quarter.of(LocalDate.now(ZoneOffset.UTC));
            QuarterBriefs briefs = context.getBean(QuarterBriefs.class);
            time(
                    "the brief of the quarter",
                    5,
                    () -> briefs.of(admin, quarter, List.of(), Optional.empty()).silencedTotal());
        }
    }

    private static void time(String what, int runs, Callable<?> work) throws Exception {
        double[] times = new double[runs];
        Object result = "";
        for (int run = 0; run < runs; run++) {
            long begin = System.nanoTime();
            result = work.call();
            times[run] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(times);
        String found = String.valueOf(result);
        System.out.printf(
                "%-32s median %8.1f ms  best %8.1f ms  worst %8.1f ms -> %s%n",
                what, times[runs / 2], times[0], times[runs - 1], found.substring(0, Math.min(400, found.length())));
    }
}
