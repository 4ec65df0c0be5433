package dev.winnow.intake;

import dev.winnow.audit.Actor;
import dev.winnow.audit.AuditLog;
import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanFailure;
import dev.winnow.finding.ScanStatus;
import dev.winnow.finding.Scans;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.ReportException;
import dev.winnow.importers.ReportTooLarge;
import dev.winnow.importers.Texts;
import dev.winnow.importers.UnsupportedReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The queue of imports and its workers. What waits is in the database; here is only its order. Scans of one project are
 * imported one after the other, in the order of their arrival; different projects at once, as many as there are workers.
 */
@Component
class ImportQueue implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ImportQueue.class);

    private static final int ATTEMPTS = 3;

    private final ScanImport imports;
    private final Scans scans;
    private final AuditLog log;
    private final TransactionTemplate transaction;
    private final int workers;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Long, String> waiting = new LinkedHashMap<>();
    private final Set<String> busy = new HashSet<>();
    private final Map<Long, ImportProgress> progress = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<Void>> settled = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    /** @param connections the most that the database's pool has */
    ImportQueue(
            ScanImport imports,
            Scans scans,
            AuditLog log,
            TransactionTemplate transaction,
            IntakeSettings settings,
            @Value("${spring.datasource.hikari.maximum-pool-size}") int connections) {
        this.imports = imports;
        this.scans = scans;
        this.log = log;
        this.transaction = transaction;
        this.workers = Math.max(1, settings.imports().workers());
        if (workers * 2L >= connections) {
            // All workers would wait for second connections that all workers hold.
            throw new CannotStart(
                    "winnow.imports.workers is " + workers
                            + " and spring.datasource.hikari.maximum-pool-size is " + connections
                            + ": an import needs up to two connections to the database, and requests need some too.",
                    "Set spring.datasource.hikari.maximum-pool-size to more than twice the workers, such as "
                            + (workers * 2L + 16) + ", or fewer workers.");
        }
    }

    /** Takes a scan on that is in the database as queued. */
    void add(long scanId, String project) {
        settled.computeIfAbsent(scanId, id -> new CompletableFuture<>());
        lock.lock();
        try {
            waiting.put(scanId, project);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Completes when the scan is imported or has failed; at once where it is not in the queue. */
    CompletableFuture<Void> settled(long scanId) {
        CompletableFuture<Void> future = settled.get(scanId);
        return future == null ? CompletableFuture.completedFuture(null) : future.copy();
    }

    /** How far the scan's import is; empty where it is not in the queue. */
    Optional<ImportProgress> progress(long scanId) {
        ImportProgress known = progress.get(scanId);
        if (known != null) {
            return Optional.of(known);
        }
        return settled.containsKey(scanId) ? Optional.of(ImportProgress.WAITING) : Optional.empty();
    }

    @Override
    public void start() {
        running = true;
        transaction.executeWithoutResult(status -> resume());
        for (int i = 0; i < workers; i++) {
            var thread = new Thread(this::work, "import-" + (i + 1));
            threads.add(thread);
            thread.start();
        }
    }

    /** What a killed process had begun left nothing behind, and begins again. */
    private void resume() {
        for (Scan scan : scans.unfinished()) {
            scan.queueAgain();
            scans.save(scan);
        }
        List<Scan> queued = scans.findByStatusOrderById(ScanStatus.QUEUED, Limit.unlimited());
        queued.forEach(scan -> add(scan.id(), scan.request().project()));
        if (!queued.isEmpty()) {
            LOG.info("Resuming {} imports", queued.size());
        }
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            running = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        for (Thread thread : threads) {
            try {
                // An import that does not end in time rolls back and is resumed at the next start.
                thread.join(20_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work() {
        while (true) {
            Optional<Map.Entry<Long, String>> next = take();
            if (next.isEmpty()) {
                return;
            }
            long scanId = next.get().getKey();
            try {
                run(scanId);
            } finally {
                lock.lock();
                try {
                    busy.remove(next.get().getValue());
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
                progress.remove(scanId);
                CompletableFuture<Void> future = settled.remove(scanId);
                if (future != null) {
                    future.complete(null);
                }
            }
        }
    }

    /** The oldest scan of a project that no worker is at; empty when the queue stops. */
    private Optional<Map.Entry<Long, String>> take() {
        lock.lock();
        try {
            while (running) {
                for (var entry : waiting.entrySet()) {
                    if (busy.add(entry.getValue())) {
                        var taken = Map.entry(entry.getKey(), entry.getValue());
                        waiting.remove(entry.getKey());
                        return Optional.of(taken);
                    }
                }
                changed.awaitUninterruptibly();
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void run(long scanId) {
        for (int attempt = 1; ; attempt++) {
            try {
                imports.run(scanId, now -> progress.put(scanId, now));
                return;
            } catch (ReportException e) {
                fail(scanId, failure(e));
                return;
            } catch (Throwable e) {
                // Whatever it is, the worker goes on with the next scan.
                if (attempt >= ATTEMPTS || e instanceof Error) {
                    LOG.error("The import of scan {} failed", scanId, e);
                    fail(
                            scanId,
                            new ScanFailure(
                                    ScanFailure.Kind.INTERNAL,
                                    "Winnow could not import the report; the log has the reason as scan " + scanId
                                            + ". Nothing is lost: it is tried again at the next start, or when the"
                                            + " report is sent again.",
                                    null,
                                    null,
                                    null));
                    return;
                }
                LOG.warn("The import of scan {} failed and is tried again", scanId, e);
            }
        }
    }

    private void fail(long scanId, ScanFailure failure) {
        try {
            transaction.executeWithoutResult(status -> {
                Scan scan = scans.findById(scanId).orElseThrow();
                scan.fail(failure);
                scans.save(scan);
                // Its detail may quote the report.
                log.record(
                        Actor.SYSTEM,
                        "upload.failed",
                        "project:" + scan.request().project(),
                        null,
                        Map.of("scan", scanId, "uploadedBy", scan.uploadedBy(), "problem", failure.kind()));
            });
        } catch (RuntimeException | Error e) {
            LOG.error("Scan {} stays in the queue until the next start", scanId, e);
        }
    }

    private static ScanFailure failure(ReportException e) {
        String detail = Texts.line(String.valueOf(e.getMessage()));
        return switch (e) {
            case MalformedReport malformed ->
                new ScanFailure(
                        ScanFailure.Kind.MALFORMED,
                        detail,
                        malformed.line() > 0 ? malformed.line() : null,
                        malformed.column() > 0 ? malformed.column() : null,
                        malformed.pointer());
            case UnsupportedReport unsupported ->
                new ScanFailure(ScanFailure.Kind.UNSUPPORTED, detail, null, null, null);
            case ReportTooLarge large -> new ScanFailure(ScanFailure.Kind.TOO_LARGE, detail, null, null, null);
        };
    }
}
