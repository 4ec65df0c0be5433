package dev.winnow.runtime;

import dev.winnow.problem.Conflict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes requests into the database before they are answered: all that came while the last ones were written go into one
 * transaction, so that a burst waits for the disk once a batch, not once a request.
 */
@Component
class AlertInbox implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AlertInbox.class);

    /** What waits is sealed for this. */
    static final String PURPOSE = "alerts that wait";

    private static final int BATCH = 500;

    /** How long the keys of requests are known. */
    private static final Duration KEYS_KNOWN = Duration.ofDays(7);

    private static final Duration KEYS_LOOKED_AT = Duration.ofHours(1);

    /** Bytes that may be on their way to the disk: a part of the memory, and no more than that. */
    private static final int SHARE = 16;

    private static final int MOST_BYTES = 64 << 20;

    private final InboxRows rows;
    private final AlertSorting sorting;
    private final TransactionTemplate transaction;
    private final LinkedBlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
    private final Semaphore room;
    private volatile boolean running;
    private @Nullable Thread writer;
    private Instant keysForgottenAt = Instant.EPOCH;

    private record Arrived(WaitingAlert alert, Optional<RequestKey> key, CompletableFuture<Void> stored) {}

    /** Too much is on its way: to be sent again soon. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Full() {
            super("alerts come faster than they can be stored");
        }
    }

    AlertInbox(InboxRows rows, AlertSorting sorting, AlertSettings settings, TransactionTemplate transaction) {
        long largest = settings.maxBody().toBytes();
        long bytes =
                Math.max(2 * largest, Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE));
        this.room = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes));
        this.rows = rows;
        this.sorting = sorting;
        this.transaction = transaction;
    }

    /**
     * @param key of a request that may be sent again; one that is known already counts nothing
     * @return completes when it is safe on disk; with {@link Full} at once where there is no room, with {@link Conflict} where
     *     another request had the key
     */
    CompletableFuture<Void> put(WaitingAlert alert, Optional<RequestKey> key) {
        int bytes = alert.body().length;
        if (!running || !room.tryAcquire(bytes)) {
            return CompletableFuture.failedFuture(new Full());
        }
        var stored = new CompletableFuture<Void>();
        stored.whenComplete((done, failure) -> room.release(bytes));
        arrived.add(new Arrived(alert, key, stored));
        return stored;
    }

    @Override
    public void start() {
        running = true;
        var thread = new Thread(this::write, "alert-inbox");
        writer = thread;
        thread.start();
    }

    private void write() {
        while (running || !arrived.isEmpty()) {
            var batch = new ArrayList<Arrived>(BATCH);
            try {
                Arrived first = arrived.poll(1, TimeUnit.SECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            arrived.drainTo(batch, BATCH - 1);
            store(batch);
        }
    }

    private void store(List<Arrived> batch) {
        var taken = new HashSet<Arrived>();
        try {
            transaction.executeWithoutResult(status -> taken.addAll(insert(batch)));
        } catch (RuntimeException | Error e) {
            // Whatever it is: who waits is told, and the next ones are written.
            LOG.error("{} requests with alerts could not be stored, and were refused", batch.size(), e);
            batch.forEach(one -> one.stored().completeExceptionally(e));
            return;
        }
        for (Arrived one : batch) {
            if (taken.contains(one)) {
                one.stored().complete(null);
            } else {
                one.stored()
                        .completeExceptionally(
                                new Conflict("Idempotency-Key: another request with other alerts had it already."));
            }
        }
        sorting.wake();
    }

    /** @return those that are there now, also from before */
    private Set<Arrived> insert(List<Arrived> batch) {
        var there = new HashSet<Arrived>();
        var fresh = new ArrayList<WaitingAlert>();
        for (Arrived one : batch) {
            WaitingAlert alert = one.alert();
            Optional<String> before = one.key().flatMap(key -> rows.content(alert.project(), key.key()));
            if (before.isEmpty()) {
                one.key().ifPresent(key -> rows.remember(alert.project(), key, alert.receivedAt()));
                fresh.add(alert);
            }
            if (before.isEmpty() || before.equals(one.key().map(RequestKey::content))) {
                there.add(one);
            }
        }
        if (!fresh.isEmpty()) {
            rows.insert(fresh);
        }
        forgetKeys(batch.getLast().alert().receivedAt());
        return there;
    }

    private void forgetKeys(Instant now) {
        if (now.isAfter(keysForgottenAt.plus(KEYS_LOOKED_AT))) {
            rows.forgetKeys(now.minus(KEYS_KNOWN));
            keysForgottenAt = now;
        }
    }

    @Override
    public void stop() {
        running = false;
        Thread thread = writer;
        if (thread != null) {
            try {
                thread.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
