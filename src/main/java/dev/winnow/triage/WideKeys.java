package dev.winnow.triage;

import dev.winnow.finding.identity.WideKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** By which keys decisions that hold everywhere find what appears later. */
@Repository
class WideKeys {
    private static final String SELECT = "select key_high, key_low, decision_id from decision_key";
    private static final int TOGETHER = 1_000;

    /** Keys from which on all decisions are read instead. */
    private static final int MANY = 10_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    WideKeys(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void add(long decisionId, Collection<WideKey> keys) {
        batches.batchUpdate(
                "insert into decision_key (key_high, key_low, decision_id) values (?, ?, ?)",
                List.copyOf(keys),
                1_000,
                (statement, key) -> {
                    statement.setLong(1, key.high());
                    statement.setLong(2, key.low());
                    statement.setLong(3, decisionId);
                });
    }

    void remove(long decisionId) {
        jdbc.sql("delete from decision_key where decision_id = ?")
                .param(decisionId)
                .update();
    }

    /** The newest decision for each of these keys that has one. */
    Map<WideKey, Long> of(Collection<WideKey> keys) {
        var decisions = new HashMap<WideKey, Long>();
        if (keys.size() > MANY) {
            // A first import: most have none, and one reading is cheaper than thousands of questions.
            read(decisions, jdbc.sql(SELECT));
            return decisions;
        }
        List<Long> highs = keys.stream().map(WideKey::high).distinct().sorted().toList();
        for (int from = 0; from < highs.size(); from += TOGETHER) {
            read(
                    decisions,
                    jdbc.sql(SELECT + " where key_high in (:highs)")
                            .param("highs", highs.subList(from, Math.min(highs.size(), from + TOGETHER))));
        }
        return decisions;
    }

    private static void read(Map<WideKey, Long> decisions, JdbcClient.StatementSpec statement) {
        statement.query(row -> {
            decisions.merge(new WideKey(row.getLong(1), row.getLong(2)), row.getLong(3), Math::max);
        });
    }

    boolean any() {
        return jdbc.sql("select 1 from decision_key fetch first 1 rows only")
                .query((row, n) -> row.getInt(1))
                .optional()
                .isPresent();
    }
}
