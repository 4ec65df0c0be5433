package dev.winnow.finding;

import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Walks over the ids of findings that a filter lets through, worst first, then in the order they were found. What a filter
 * chooses are ranges of an index, one for each severity, kind and answer to whether it is silenced: a page reads the start
 * of each and costs the same whatever they hold.
 */
@Repository
class FindingOrder {
    /** Sets of up to so many findings are looked up one by one, in one statement. */
    private static final int SMALL = 1_000;

    /** How many findings of the ranges are held against a large set at a time: from few, for those who start there. */
    private static final int FIRST_STEP = 100;

    private static final int LONGEST_STEP = 4_000;

    private final JdbcClient jdbc;
    private final GuardFindings guards;

    FindingOrder(JdbcClient jdbc, GuardFindings guards) {
        this.jdbc = jdbc;
        this.guards = guards;
    }

    /**
     * @param project null for all projects
     * @param after null for the first page
     */
    List<Long> ids(@Nullable Long project, FindingFilter filter, Findings.@Nullable After after, int limit) {
        String guard = filter.guard();
        if (guard == null) {
            return bySeverity(
                    filter, after, limit, (severity, from, left) -> range(project, filter, severity, from, left));
        }
        FindingSet set = guards.of(project, guard, filter.status());
        return set.size() <= SMALL
                ? lookedUp(set, filter, after, limit)
                : bySeverity(
                        filter,
                        after,
                        limit,
                        (severity, from, left) -> common(set, project, filter, severity, from, left));
    }

    @FunctionalInterface
    private interface Part {
        /** Ids of one severity behind an id, in order. */
        List<Long> read(Severity severity, long afterId, int limit);
    }

    private static List<Long> bySeverity(FindingFilter filter, Findings.@Nullable After after, int limit, Part part) {
        var ids = new ArrayList<Long>(limit);
        for (Severity severity : filter.wanted()) {
            if (after != null && severity.compareTo(after.severity()) < 0) {
                continue;
            }
            long from = after != null && severity == after.severity() ? after.id() : 0;
            ids.addAll(part.read(severity, from, limit - ids.size()));
            if (ids.size() >= limit) {
                break;
            }
        }
        return ids;
    }

    private List<Long> range(@Nullable Long project, FindingFilter filter, Severity severity, long afterId, int limit) {
        String where = project == null ? "" : "project_id = ? and ";
        String order = project == null ? "" : "project_id, ";
        String one = "(select finding_id from finding_state where " + where + "status = ? and severity = ? and kind = ?"
                + " and silenced = ? and finding_id > ?"
                + " order by " + order + "status, severity, kind, silenced, finding_id fetch first ? rows only)";
        var parameters = new ArrayList<Object>();
        for (Kind kind : filter.kinds()) {
            for (boolean silenced : filter.silencing()) {
                if (project != null) {
                    parameters.add(project);
                }
                Collections.addAll(
                        parameters,
                        filter.status().ordinal(),
                        severity.ordinal(),
                        kind.ordinal(),
                        silenced,
                        afterId,
                        limit);
            }
        }
        int ranges = filter.kinds().size() * filter.silencing().size();
        parameters.add(limit);
        return jdbc.sql("select finding_id from (" + String.join(" union all ", Collections.nCopies(ranges, one))
                        + ") ranges order by finding_id fetch first ? rows only")
                .params(parameters)
                .query((row, n) -> row.getLong(1))
                .list();
    }

    /** What the ranges and a large set have in common. Each is passed over where the other has nothing. */
    private List<Long> common(
            FindingSet set, @Nullable Long project, FindingFilter filter, Severity severity, long afterId, int limit) {
        var ids = new ArrayList<Long>(limit);
        int step = Math.max(limit, FIRST_STEP);
        OptionalLong next = set.after(afterId);
        while (next.isPresent() && ids.size() < limit) {
            List<Long> some = range(project, filter, severity, next.getAsLong() - 1, step);
            some.stream().filter(set::contains).limit(limit - ids.size()).forEach(ids::add);
            if (some.size() < step) {
                break;
            }
            next = set.after(some.getLast());
            step = Math.min(2 * step, LONGEST_STEP);
        }
        return ids;
    }

    private record State(long id, Severity severity) {}

    private List<Long> lookedUp(FindingSet set, FindingFilter filter, Findings.@Nullable After after, int limit) {
        var order = Comparator.comparing(State::severity).thenComparingLong(State::id);
        List<Long> ids = set.ids().boxed().toList();
        var states = new ArrayList<State>();
        if (ids.isEmpty()) {
            return ids;
        }
        jdbc.sql("select finding_id, severity, kind, silenced, status from finding_state where finding_id in (:ids)")
                .param("ids", ids)
                .query(row -> {
                    var state = new State(row.getLong(1), Severity.values()[row.getInt(2)]);
                    if (filter.wanted().contains(state.severity())
                            && filter.kinds().contains(Kind.values()[row.getInt(3)])
                            && filter.silencing().contains(row.getBoolean(4))
                            && filter.status().ordinal() == row.getInt(5)) {
                        states.add(state);
                    }
                });
        return states.stream()
                .filter(state -> after == null || order.compare(state, new State(after.id(), after.severity())) > 0)
                .sorted(order)
                .limit(limit)
                .map(State::id)
                .toList();
    }
}
