package dev.winnow.metrics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.winnow.finding.EpisodeFacts;
import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.FindingsChanged;
import dev.winnow.finding.SilencedHistories;
import dev.winnow.metrics.EpisodeTable.Now;
import dev.winnow.project.HistoryChanged;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** The episodes of the projects that were asked for lately. */
@Component
class EpisodeTables {
    /** Episodes in memory over all projects, by how large the heap is: some 150 bytes each. */
    private static final long MOST = Math.max(200_000, Runtime.getRuntime().maxMemory() / 8 / 150);

    private final EpisodeFacts source;
    private final SilencedHistories silenced;
    private final AtomicLong numbers = new AtomicLong();
    private final Cache<Long, EpisodeTable> kept = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((Long project, EpisodeTable table) -> Math.max(1_000, table.size()))
            .build();

    private final Map<Long, Long> changes = new ConcurrentHashMap<>();
    private final AtomicLong forgotten = new AtomicLong();

    EpisodeTables(EpisodeFacts source, SilencedHistories silenced) {
        this.source = source;
        this.silenced = silenced;
    }

    /** A project as it is now. */
    Now of(long projectId) {
        EpisodeTable table = kept.get(projectId, id -> new EpisodeTable(id, numbers));
        int before = table.size();
        Now now = table.now(source, silenced);
        if (table.size() != before) {
            // So that its weight is what it holds.
            kept.asMap().computeIfPresent(projectId, (id, known) -> known);
        }
        return now;
    }

    /** As long as it is the same, the episodes of a project are. */
    long version(long projectId) {
        return forgotten.get() + changes.getOrDefault(projectId, 0L);
    }

    /** Its episodes, read for this alone. */
    Fact[] anew(long projectId) {
        return new EpisodeTable(projectId, numbers)
                .now(source, silenced)
                .orders()
                .opened()
                .facts();
    }

    /** Whether for one more project others are let go of. */
    boolean isFull() {
        return kept.policy()
                .eviction()
                .filter(eviction -> eviction.weightedSize().orElse(0) >= MOST)
                .isPresent();
    }

    /** Lets go of all of them: each is read anew when it is asked for, and all that was counted is counted again. */
    void forget() {
        kept.invalidateAll();
        forgotten.incrementAndGet();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(FindingsChanged change) {
        EpisodeTable table = kept.getIfPresent(change.projectId());
        if (table != null) {
            table.changed(change.numbers());
        }
        changes.merge(change.projectId(), 1L, Long::sum);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(HistoryChanged change) {
        EpisodeTable table = kept.getIfPresent(change.projectId());
        if (table != null) {
            table.changed(change.from());
        }
    }
}
