package dev.winnow.metrics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.winnow.finding.EpisodeFacts;
import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.FindingsChanged;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** The episodes of the projects that were asked for lately. */
@Component
class EpisodeTables {
    /** Episodes in memory over all projects, by how large the heap is: some 100 bytes each. */
    private static final long MOST = Math.max(200_000, Runtime.getRuntime().maxMemory() / 8 / 100);

    private final EpisodeFacts source;
    private final Cache<Long, EpisodeTable> kept = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((Long project, EpisodeTable table) -> Math.max(1_000, table.size()))
            .build();

    private final Map<Long, Long> changes = new ConcurrentHashMap<>();
    private final AtomicLong forgotten = new AtomicLong();

    EpisodeTables(EpisodeFacts source) {
        this.source = source;
    }

    /** Those of a project as they are now, in the order in which they opened. */
    Fact[] of(long projectId) {
        EpisodeTable table = kept.get(projectId, EpisodeTable::new);
        int before = table.size();
        Fact[] facts = table.facts(source);
        if (facts.length != before) {
            // So that its weight is what it holds.
            kept.asMap().computeIfPresent(projectId, (id, known) -> known);
        }
        return facts;
    }

    /** As long as it is the same, the episodes of a project are. */
    long version(long projectId) {
        return forgotten.get() + changes.getOrDefault(projectId, 0L);
    }

    /** Those of a project, read for this alone. */
    Fact[] anew(long projectId) {
        return new EpisodeTable(projectId).facts(source);
    }

    /** Whether for one more project others are let go of. */
    boolean isFull() {
        return kept.policy()
                .eviction()
                .filter(eviction -> eviction.weightedSize().orElse(0) >= MOST)
                .isPresent();
    }

    /** Lets go of all of them: each is read anew when it is asked for. */
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
}
