package dev.winnow.bench;

import dev.winnow.finding.ScanRequest;
import dev.winnow.intake.Intake;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;

/** Makes the project "large" for benches: code findings of the guard "nightly", vulnerabilities of the guard "images". */
final class LargeProject {
    private LargeProject() {}

    /** @param dir where reports are written; @param findings a tenth of them vulnerabilities */
    static void fill(Intake intake, Path dir, int findings) throws Exception {
        Path code = dir.resolve("large.sarif");
        SarifReports.write(code, findings - findings / 10, 3, 0, "build 0");
        upload(intake, code, "nightly");
        var holes = new ArrayList<Hole>();
        for (int i = 0; i < findings / 10; i++) {
            holes.add(new Hole(
                    "package-" + i % 2_000, i % 50 == 0 ? "CRITICAL" : "MEDIUM", "CVE-2025-" + (10_000 + i / 4)));
        }
        Path packages = dir.resolve("packages.json");
        Files.writeString(packages, TestReports.trivy("large:1", holes));
        upload(intake, packages, "images");
    }

    private static void upload(Intake intake, Path report, String guard) throws Exception {
        var request = new ScanRequest(
                "large",
                "c0",
                "main",
                Instant.parse("2026-01-01T00:00:00Z"),
                "c0",
                null,
                null,
                guard,
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
