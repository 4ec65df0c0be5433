package dev.winnow.ui;

import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanRequest;
import dev.winnow.finding.ScanStatus;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Takes reports the way everyone's reports go in, and waits until they are there. */
record Uploads(Intake intake, Scans scans) {
    Scan imported(String project, String commit, String report) {
        return imported(project, commit, null, report.getBytes(StandardCharsets.UTF_8));
    }

    Scan imported(String project, String commit, @Nullable String branch, byte[] report) {
        Scan scan = settled(project, commit, branch, report);
        if (scan.status() != ScanStatus.IMPORTED) {
            throw new AssertionError("not imported: " + scan.failure());
        }
        return scan;
    }

    Scan settled(String project, String commit, @Nullable String branch, byte[] report) {
        var request = new ScanRequest(project, commit, branch, null, commit, null, null, null, null, null, null, null);
        try {
            long id = intake.accept(new ByteArrayInputStream(report), request, "test")
                    .scanId();
            intake.settled(id).join();
            return scans.findById(id).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A report of {@code sample-data/}. */
    static byte[] sample(String name) {
        try (var in = Uploads.class.getResourceAsStream("/sample-data/" + name)) {
            if (in == null) {
                throw new AssertionError("there is no sample " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
