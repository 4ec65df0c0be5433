package dev.winnow.triage;

import dev.winnow.finding.Bitmaps;
import java.nio.ByteBuffer;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What silences for statements of VEX documents, in the database: written a thousand rows at a time. */
@Repository
class StatementRows {
    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    StatementRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** @return their ids, in their order */
    List<Long> insert(long documentId, String owner, List<StatementRules.Statement> statements, Instant at) {
        batches.batchUpdate("""
                insert into silence_rule (name, statement, document_id, m_project, m_package, m_versions,
                m_vulnerability, reason, owner, created_at, changed_at) values (?, true, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", statements, BATCH, (row, statement) -> {
            Match match = statement.match();
            row.setString(1, statement.name());
            row.setLong(2, documentId);
            row.setObject(3, match.project().orElse(null), Types.VARCHAR);
            row.setObject(4, match.packageName().orElse(null), Types.VARCHAR);
            row.setObject(5, match.versions().orElse(null), Types.VARCHAR);
            row.setObject(6, match.vulnerability().orElse(null), Types.VARCHAR);
            row.setString(7, statement.reason());
            row.setString(8, owner);
            row.setObject(9, DecisionRows.column(at));
            row.setObject(10, DecisionRows.column(at));
        });
        // Rows of one transaction get growing numbers.
        List<Long> ids = jdbc.sql("select id from silence_rule where document_id = ? order by id")
                .param(documentId)
                .query((row, n) -> row.getLong(1))
                .list();
        if (ids.size() != statements.size()) {
            throw new IllegalStateException("a document's statements are made at once");
        }
        return ids;
    }

    /** Ends rules. @return by project, what they silenced */
    Map<Long, RoaringBitmap> end(Collection<Long> rules, Instant at) {
        var had = new HashMap<Long, RoaringBitmap>();
        for (List<Long> some : batches(rules)) {
            jdbc.sql("select project_id, numbers from silence_hit where rule_id in (:rules)")
                    .param("rules", some)
                    .query(row -> {
                        had.computeIfAbsent(row.getLong(1), id -> new RoaringBitmap())
                                .or(Bitmaps.read(ByteBuffer.wrap(row.getBytes(2))));
                    });
            jdbc.sql(
                            "update silence_rule set ended_at = :at, changed_at = :at where id in (:rules) and ended_at is null")
                    .param("at", DecisionRows.column(at))
                    .param("rules", some)
                    .update();
        }
        return had;
    }

    /** Lets rules that are about all projects hold in this one no more. @return what they silenced there */
    RoaringBitmap except(long projectId, Set<Long> rules) {
        var had = new RoaringBitmap();
        for (List<Long> some : batches(rules)) {
            jdbc.sql("select numbers from silence_hit where project_id = :project and rule_id in (:rules)")
                    .param("project", projectId)
                    .param("rules", some)
                    .query(row -> {
                        had.or(Bitmaps.read(ByteBuffer.wrap(row.getBytes(1))));
                    });
            for (String table : List.of("silence_hit", "silence_except")) {
                jdbc.sql("delete from " + table + " where project_id = :project and rule_id in (:rules)")
                        .param("project", projectId)
                        .param("rules", some)
                        .update();
            }
        }
        batches.batchUpdate(
                "insert into silence_except (project_id, rule_id) values (?, ?)", rules, BATCH, (row, rule) -> {
                    row.setLong(1, projectId);
                    row.setLong(2, rule);
                });
        return had;
    }

    /** @param hits by rule, of rules that had none in the project; none is empty */
    void insert(long projectId, Map<Long, RoaringBitmap> hits) {
        batches.batchUpdate(
                "insert into silence_hit (rule_id, project_id, found, numbers) values (?, ?, ?, ?)",
                hits.entrySet(),
                BATCH,
                (row, hit) -> {
                    row.setLong(1, hit.getKey());
                    row.setLong(2, projectId);
                    row.setInt(3, hit.getValue().getCardinality());
                    row.setBytes(4, Bitmaps.bytes(hit.getValue()));
                });
    }

    /** By rule and project, how many findings each silences. */
    Map<Long, Map<Long, Integer>> counts(List<Long> rules) {
        var counts = new HashMap<Long, Map<Long, Integer>>();
        if (!rules.isEmpty()) {
            jdbc.sql("select rule_id, project_id, found from silence_hit where rule_id in (:rules)")
                    .param("rules", rules)
                    .query(row -> {
                        counts.computeIfAbsent(row.getLong(1), id -> new HashMap<>())
                                .put(row.getLong(2), row.getInt(3));
                    });
        }
        return counts;
    }

    /** Differs once another import of the project is there. */
    String importsOf(String project) {
        return jdbc.sql("""
                        select count(*), coalesce(sum(id), 0) from scan
                        where asked_project = ? and status = 'IMPORTED'""")
                .param(project)
                .query((row, n) -> row.getLong(1) + " " + row.getString(2))
                .single();
    }

    private static List<List<Long>> batches(Collection<Long> all) {
        var list = List.copyOf(all);
        var batches = new ArrayList<List<Long>>();
        for (int from = 0; from < list.size(); from += BATCH) {
            batches.add(list.subList(from, Math.min(list.size(), from + BATCH)));
        }
        return batches;
    }
}
