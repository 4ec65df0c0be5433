package dev.winnow.triage;

import dev.winnow.finding.Bitmaps;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which findings silence rules and VEX statements match: a set of numbers for each rule and project. */
@Repository
class RuleHits {
    /** A hit is noted anew after this. */
    private static final Duration HIT_AGAIN = Duration.ofHours(1);

    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;

    RuleHits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Findings of a project that are silenced without a decision.
     *
     * @param documents by statements of VEX documents
     * @param rules by rules of people
     * @param wrong those of them that are silenced as errors of the guard; of both, documents speak first
     */
    record InForce(RoaringBitmap documents, RoaringBitmap rules, RoaringBitmap wrong) {}

    /** What rules in force match. */
    InForce inForce(long projectId) {
        var documents = new RoaringBitmap();
        var rules = new RoaringBitmap();
        var documentsWrong = new RoaringBitmap();
        var rulesWrong = new RoaringBitmap();
        jdbc.sql("""
                        select h.numbers, r.statement, r.reason from silence_hit h join silence_rule r on r.id = h.rule_id
                        where h.project_id = ? and r.ended_at is null""").param(projectId).query(row -> {
            RoaringBitmap numbers = set(row.getBytes(1));
            boolean ofDocument = row.getBoolean(2);
            (ofDocument ? documents : rules).or(numbers);
            if (SilenceRule.saysFalsePositive(row.getString(3), ofDocument)) {
                (ofDocument ? documentsWrong : rulesWrong).or(numbers);
            }
        });
        rulesWrong.andNot(documents);
        documentsWrong.or(rulesWrong);
        return new InForce(documents, rules, documentsWrong);
    }

    /** By rule, what each matches in the project. */
    Map<Long, RoaringBitmap> ofProject(long projectId) {
        var hits = new HashMap<Long, RoaringBitmap>();
        jdbc.sql("select rule_id, numbers from silence_hit where project_id = ?")
                .param(projectId)
                .query(row -> {
                    hits.put(row.getLong(1), set(row.getBytes(2)));
                });
        return hits;
    }

    /** By project, what the rule matches. */
    Map<Long, RoaringBitmap> ofRule(long ruleId) {
        var hits = new HashMap<Long, RoaringBitmap>();
        jdbc.sql("select project_id, numbers from silence_hit where rule_id = ?")
                .param(ruleId)
                .query(row -> {
                    hits.put(row.getLong(1), set(row.getBytes(2)));
                });
        return hits;
    }

    /** By rule and project, how many findings each of these rules matches. */
    Map<Long, Map<Long, Integer>> countsByProject(List<Long> rules) {
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

    /** How many findings each of these rules matches. */
    Map<Long, Long> counts(List<Long> rules) {
        if (rules.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select rule_id, sum(found) from silence_hit where rule_id in (:rules) group by rule_id")
                .param("rules", rules)
                .query((row, n) -> Map.entry(row.getLong(1), row.getLong(2)))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void replace(long ruleId, long projectId, RoaringBitmap numbers) {
        jdbc.sql("delete from silence_hit where rule_id = ? and project_id = ?")
                .params(ruleId, projectId)
                .update();
        if (!numbers.isEmpty()) {
            jdbc.sql("insert into silence_hit (rule_id, project_id, found, numbers) values (?, ?, ?, ?)")
                    .params(ruleId, projectId, numbers.getCardinality(), Bitmaps.bytes(numbers))
                    .update();
        }
    }

    /** Lets a rule that is about all projects hold in this one no more. */
    void except(long ruleId, long projectId) {
        jdbc.sql("delete from silence_except where project_id = ? and rule_id = ?")
                .params(projectId, ruleId)
                .update();
        jdbc.sql("insert into silence_except (project_id, rule_id) values (?, ?)")
                .params(projectId, ruleId)
                .update();
        replace(ruleId, projectId, new RoaringBitmap());
    }

    /** Rules about all projects that do not hold in this one. */
    Set<Long> exceptedIn(long projectId) {
        return Set.copyOf(jdbc.sql("select rule_id from silence_except where project_id = ?")
                .param(projectId)
                .query(Long.class)
                .list());
    }

    /**
     * Notes that a scan reported what these rules silence. To the hour: imports of many projects at once would else wait
     * for each other at the rules that are about all.
     */
    void hitAt(Collection<SilenceRule> rules, Instant at) {
        List<Long> due = rules.stream()
                .filter(rule -> rule.lastHit()
                        .map(last -> last.isBefore(at.minus(HIT_AGAIN)))
                        .orElse(true))
                .map(SilenceRule::id)
                .sorted()
                .toList();
        for (int from = 0; from < due.size(); from += BATCH) {
            jdbc.sql("update silence_rule set last_hit_at = :at where id in (:ids)"
                            + " and (last_hit_at is null or last_hit_at < :at)")
                    .param("at", DecisionRows.column(at))
                    .param("ids", due.subList(from, Math.min(due.size(), from + BATCH)))
                    .update();
        }
    }

    /** Replaces the numbers of absorbed findings. */
    void join(long projectId, Map<Integer, Integer> survivors) {
        ofProject(projectId).forEach((rule, numbers) -> {
            RoaringBitmap joined = numbers.clone();
            survivors.forEach((absorbed, survivor) -> {
                if (joined.checkedRemove(absorbed)) {
                    joined.add((int) survivor);
                }
            });
            if (!joined.equals(numbers)) {
                replace(rule, projectId, joined);
            }
        });
    }

    private static RoaringBitmap set(byte[] bytes) {
        return Bitmaps.read(ByteBuffer.wrap(bytes));
    }
}
