package dev.winnow.finding;

import dev.winnow.importers.Rule;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
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

    /** Starts giving rules their ids, for one import. */
    Session session() {
        return new Session();
    }

    /** Gives rules their ids and adds those that are new, in batches. */
    final class Session {
        private static final int REMEMBERED = 20_000;

        private final MessageDigest sha256;
        private final Map<Rule, Long> ids = new IdentityHashMap<>();
        private final Set<Long> stored = new HashSet<>();
        private final Map<Long, Row> fresh = new HashMap<>();

        private Session() {
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        /** The rule's id; its row is there after the next {@link #flush}. */
        long id(Rule rule) {
            Long known = ids.get(rule);
            if (known != null) {
                return known;
            }
            byte[] details = StoredJson.write(rule);
            long id = ByteBuffer.wrap(sha256.digest(details)).getLong();
            if (ids.size() >= REMEMBERED) {
                ids.clear();
            }
            ids.put(rule, id);
            if (!stored.contains(id)) {
                fresh.put(id, new Row(id, Cut.to(rule.id(), 300), details));
            }
            return id;
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
            List<Row> missing = fresh.values().stream()
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

    private record Row(long id, String ruleId, byte[] details) {}
}
