package dev.winnow.search;

import dev.winnow.finding.FindingChanges;
import dev.winnow.finding.FindingChanges.Change;
import dev.winnow.finding.FindingsChanged;
import dev.winnow.finding.IndexedFindings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Keeps the index like the database, on one thread of its own: it writes what changed, commits the index, and only then
 * forgets the change, so that a crash at any point repeats work and loses none. Small changes come first, then large ones,
 * then what is rebuilt; each in steps of {@value IndexWriting#BATCH} findings, so that a small change waits for one step.
 */
@Component
class Indexer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

    /** Small changes that are written together. */
    private static final int TOGETHER = 200;

    /** Findings that take longer to write than people wait for a page. */
    private static final int MANY = 10_000;

    /** Changes are looked for at least so often, whether anybody told of them or not. */
    private static final long LOOK_SECONDS = 5;

    private static final long RETRY_SECONDS = 5;

    private final IndexStore store;
    private final FindingChanges changes;
    private final IndexedFindings findings;
    private final IndexWriting writing;
    private final DriftCheck drift;
    private final Duration checkEvery;
    private final Clock clock;

    private final IndexTurns turns = new IndexTurns();
    private volatile @Nullable Thread thread;
    private volatile boolean whole;
    private volatile @Nullable Rebuild rebuild;
    private volatile @Nullable Large large;
    private volatile @Nullable Instant checkedAt;
    private final AtomicInteger mended = new AtomicInteger();

    Indexer(
            IndexStore store,
            FindingChanges changes,
            IndexedFindings findings,
            IndexWriting writing,
            DriftCheck drift,
            SearchSettings settings,
            Clock clock) {
        this.store = store;
        this.changes = changes;
        this.findings = findings;
        this.writing = writing;
        this.drift = drift;
        this.checkEvery = settings.search().check();
        this.clock = clock;
    }

    /** Large changes of one project that are being written, and how far that is. */
    private record Large(List<Change> changes, int size, Rebuild.Part left, IndexedFindings.Reader reader) {}

    @TransactionalEventListener
    void changed(FindingsChanged event) {
        turns.tellChange();
    }

    /**
     * Waits until everything that was committed before is searchable, also for an index that is being made anew.
     *
     * @return whether it is; false where it took longer, and where nothing is indexed any more
     */
    boolean awaitFresh(Duration patience) {
        return turns.await(patience);
    }

    /** Whether so much waits that nobody should wait for it. */
    boolean isBusy() {
        Large now = large;
        return (now != null && now.size() > MANY) || !whole || !store.isOpen();
    }

    /** Writes all documents anew, while searches go on. */
    void rebuild() {
        turns.askRebuild();
    }

    /** Holds the index against the database as soon as no changes wait. */
    void check() {
        turns.askCheck();
    }

    IndexStatus status() {
        Rebuild running = rebuild;
        long done = running == null ? 0 : running.done();
        long total = running == null ? 0 : running.total();
        if (!store.isOpen()) {
            return new IndexStatus(
                    IndexStatus.State.UNAVAILABLE, store.trouble(), 0, changes.waiting(), 0, 0, 0, checkedAt, 0);
        }
        var state = !whole
                ? IndexStatus.State.REBUILDING
                : running == null ? IndexStatus.State.READY : IndexStatus.State.REFRESHING;
        String message = switch (state) {
            case READY, UNAVAILABLE -> "";
            case REBUILDING -> "The search index is being rebuilt: some findings are not found yet.";
            case REFRESHING -> "The search index is being written anew; all findings are found meanwhile.";
        };
        try {
            return new IndexStatus(
                    state,
                    message,
                    store.index().size(),
                    changes.waiting(),
                    done,
                    total,
                    store.bytes(),
                    checkedAt,
                    mended.get());
        } catch (RuntimeException e) {
            return new IndexStatus(
                    IndexStatus.State.UNAVAILABLE, store.trouble(), 0, 0, done, total, 0, checkedAt, mended.get());
        }
    }

    /** Whether all findings are found. */
    boolean isWhole() {
        return whole && store.isOpen();
    }

    @Override
    public void start() {
        turns.start();
        var work = new Thread(this::work, "search-index");
        thread = work;
        work.setDaemon(true);
        work.start();
    }

    @Override
    public void stop() {
        turns.stop();
        Thread work = thread;
        if (work != null) {
            try {
                work.join(20_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return turns.isRunning();
    }

    private void work() {
        try {
            while (turns.isRunning()) {
                try {
                    if (!store.isOpen()) {
                        open();
                    }
                    if (!step() && rebuild == null) {
                        turns.pause(LOOK_SECONDS);
                    }
                } catch (IndexInUse e) {
                    store.trouble("The search index cannot be used: " + e.getMessage()
                            + ". It is tried again every few seconds.");
                    LOG.error("The search index cannot be used: {}", e.getMessage());
                    turns.rest(RETRY_SECONDS);
                } catch (Exception | LinkageError | AssertionError e) {
                    recover(e);
                }
            }
        } finally {
            store.close();
        }
    }

    private void open() throws IOException, IndexInUse {
        large = null;
        rebuild = null;
        whole = store.open();
        if (whole) {
            turns.askCheck();
        } else {
            LOG.info("The search index is made from the database");
            rebuild = rebuildOf(findings.projects(), true);
        }
    }

    /** What went wrong with the database passes; an index that fails by itself is made anew. */
    private void recover(Throwable e) {
        if (!turns.isRunning()) {
            return;
        }
        large = null;
        boolean ofIndex = ofIndex(e);
        LOG.error(ofIndex ? "The search index failed and is made anew" : "The search index falls behind", e);
        if (ofIndex) {
            whole = false;
            store.trouble("The search index failed and is made anew.");
            store.discard();
        }
        turns.rest(RETRY_SECONDS);
    }

    private static boolean ofIndex(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String type = cause.getClass().getName();
            if (type.startsWith("org.apache.lucene.") || type.startsWith("org.hibernate.search.")) {
                return true;
            }
        }
        return false;
    }

    /** @return whether there was anything to do */
    private boolean step() throws IOException {
        long mark = turns.mark();
        long before = turns.tellings();
        List<Change> small = changes.upTo(IndexWriting.BATCH, TOGETHER);
        if (!small.isEmpty()) {
            // A steady flow of changes must not keep everyone waiting: what was there at the mark is among these.
            boolean all = small.size() < TOGETHER
                    && large == null
                    && changes.above(IndexWriting.BATCH, 1).isEmpty();
            writing.write(IndexWriting.together(small));
            writing.commit();
            changes.done(small);
            if (all && whole) {
                turns.settle(mark);
            }
            return true;
        }
        Large many = large == null ? nextLarge() : large;
        large = many;
        if (many != null) {
            step(many);
            return true;
        }
        if (whole) {
            turns.settle(mark);
        }
        if (turns.takeRebuild()) {
            rebuild = rebuildOf(findings.projects(), true);
        }
        Rebuild now = rebuild;
        if (now != null) {
            step(now);
            return true;
        }
        if (isCheckDue()) {
            compare(before);
        }
        return false;
    }

    private @Nullable Large nextLarge() {
        List<Change> waiting = changes.above(IndexWriting.BATCH, TOGETHER);
        if (waiting.isEmpty()) {
            return null;
        }
        long project = waiting.getFirst().projectId();
        List<Change> ofProject =
                waiting.stream().filter(change -> change.projectId() == project).toList();
        RoaringBitmap numbers = IndexWriting.together(ofProject).getOrDefault(project, new RoaringBitmap());
        return new Large(ofProject, numbers.getCardinality(), new Rebuild.Part(project, numbers), findings.of(project));
    }

    private void step(Large now) {
        writing.write(now.reader(), now.left().projectId(), now.left().next(IndexWriting.BATCH));
        if (now.left().isDone()) {
            writing.commit();
            changes.done(now.changes());
            large = null;
        }
    }

    private void step(Rebuild now) throws IOException {
        Rebuild.Part part = now.current();
        if (part != null) {
            List<Integer> numbers = part.next(IndexWriting.BATCH);
            writing.write(findings.of(part.projectId()), part.projectId(), numbers);
            now.wrote(numbers.size());
            if (part.isDone()) {
                writing.removeStrangers(part.projectId());
                now.partIsDone();
            }
            return;
        }
        if (now.everything()) {
            writing.removeStrangeProjects();
        }
        writing.commit();
        if (now.everything()) {
            store.setWhole();
            whole = true;
            LOG.info("The search index has all {} findings", now.total());
        }
        rebuild = null;
    }

    private Rebuild rebuildOf(Collection<Long> projects, boolean everything) {
        Map<Long, RoaringBitmap> numbers = new HashMap<>();
        projects.forEach(project -> numbers.put(project, findings.numbers(project)));
        return new Rebuild(numbers, everything);
    }

    private boolean isCheckDue() {
        Instant last = checkedAt;
        return turns.isCheckAsked() || last == null || last.plus(checkEvery).isBefore(clock.instant());
    }

    /** Nothing waited then; where something came since, the comparison says nothing and is made again. */
    private void compare(long before) {
        turns.takeCheck();
        Set<Long> drifted = drift.drifted();
        if (turns.tellings() != before || changes.waiting() > 0) {
            turns.askCheck();
            return;
        }
        checkedAt = clock.instant();
        if (!drifted.isEmpty()) {
            LOG.warn("The search index differs from the database in projects {}: they are written anew", drifted);
            // In this order: whoever sees the count must not take the index for mended already.
            rebuild = rebuildOf(drifted, false);
            mended.addAndGet(drifted.size());
        }
    }
}
