package dev.winnow.bench;

import dev.winnow.Winnow;
import dev.winnow.access.Caller;
import dev.winnow.access.Users;
import dev.winnow.export.BriefExport;
import dev.winnow.export.BriefFormat;
import dev.winnow.export.FindingExport;
import dev.winnow.export.FindingFormat;
import dev.winnow.export.QuarterBrief;
import dev.winnow.export.QuarterBriefs;
import dev.winnow.finding.ScanRequest;
import dev.winnow.intake.Intake;
import dev.winnow.metrics.Quarter;
import dev.winnow.search.FindingIndex;
import dev.winnow.search.query.Query;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.SpringApplication;

/**
 * Exports a quarter and all findings of a project with 200,000 of them (or as many as the argument says) in every format.
 * The heap is whatever the JVM was given: run it with {@code -Xmx512m}. Prints sizes, times and what the heap held at most
 * after a collection.
 */
public final class ExportBench {
    private ExportBench() {}

    @FunctionalInterface
    private interface Work {
        void to(OutputStream out) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        int findings = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        Path dataDir = Files.createTempDirectory("winnow-exports");
        try (var context = SpringApplication.run(
                Winnow.class,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--winnow.data-dir=" + dataDir,
                "--winnow.admin-password=bench-bench-bench",
                "--logging.level.root=warn")) {
            Path report = dataDir.resolve("large.sarif");
            SarifReports.write(report, findings, 3, 0, "one");
            Intake intake = context.getBean(Intake.class);
            var request =
                    new ScanRequest("large", "c1", "main", null, "c1", null, null, "nightly", null, null, null, null);
            long scan;
            try (var in = Files.newInputStream(report)) {
                scan = intake.accept(in, request, "bench").scanId();
            }
            intake.settled(scan).join();
            context.getBean(FindingIndex.class).awaitFresh(Duration.ofMinutes(20));
            System.out.printf("heap: %d MB at most%n", Runtime.getRuntime().maxMemory() >> 20);
            Caller admin = context.getBean(Users.class).caller("admin").orElseThrow();
            FindingExport export = context.getBean(FindingExport.class);
            for (FindingFormat format : FindingFormat.values()) {
                time(
                        "findings as " + format.word(),
                        out -> export.write(
                                export.select(admin, Query.everything(), format, "http://localhost"), format, out));
            }
            QuarterBriefs briefs = context.getBean(QuarterBriefs.class);
            BriefExport brief = context.getBean(BriefExport.class);
            for (BriefFormat format : BriefFormat.values()) {
                time("brief as " + format.word(), out -> {
                    QuarterBrief of =
                            briefs.of(admin, Quarter.of(LocalDate.now(ZoneOffset.UTC)), List.of(), Optional.empty());
                    brief.write(of, format, out);
                });
            }
        }
    }

    private static void time(String what, Work work) throws Exception {
        System.gc();
        var size = new AtomicLong();
        var most = new AtomicLong();
        var counted = new OutputStream() {
            @Override
            public void write(int b) {
                size.incrementAndGet();
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                long before = size.get();
                long now = size.addAndGet(length);
                // Every 16 MB what is held, without what waits to be collected.
                if (before >> 24 != now >> 24) {
                    System.gc();
                    most.accumulateAndGet(used(), Math::max);
                }
            }
        };
        long begin = System.nanoTime();
        work.to(counted);
        System.out.printf(
                "%-20s %7.1f s %8.1f MB, held %d MB%n",
                what, (System.nanoTime() - begin) / 1e9, size.get() / 1e6, Math.max(most.get(), used()) >> 20);
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
