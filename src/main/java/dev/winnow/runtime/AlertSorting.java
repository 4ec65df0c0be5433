package dev.winnow.runtime;

import java.time.Duration;
import java.util.List;
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

    /** How long to leave what could not be sorted. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final InboxRows inbox;
    private final Sorter sorter;
    private final Semaphore work = new Semaphore(1);
    private volatile boolean running;
    private @Nullable Thread thread;

    AlertSorting(InboxRows inbox, Sorter sorter) {
        this.inbox = inbox;
        this.sorter = sorter;
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
            } catch (RuntimeException e) {
                left = true;
                LOG.error("Alerts wait in the inbox, and are sorted again in {} s", RETRY.toSeconds(), e);
            }
        }
    }

    /** @return whether something is left that could not be sorted */
    private boolean sort() {
        while (running) {
            boolean failed = false;
            int sorted = 0;
            for (String project : inbox.projects()) {
                List<WaitingAlert> oldest = inbox.oldest(project, BATCH);
                try {
                    sorter.sort(project, oldest);
                    sorted += oldest.size();
                } catch (Exception e) {
                    // Those of other projects do not wait for it.
                    failed = true;
                    LOG.error("{} requests with alerts of {} wait in the inbox", oldest.size(), project, e);
                }
            }
            if (sorted == 0) {
                return failed;
            }
        }
        return true;
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
