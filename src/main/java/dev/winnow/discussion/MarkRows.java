package dev.winnow.discussion;

import dev.winnow.finding.FindingId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who sees to findings, and their labels. */
@Repository
class MarkRows {
    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    MarkRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    private static void inBatches(Collection<Long> ids, Consumer<List<Long>> each) {
        List<Long> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += BATCH) {
            each.accept(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
    }

    /** Login names by finding; those that are nobody's are left out. */
    Map<Long, String> assignees(Collection<Long> ids) {
        var found = new HashMap<Long, String>();
        inBatches(
                ids,
                some -> jdbc.sql("select finding_id, login from finding_assignee where finding_id in (:ids)")
                        .param("ids", some)
                        .query(row -> {
                            found.put(row.getLong(1), row.getString(2));
                        }));
        return found;
    }

    /** Labels by finding; those without are left out. */
    Map<Long, SortedSet<String>> labels(Collection<Long> ids) {
        var found = new HashMap<Long, SortedSet<String>>();
        inBatches(
                ids,
                some -> jdbc.sql("select finding_id, label from finding_label where finding_id in (:ids)")
                        .param("ids", some)
                        .query(row -> {
                            found.computeIfAbsent(row.getLong(1), id -> new TreeSet<>())
                                    .add(row.getString(2));
                        }));
        return found;
    }

    void unassign(Collection<Long> ids) {
        batch("delete from finding_assignee where finding_id = ?", ids.stream().map(id -> new Object[] {id}));
    }

    /** Those are nobody's. */
    void assign(Collection<Long> ids, String login, String by, Instant at) {
        batch(
                "insert into finding_assignee (finding_id, login, assigned_by, assigned_at) values (?, ?, ?, ?)",
                ids.stream().map(id -> new Object[] {id, login, by, CommentRows.column(at)}));
    }

    /** One label of one finding. */
    record Pair(long findingId, String label) {}

    /** They have none of them. */
    void add(Collection<Pair> pairs) {
        batch(
                "insert into finding_label (finding_id, label) values (?, ?)",
                pairs.stream().map(pair -> new Object[] {pair.findingId(), pair.label()}));
    }

    void remove(Collection<Pair> pairs) {
        batch(
                "delete from finding_label where finding_id = ? and label = ?",
                pairs.stream().map(pair -> new Object[] {pair.findingId(), pair.label()}));
    }

    private void batch(String sql, java.util.stream.Stream<Object[]> rows) {
        var some = new ArrayList<Object[]>();
        rows.forEach(row -> {
            some.add(row);
            if (some.size() == BATCH) {
                batches.batchUpdate(sql, some);
                some.clear();
            }
        });
        if (!some.isEmpty()) {
            batches.batchUpdate(sql, some);
        }
    }

    /** What the absorbed one had is the survivor's, but for an assignee where it has one. */
    void join(long absorbed, long survivor) {
        if (assignees(List.of(survivor)).isEmpty()) {
            jdbc.sql("update finding_assignee set finding_id = ? where finding_id = ?")
                    .params(survivor, absorbed)
                    .update();
        } else {
            unassign(List.of(absorbed));
        }
        jdbc.sql("delete from finding_label where finding_id = ? and label in"
                        + " (select l.label from finding_label l where l.finding_id = ?)")
                .params(absorbed, survivor)
                .update();
        jdbc.sql("update finding_label set finding_id = ? where finding_id = ?")
                .params(survivor, absorbed)
                .update();
    }

    /**
     * Notes that findings of the project have these labels, for suggestions. Two who bring the same new one at once both
     * note it, which does no harm.
     */
    void used(long projectId, Collection<String> labels, Instant at) {
        for (String label : labels) {
            int known = jdbc.sql("update project_label set used_at = ? where project_id = ? and label = ?")
                    .params(CommentRows.column(at), projectId, label)
                    .update();
            if (known == 0) {
                jdbc.sql("insert into project_label (project_id, label, used_at) values (?, ?, ?)")
                        .params(projectId, label, CommentRows.column(at))
                        .update();
            }
        }
    }

    /** Forgets labels that no finding of the project has any more. */
    void unused(long projectId, Collection<String> labels) {
        for (String label : labels) {
            jdbc.sql("delete from project_label where project_id = ? and label = ? and not exists"
                            + " (select 1 from finding_label l where l.label = ? and l.finding_id between ? and ?)")
                    .params(
                            projectId,
                            label,
                            label,
                            FindingId.of(projectId, 0),
                            FindingId.of(projectId, Integer.MAX_VALUE))
                    .update();
        }
    }

    /** Labels that hold the part, those used last first. */
    List<String> suggestions(Collection<Long> projectIds, String part, int limit) {
        return projectIds.isEmpty()
                ? List.of()
                : jdbc.sql("select label from project_label where project_id in (:projects) and"
                                + " (:part = '' or position(:part in label) > 0)"
                                + " group by label order by max(used_at) desc, label fetch first :limit rows only")
                        .param("projects", projectIds)
                        .param("part", part)
                        .param("limit", limit)
                        .query((row, n) -> row.getString(1))
                        .list();
    }
}
