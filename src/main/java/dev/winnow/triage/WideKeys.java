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

    /** The newest decision for each key. */
    Map<WideKey, Long> all() {
        var keys = new HashMap<WideKey, Long>();
        jdbc.sql("select key_high, key_low, decision_id from decision_key").query(row -> {
            keys.merge(new WideKey(row.getLong(1), row.getLong(2)), row.getLong(3), Math::max);
        });
        return keys;
    }

    boolean any() {
        return jdbc.sql("select 1 from decision_key fetch first 1 rows only")
                .query((row, n) -> row.getInt(1))
                .optional()
                .isPresent();
    }
}
