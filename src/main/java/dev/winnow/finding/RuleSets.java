package dev.winnow.finding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Which findings of a project are of which rule: sets of numbers, held in memory and kept like the database. A project is
 * read once, from an index alone; later only what was written since.
 */
@Component
class RuleSets {
    /** Findings whose rules are held. They cost a few bytes each. */
    private static final long HELD = 5_000_000;

    private static final int BATCH = 1_000;

    /** Projects that are read with one statement. */
    private static final int TOGETHER = 100;

    private final JdbcClient jdbc;
    private final Cache<Long, Held> projects = Caffeine.newBuilder()
            .maximumWeight(HELD)
            .<Long, Held>weigher((id, held) -> 1 + held.size)
            .build();

    RuleSets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By project and rule, as the tool spells it. The maps and their sets are not to be changed. */
    Map<Long, Map<String, RoaringBitmap>> of(Collection<Long> wanted) {
        var held = new LinkedHashMap<Long, Held>();
        wanted.forEach(id -> held.put(id, projects.get(id, project -> new Held())));
        List<Long> unread = held.keySet().stream()
                .filter(id -> !Objects.requireNonNull(held.get(id)).read)
                .toList();
        for (int from = 0; from < unread.size(); from += TOGETHER) {
            List<Long> some = unread.subList(from, Math.min(unread.size(), from + TOGETHER));
            Map<Long, Map<String, RoaringBitmap>> sets = all(some);
            some.forEach(id -> Objects.requireNonNull(held.get(id)).first(sets.getOrDefault(id, Map.of())));
        }
        var now = new HashMap<Long, Map<String, RoaringBitmap>>();
        held.forEach((id, its) -> {
            now.put(id, its.now(id));
            // What is held weighs something only once it is read.
            projects.asMap().computeIfPresent(id, (project, same) -> same);
        });
        return now;
    }

    @TransactionalEventListener
    void written(FindingsWritten event) {
        Held held = projects.getIfPresent(event.projectId());
        if (held != null) {
            held.stale.add(event.numbers());
        }
    }

    /** The rules of one project. */
    private final class Held {
        /** Findings that were written since they were read here; told after the commit that wrote them. */
        private final Queue<RoaringBitmap> stale = new ConcurrentLinkedQueue<>();

        private Map<String, RoaringBitmap> sets = Map.of();
        private volatile boolean read;
        private volatile int size;

        /** @param all that the database had after this was made */
        synchronized void first(Map<String, RoaringBitmap> all) {
            if (!read) {
                sets = all;
                read = true;
            }
        }

        synchronized Map<String, RoaringBitmap> now(long projectId) {
            // Before the database is asked: what is told later is asked for again.
            RoaringBitmap changed = drained();
            if (changed.getCardinality() > size / 2 + BATCH) {
                sets = all(List.of(projectId)).getOrDefault(projectId, Map.of());
            } else if (!changed.isEmpty()) {
                sets = with(changed, some(projectId, changed));
            }
            size = sets.values().stream()
                    .mapToInt(RoaringBitmap::getCardinality)
                    .sum();
            return sets;
        }

        private RoaringBitmap drained() {
            var changed = new RoaringBitmap();
            for (RoaringBitmap one = stale.poll(); one != null; one = stale.poll()) {
                changed.or(one);
            }
            return changed;
        }

        /** The sets with these findings in none but the new ones; others may read the old sets meanwhile. */
        private Map<String, RoaringBitmap> with(RoaringBitmap changed, Map<String, RoaringBitmap> now) {
            var all = new HashMap<String, RoaringBitmap>();
            sets.forEach((rule, numbers) -> {
                RoaringBitmap left =
                        RoaringBitmap.intersects(numbers, changed) ? RoaringBitmap.andNot(numbers, changed) : numbers;
                if (!left.isEmpty()) {
                    all.put(rule, left);
                }
            });
            now.forEach((rule, numbers) -> all.merge(rule, numbers, RuleSets::both));
            return all;
        }
    }

    private static RoaringBitmap both(RoaringBitmap one, RoaringBitmap other) {
        return RoaringBitmap.or(one, other);
    }

    /** Each project is a range of the index of its own: H2 would hold each row against each value of a list. */
    private Map<Long, Map<String, RoaringBitmap>> all(List<Long> ids) {
        var all = new HashMap<Long, Map<String, RoaringBitmap>>();
        jdbc.sql(String.join(
                        " union all ",
                        Collections.nCopies(
                                ids.size(), "select f.rule_id, f.id from finding f where f.project_id = ?")))
                .params(ids)
                .query(row -> {
                    long id = row.getLong(2);
                    add(
                            all.computeIfAbsent(FindingId.project(id), project -> new HashMap<>()),
                            row.getString(1),
                            FindingId.number(id));
                });
        return all;
    }

    private static void add(Map<String, RoaringBitmap> sets, String rule, int number) {
        sets.computeIfAbsent(rule, key -> new RoaringBitmap()).add(number);
    }

    private Map<String, RoaringBitmap> some(long projectId, RoaringBitmap numbers) {
        var sets = new HashMap<String, RoaringBitmap>();
        var ids = new ArrayList<Long>(BATCH);
        for (int number : numbers) {
            ids.add(FindingId.of(projectId, number));
            if (ids.size() == BATCH) {
                some(ids).forEach((rule, its) -> sets.merge(rule, its, RuleSets::both));
                ids.clear();
            }
        }
        some(ids).forEach((rule, its) -> sets.merge(rule, its, RuleSets::both));
        sets.values().forEach(its -> its.and(numbers));
        return sets;
    }

    private Map<String, RoaringBitmap> some(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Among among = Among.of(ids);
        var sets = new HashMap<String, RoaringBitmap>();
        jdbc.sql("select rule_id, id from finding where id" + among.condition())
                .params(among.parameters())
                .query(row -> {
                    add(sets, row.getString(1), FindingId.number(row.getLong(2)));
                });
        return sets;
    }
}
