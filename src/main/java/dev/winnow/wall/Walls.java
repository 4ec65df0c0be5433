package dev.winnow.wall;

import dev.winnow.access.MembersChanged;
import dev.winnow.deployment.DeploymentRecorded;
import dev.winnow.finding.FindingsChanged;
import dev.winnow.finding.StreamRetired;
import dev.winnow.metrics.MetricsSettings;
import dev.winnow.metrics.TargetsChanged;
import dev.winnow.policy.BuildsJudged;
import dev.winnow.policy.PoliciesChanged;
import dev.winnow.project.ProjectSettled;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Keeps the boards that screens show. A board is computed once for all its screens, when something in its projects changed,
 * and at midnight; many changes in a row are gathered. Where nothing changes nothing is done, however many screens there are,
 * and where there are no screens nothing is computed at all.
 */
@Service
public class Walls {
    private static final Logger LOG = LoggerFactory.getLogger(Walls.class);

    /** Changes that come within this time are shown together. */
    static final Duration GATHER = Duration.ofSeconds(2);

    /** Computing takes at most such a part of the time while changes come and come. */
    private static final int REST = 9;

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    /** Boards without a screen are kept for the next one until something changes, up to so many. */
    private static final int KEPT = 200;

    /** Does something later. */
    @FunctionalInterface
    interface Later {
        void run(Runnable task, Duration delay);
    }

    private final BoardMaker maker;
    private final MetricsSettings settings;
    private final Clock clock;
    private final Later later;
    private final @Nullable ScheduledExecutorService own;
    private final Map<WallScope, Wall> walls = new ConcurrentHashMap<>();
    private final AtomicLong computations = new AtomicLong();

    private Set<Long> changed = new HashSet<>();
    private boolean everythingChanged;
    private boolean scheduled;
    private boolean midnightAwaited;
    private Duration rest = Duration.ZERO;

    @Autowired
    Walls(BoardMaker maker, MetricsSettings settings, Clock clock) {
        var executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("walls").factory());
        this.maker = maker;
        this.settings = settings;
        this.clock = clock;
        this.own = executor;
        this.later = (task, delay) -> {
            try {
                executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The server is stopping, and its walls with it.", e);
            }
        };
    }

    Walls(BoardMaker maker, MetricsSettings settings, Clock clock, Later later) {
        this.maker = maker;
        this.settings = settings;
        this.clock = clock;
        this.own = null;
        this.later = later;
    }

    /** One board and who shows it. */
    private final class Wall {
        private final Map<Screen, Optional<Long>> screens = new ConcurrentHashMap<>();
        private @Nullable Board board;
        private boolean stale = true;

        /** As it is now; computed where something changed since, or another day began. */
        synchronized Board board(WallScope scope) {
            Board known = board;
            if (known == null || stale || !known.day().equals(today())) {
                stale = false;
                try {
                    Instant start = Instant.now();
                    computations.incrementAndGet();
                    known = maker.make(scope);
                    tookLately(Duration.between(start, Instant.now()));
                } catch (RuntimeException e) {
                    stale = true;
                    throw e;
                }
                board = known;
            }
            return known;
        }

        synchronized void change() {
            stale = true;
        }
    }

    /** A screen that looks. */
    public interface Watch {
        /** It looks no more. */
        void stop();
    }

    /**
     * Shows a board on a screen, now and whenever it changes.
     *
     * @param link of the display, which may be revoked; empty where somebody signed in
     */
    public Watch watch(WallScope scope, Optional<Long> link, Screen screen) {
        Wall wall = walls.compute(scope, (same, known) -> {
            Wall one = known == null ? new Wall() : known;
            // Before it is computed, so that nothing that changes meanwhile is missed.
            one.screens.put(screen, link);
            return one;
        });
        awaitMidnight();
        screen.show(wall.board(scope));
        return () -> walls.computeIfPresent(scope, (same, known) -> {
            known.screens.remove(screen);
            return known.screens.isEmpty() && walls.size() > KEPT ? null : known;
        });
    }

    /** How many screens show by a link now. */
    public int screens(long link) {
        return (int) walls.values().stream()
                .flatMap(wall -> wall.screens.values().stream())
                .filter(Optional.of(link)::equals)
                .count();
    }

    /** How many boards were computed since the start. */
    public long computations() {
        return computations.get();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(FindingsChanged change) {
        changed(change.projectId());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(BuildsJudged change) {
        changed(change.projectId());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(ProjectSettled change) {
        // It may have left a team whose wall shows it.
        changedEverywhere();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(DeploymentRecorded change) {
        changedEverywhere();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(TargetsChanged change) {
        changedEverywhere();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(StreamRetired change) {
        changed(change.projectId());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(PoliciesChanged change) {
        // They say how many alerts are too many, and which guards are expected.
        changedEverywhere();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(MembersChanged change) {
        changedEverywhere();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(DisplayRevoked revoked) {
        walls.values()
                .forEach(wall -> wall.screens.forEach((screen, link) -> {
                    if (link.equals(Optional.of(revoked.link()))) {
                        wall.screens.remove(screen);
                        screen.end();
                    }
                }));
    }

    private synchronized void changed(long project) {
        if (anybodyLooks()) {
            changed.add(project);
            schedule(GATHER);
        }
    }

    private synchronized void changedEverywhere() {
        if (anybodyLooks()) {
            everythingChanged = true;
            schedule(GATHER);
        }
    }

    /** Boards without a screen are not kept any longer: they are what was. */
    private boolean anybodyLooks() {
        walls.keySet()
                .forEach(scope ->
                        walls.computeIfPresent(scope, (same, known) -> known.screens.isEmpty() ? null : known));
        return !walls.isEmpty();
    }

    private synchronized void schedule(Duration delay) {
        if (!scheduled) {
            scheduled = true;
            later.run(this::update, delay.compareTo(rest) < 0 ? rest : delay);
        }
    }

    private synchronized void tookLately(Duration took) {
        rest = took.multipliedBy(REST);
    }

    private void update() {
        Set<Long> ids;
        boolean all;
        synchronized (this) {
            ids = changed;
            all = everythingChanged;
            changed = new HashSet<>();
            everythingChanged = false;
            scheduled = false;
        }
        try {
            var known = all ? List.<BoardMaker.Known>of() : maker.projects(ids);
            walls.forEach((scope, wall) -> {
                if (all || known.stream().anyMatch(one -> scope.has(one.name(), one.team()))) {
                    wall.change();
                    try {
                        show(scope, wall);
                    } catch (RuntimeException e) {
                        // The others can do nothing for it.
                        again(e);
                    }
                }
            });
        } catch (RuntimeException e) {
            again(e);
        }
    }

    private synchronized void again(RuntimeException why) {
        LOG.error("A wall could not be brought up to date; it is tried again.", why);
        everythingChanged = true;
        schedule(AFTER_FAILURE);
    }

    private static void showOn(Wall wall, Board board) {
        wall.screens.keySet().forEach(screen -> screen.show(board));
    }

    private void show(WallScope scope, Wall wall) {
        if (!wall.screens.isEmpty()) {
            showOn(wall, wall.board(scope));
        }
    }

    private synchronized void awaitMidnight() {
        if (!midnightAwaited) {
            midnightAwaited = true;
            Instant midnight = today().plusDays(1).atStartOfDay(settings.zone()).toInstant();
            later.run(this::midnight, Duration.between(clock.instant(), midnight));
        }
    }

    /** The periods of the figures end with the day. */
    private void midnight() {
        synchronized (this) {
            midnightAwaited = false;
            if (walls.values().stream().allMatch(wall -> wall.screens.isEmpty())) {
                return;
            }
            everythingChanged = true;
            schedule(Duration.ZERO);
        }
        awaitMidnight();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), settings.zone());
    }

    @PreDestroy
    void stop() {
        if (own != null) {
            own.shutdownNow();
        }
    }
}
