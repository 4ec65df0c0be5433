package dev.winnow.runtime;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Sorts what waits in the inbox, as soon as something does, project by project; one thread, so that counts cannot race. */
@Component
class AlertSorting implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AlertSorting.class);

    private static final int BATCH = 2_000;

    /** Of requests that are read at once: short alerts take twenty times as much of the memory. */
    private static final long BATCH_BYTES = 2 << 20;

    /** Where more than so many cannot be sorted, it is not their fault. */
    private static final int MOST_ASIDE = 20;

    /** How long to leave a request that cannot be sorted by itself. */
    private static final Duration ASIDE = Duration.ofMinutes(10);

    /** How long to leave what could not be sorted. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final InboxRows inbox;
    private final Sorter sorter;
    private final Clock clock;
    private final Semaphore work = new Semaphore(1);
    private volatile boolean running;
    private @Nullable Thread thread;

    AlertSorting(InboxRows inbox, Sorter sorter, Clock clock) {
        this.inbox = inbox;
        this.sorter = sorter;
        this.clock = clock;
    }

    /** Something waits. */
    void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    @Override
    public void start() {
        running = true;
        var sorting = new Thread(this::run, "alert-sorting");
        // It may wait for an import that the end of the process cuts off; what waits is sorted at the next start.
        sorting.setDaemon(true);
        thread = sorting;
        sorting.start();
    }

    private void run() {
        boolean left = false;
        while (running) {
            try {
                if (left) {
                    work.tryAcquire(RETRY.toMillis(), TimeUnit.MILLISECONDS);
                } else {
                    work.acquire();
                }
                left = running && sort();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                left = true;
                LOG.error("Alerts wait in the inbox, and are sorted again in {} s", RETRY.toSeconds(), e);
            }
        }
    }

    /** @return whether something is left that could not be sorted */
    private boolean sort() {
        boolean more = true;
        while (running && more) {
            int sorted = 0;
            for (String project : inbox.projects(clock.instant())) {
                sorted += sort(project, inbox.oldest(project, clock.instant(), BATCH, BATCH_BYTES));
            }
            more = sorted > 0;
        }
        return !inbox.isEmpty();
    }

    /** Finds those that cannot be sorted and sets them aside: neither others nor other projects wait for them. */
    private int sort(String project, List<WaitingAlert> waiting) {
        int sorted = 0;
        int aside = 0;
        var parts = new ArrayDeque<List<WaitingAlert>>();
        parts.push(waiting);
        while (running && !parts.isEmpty()) {
            List<WaitingAlert> part = parts.pop();
            try {
                sorter.sort(project, part);
                sorted += part.size();
            } catch (CompletionException | CancellationException e) {
                LOG.error("Requests with alerts of {} wait for an import that takes long", project, e);
                return sorted;
            } catch (Exception e) {
                if (part.size() > 1) {
                    int half = part.size() / 2;
                    parts.push(part.subList(half, part.size()));
                    parts.push(part.subList(0, half));
                    continue;
                }
                LOG.error(
                        "Request {} with alerts of {} cannot be sorted now",
                        part.getFirst().id(),
                        project,
                        e);
                if (++aside > MOST_ASIDE) {
                    return sorted;
                }
                inbox.setAside(part.getFirst(), clock.instant().plus(ASIDE));
            }
        }
        return sorted;
    }

    @Override
    public void stop() {
        running = false;
        wake();
        Thread sorting = thread;
        if (sorting != null) {
            try {
                sorting.join(20_000);
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
