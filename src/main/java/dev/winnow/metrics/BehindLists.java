package dev.winnow.metrics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The lists of episodes that were asked for a moment ago, so that their further pages are not counted anew. A list is of
 * the episodes as they were: where one of them has changed since, be it by an import or a decision, it is not found again.
 */
@Component
class BehindLists {
    /** Entries over all lists, by how large the heap is: some 120 bytes each. */
    private static final long MOST = Math.max(50_000, Runtime.getRuntime().maxMemory() / 32 / 120);

    private static final Duration KEPT = Duration.ofMinutes(2);

    private final ProjectEpisodes episodes;
    private final EpisodeTables tables;
    private final TargetStore targets;
    private final Clock clock;
    private final Cache<Key, List<Behind>> kept = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((Key key, List<Behind> list) -> Math.max(100, list.size()))
            .expireAfterWrite(KEPT)
            .build();

    BehindLists(ProjectEpisodes episodes, EpisodeTables tables, TargetStore targets, Clock clock) {
        this.episodes = episodes;
        this.tables = tables;
        this.targets = targets;
        this.clock = clock;
    }

    /**
     * @param now the minute, as what is open and due depends on it
     * @param known of each project its episodes and what was silenced: the objects themselves, not what is in them
     */
    private record Key(MetricsQuestion question, Object what, Targets targets, Instant now, List<Object> known) {}

    /** @param what number and order. @param count is asked where there is no such list */
    List<Behind> of(MetricsQuestion question, Object what, Supplier<List<Behind>> count) {
        if (question.category().isPresent()) {
            // A guard's category may change while no episode does.
            return count.get();
        }
        List<Object> facts = episodes.projects(question).stream()
                .map(project -> tables.of(project.id()))
                .flatMap(now -> Stream.<Object>of(now.orders().opened().facts(), now.silenced()))
                .toList();
        var key = new Key(question, what, targets.get(), clock.instant().truncatedTo(ChronoUnit.MINUTES), facts);
        List<Behind> known = kept.getIfPresent(key);
        if (known == null) {
            // Counted outside the cache: it reads the database, which others need not wait for.
            known = count.get();
            kept.put(key, known);
        }
        return known;
    }
}
