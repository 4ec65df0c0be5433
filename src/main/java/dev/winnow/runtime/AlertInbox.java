package dev.winnow.runtime;

import java.util.ArrayList;
import java.util.List;
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

    /** Bytes that may be on their way to the disk. */
    private static final int MOST_BYTES = 64 << 20;

    private final InboxRows rows;
    private final AlertSorting sorting;
    private final TransactionTemplate transaction;
    private final LinkedBlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MOST_BYTES);
    private volatile boolean running;
    private @Nullable Thread writer;

    private record Arrived(WaitingAlert alert, CompletableFuture<Void> stored) {}

    /** Too much is on its way: to be sent again soon. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Full() {
            super("alerts come faster than they can be stored");
        }
    }

    AlertInbox(InboxRows rows, AlertSorting sorting, TransactionTemplate transaction) {
        this.rows = rows;
        this.sorting = sorting;
        this.transaction = transaction;
    }

    /** @return completes when it is safe on disk; with {@link Full} at once where there is no room */
    CompletableFuture<Void> put(WaitingAlert alert) {
        int bytes = alert.body().length;
        if (!running || !room.tryAcquire(bytes)) {
            return CompletableFuture.failedFuture(new Full());
        }
        var stored = new CompletableFuture<Void>();
        stored.whenComplete((done, failure) -> room.release(bytes));
        arrived.add(new Arrived(alert, stored));
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
        try {
            transaction.executeWithoutResult(
                    status -> rows.insert(batch.stream().map(Arrived::alert).toList()));
        } catch (RuntimeException | Error e) {
            // Whatever it is: who waits is told, and the next ones are written.
            LOG.error("{} requests with alerts could not be stored, and were refused", batch.size(), e);
            batch.forEach(one -> one.stored().completeExceptionally(e));
            return;
        }
        batch.forEach(one -> one.stored().complete(null));
        sorting.wake();
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
