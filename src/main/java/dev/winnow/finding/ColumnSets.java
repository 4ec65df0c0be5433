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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which findings of a project have which value in a column: sets of numbers, held in memory and kept like the database, but
 * for the moment between a commit and its telling. A project is read once; later only what was written since.
 */
final class ColumnSets {
    /** What is held: findings, which cost a few bytes each, and values, which cost some hundred. */
    private static final long HELD = 20_000_000;

    private static final int OF_A_VALUE = 50;

    private static final int BATCH = 1_000;

    /** Projects that are read with one statement. */
    private static final int TOGETHER = 100;

    private final JdbcClient jdbc;
    private final String column;
    private final String all;
    private final Function<Long, List<Long>> parameters;
    private final Cache<Long, Held> projects = Caffeine.newBuilder()
            .maximumWeight(HELD)
            .<Long, Held>weigher((id, held) -> 1 + held.size + OF_A_VALUE * held.values)
            .build();

    /**
     * @param all SQL for the value and the id of all findings of a project
     * @param parameters of it, for the project's id
     */
    ColumnSets(JdbcClient jdbc, String column, String all, Function<Long, List<Long>> parameters) {
        this.jdbc = jdbc;
        this.column = column;
        this.all = all;
        this.parameters = parameters;
    }

    /** By project and value; findings without one are in no set. The maps and their sets are not to be changed. */
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

    /** After the commit. */
    void written(FindingsWritten event) {
        Held held = projects.getIfPresent(event.projectId());
        if (held != null) {
            held.stale.add(event.numbers());
        }
    }

    /** The sets of one project. */
    private final class Held {
        /** Findings that were written since they were read here; told after the commit that wrote them. */
        private final Queue<RoaringBitmap> stale = new ConcurrentLinkedQueue<>();

        private Map<String, RoaringBitmap> sets = Map.of();
        private volatile boolean read;
        private volatile int size;
        private volatile int values;

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
            values = sets.size();
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
            now.forEach((rule, numbers) -> all.merge(rule, numbers, ColumnSets::both));
            return all;
        }
    }

    private static RoaringBitmap both(RoaringBitmap one, RoaringBitmap other) {
        return RoaringBitmap.or(one, other);
    }

    /** Each project is a range of an index of its own: H2 would hold each row against each value of a list. */
    private Map<Long, Map<String, RoaringBitmap>> all(List<Long> ids) {
        var sets = new HashMap<Long, Map<String, RoaringBitmap>>();
        jdbc.sql(String.join(" union all ", Collections.nCopies(ids.size(), all)))
                .params(ids.stream()
                        .flatMap(id -> parameters.apply(id).stream())
                        .toList())
                .query(row -> {
                    long id = row.getLong(2);
                    add(
                            sets.computeIfAbsent(FindingId.project(id), project -> new HashMap<>()),
                            row.getString(1),
                            FindingId.number(id));
                });
        return sets;
    }

    private static void add(Map<String, RoaringBitmap> sets, @Nullable String value, int number) {
        if (value != null) {
            sets.computeIfAbsent(value, key -> new RoaringBitmap()).add(number);
        }
    }

    private Map<String, RoaringBitmap> some(long projectId, RoaringBitmap numbers) {
        var sets = new HashMap<String, RoaringBitmap>();
        var ids = new ArrayList<Long>(BATCH);
        for (int number : numbers) {
            ids.add(FindingId.of(projectId, number));
            if (ids.size() == BATCH) {
                some(ids).forEach((rule, its) -> sets.merge(rule, its, ColumnSets::both));
                ids.clear();
            }
        }
        some(ids).forEach((rule, its) -> sets.merge(rule, its, ColumnSets::both));
        sets.values().forEach(its -> its.and(numbers));
        return sets;
    }

    private Map<String, RoaringBitmap> some(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Among among = Among.of(ids);
        var sets = new HashMap<String, RoaringBitmap>();
        jdbc.sql("select " + column + ", id from finding where id" + among.condition())
                .params(among.parameters())
                .query(row -> {
                    add(sets, row.getString(1), FindingId.number(row.getLong(2)));
                });
        return sets;
    }
}
