package dev.winnow.finding;

import dev.winnow.importers.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rules by the hash of their text, so that a description that a thousand findings share is kept once. Rows are only ever
 * added, in transactions of their own: one that no finding refers to does no harm.
 */
@Repository
class RuleStore {
    private final JdbcTemplate jdbc;
    private final TransactionTemplate apart;

    /** Two imports may bring the same new rule at once. */
    private final ReentrantLock adding = new ReentrantLock();

    RuleStore(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    Rule read(byte[] details) {
        return StoredJson.read(details, Rule.class);
    }

    /** Starts adding rules, for one import. */
    Session session() {
        return new Session();
    }

    /** Adds rules that are not there yet, in batches. */
    final class Session {
        private final Set<Long> stored = new HashSet<>();
        private final Map<Long, RuleText> fresh = new HashMap<>();

        private Session() {}

        /** Wants the rule's row to be there after the next {@link #flush}. */
        void want(RuleText rule) {
            if (!stored.contains(rule.id())) {
                fresh.put(rule.id(), rule);
            }
        }

        void flush() {
            if (fresh.isEmpty()) {
                return;
            }
            adding.lock();
            try {
                apart.executeWithoutResult(status -> add());
            } finally {
                adding.unlock();
            }
            stored.addAll(fresh.keySet());
            fresh.clear();
        }

        private void add() {
            List<Long> wanted = new ArrayList<>(fresh.keySet());
            Set<Long> present = new HashSet<>(new NamedParameterJdbcTemplate(jdbc)
                    .queryForList(
                            "select id from rule where id in (:ids)",
                            Collections.singletonMap("ids", wanted),
                            Long.class));
            List<RuleText> missing = fresh.values().stream()
                    .filter(row -> !present.contains(row.id()))
                    .toList();
            jdbc.batchUpdate(
                    "insert into rule (id, rule_id, details) values (?, ?, ?)",
                    missing,
                    Math.max(1, missing.size()),
                    (statement, row) -> {
                        statement.setLong(1, row.id());
                        statement.setString(2, row.ruleId());
                        statement.setBytes(3, row.details());
                    });
        }
    }
}
