package dev.winnow.intake;

import dev.winnow.finding.Scans;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Deletes, after a start, stored reports that no scan has: a process that was killed between storing a report and noting
 * its scan leaves one behind.
 */
@Component
class ReportSweep implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ReportSweep.class);

    private final ReportStore store;
    private final Scans scans;

    /** By the clock of the file system's machine, not of the application: it is compared with times of files. */
    private final Instant started = Instant.now();

    private volatile boolean running;
    private Thread thread = new Thread(this::run, "report-sweep");

    ReportSweep(ReportStore store, Scans scans) {
        this.store = store;
        this.scans = scans;
    }

    @Override
    public void start() {
        running = true;
        thread = new Thread(this::run, "report-sweep");
        thread.start();
    }

    private void run() {
        try {
            int deleted = sweep(started);
            if (deleted > 0) {
                LOG.info("Deleted {} stored reports that no scan has", deleted);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Stored reports that no scan has stay until the next start", e);
        }
    }

    /** @return how many reports of before this time it deleted */
    int sweep(Instant before) throws IOException {
        var deleted = new int[1];
        store.storedBefore(before, hashes -> {
            if (!running) {
                return;
            }
            Set<String> orphans = new HashSet<>(hashes);
            scans.reportHashesAmong(hashes).forEach(orphans::remove);
            for (String hash : orphans) {
                // Once more and one at a time, since an upload may just bring the same bytes.
                if (store.deleteUnless(hash, scans::existsByReportHash)) {
                    deleted[0]++;
                }
            }
        });
        return deleted[0];
    }

    @Override
    public void stop() {
        running = false;
        try {
            thread.join(20_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
