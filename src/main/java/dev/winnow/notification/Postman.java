package dev.winnow.notification;

import dev.winnow.notification.DeliveryRows.Due;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Works on the outbox as long as the server runs: routes, makes digests and sends, several channels at once and of each
 * one delivery at a time. Any number of servers may do it on the same database.
 */
@Component
class Postman implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final Duration SWEEP = Duration.ofHours(1);
    private static final Duration KEEP_COUNTS = Duration.ofDays(800);

    /** Ended deliveries that are kept in all, however new they are. */
    private static final int KEPT = 100_000;

    private final Routing routing;
    private final Digests digests;
    private final Outbox outbox;
    private final DeliveryRows deliveries;
    private final NoticeRows notices;
    private final AlertRows alerts;
    private final WakeUp wakeUp;
    private final NotificationSettings.Bounds settings;
    private final Clock clock;
    private final Set<Long> busy = ConcurrentHashMap.newKeySet();
    private final Semaphore free;
    private volatile @Nullable Thread thread;
    private volatile @Nullable ExecutorService senders;
    private Instant swept = Instant.EPOCH;

    Postman(
            Routing routing,
            Digests digests,
            Outbox outbox,
            DeliveryRows deliveries,
            NoticeRows notices,
            AlertRows alerts,
            WakeUp wakeUp,
            NotificationSettings settings,
            Clock clock) {
        this.routing = routing;
        this.digests = digests;
        this.outbox = outbox;
        this.deliveries = deliveries;
        this.notices = notices;
        this.alerts = alerts;
        this.wakeUp = wakeUp;
        this.settings = settings.notifications();
        this.clock = clock;
        this.free = new Semaphore(Math.max(0, this.settings.workers()));
    }

    @Override
    public void start() {
        if (settings.workers() <= 0) {
            return;
        }
        senders = Executors.newVirtualThreadPerTaskExecutor();
        Thread started = Thread.ofPlatform().name("notifications").unstarted(this::work);
        thread = started;
        started.start();
    }

    private void work() {
        while (thread == Thread.currentThread()) {
            try {
                round();
            } catch (RuntimeException e) {
                LOG.warn("Could not look for alerts to send; the next round tries again", e);
            }
            try {
                wakeUp.await(settings.poll());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void round() {
        routing.run();
        digests.run();
        ExecutorService executor = senders;
        if (executor == null) {
            return;
        }
        for (Due due : deliveries.due(clock.instant())) {
            if (busy.contains(due.channelId())) {
                continue;
            }
            if (!free.tryAcquire()) {
                // Whoever is done calls.
                break;
            }
            busy.add(due.channelId());
            executor.execute(() -> send(due));
        }
        Instant now = clock.instant();
        if (now.isAfter(swept.plus(SWEEP))) {
            swept = now;
            sweep(now);
        }
    }

    private void send(Due due) {
        boolean tried = false;
        try {
            tried = outbox.attempt(due.id());
        } catch (RuntimeException e) {
            LOG.warn("Delivery {} could not be tried; it is tried again later", due.id(), e);
        } finally {
            busy.remove(due.channelId());
            free.release();
            if (tried) {
                wakeUp.call();
            }
        }
    }

    /** Forgets what is old. */
    void sweep(Instant now) {
        deliveries.forget(now.minus(settings.keep()), deliveries.newest() - KEPT);
        notices.forget(now.minus(settings.keep()));
        alerts.forget(Times.day(now.minus(KEEP_COUNTS)));
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        ExecutorService executor = senders;
        senders = null;
        try {
            if (running != null) {
                running.interrupt();
                running.join(settings.timeout());
            }
            if (executor != null) {
                executor.shutdown();
                // What does not end in time is sent again after the next start.
                if (!executor.awaitTermination(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                    executor.shutdownNow();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
