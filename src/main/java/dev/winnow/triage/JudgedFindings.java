package dev.winnow.triage;

import dev.winnow.finding.Bitmaps;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.TriageState;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * What people say of findings as a whole: sets of numbers by what is said, whether by a decision, a silence rule or a VEX
 * document. As everywhere a decision comes first, then documents, then rules.
 */
@Service
public class JudgedFindings {
    private final JdbcClient jdbc;
    private final RuleRows rules;
    private final OpinionSets opinions;

    JudgedFindings(JdbcClient jdbc, RuleRows rules, OpinionSets opinions) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.opinions = opinions;
    }

    /** What is said of a finding. The order is part of the database. */
    public enum Opinion {
        FALSE_POSITIVE,
        /** Somebody looked and says that it is real. */
        CONFIRMED,
        ACCEPTED_RISK,
        WONT_FIX,
        AUTHORISED,
        /** A rule or document silences it, and does not say that the guard is wrong. */
        SILENCED;

        /** Of a decision; empty where there is none in force. */
        static Optional<Opinion> of(TriageState state) {
            return switch (state) {
                case FALSE_POSITIVE -> Optional.of(FALSE_POSITIVE);
                case CONFIRMED -> Optional.of(CONFIRMED);
                case ACCEPTED_RISK -> Optional.of(ACCEPTED_RISK);
                case WONT_FIX -> Optional.of(WONT_FIX);
                case AUTHORISED -> Optional.of(AUTHORISED);
                case NEW, PROPOSED, RETURNED, RULE, VEX -> Optional.empty();
            };
        }
    }

    /** Why something is said of a finding, and who says so. */
    public record Why(String reason, String author) {}

    /** What is said in each project; findings of which nothing is said are in no set, and no finding is in two. */
    public Map<Long, Map<Opinion, RoaringBitmap>> of(Set<Long> projects) {
        return opinions.of(projects);
    }

    /** Why these findings are judged as they are; those that nobody judged are left out. */
    public Map<Long, Why> why(Collection<Long> findingIds) {
        var why = new HashMap<Long, Why>();
        if (findingIds.isEmpty()) {
            return why;
        }
        jdbc.sql("select j.finding_id, d.reason, d.author from judgement j join decision d on d.id = j.decision_id"
                        + " where j.finding_id in (:ids) and j.began_at is not null and j.ended_at is null")
                .param("ids", List.copyOf(findingIds))
                .query(row -> {
                    why.put(row.getLong(1), new Why(row.getString(2), row.getString(3)));
                });
        List<Long> others =
                findingIds.stream().filter(id -> !why.containsKey(id)).toList();
        if (!others.isEmpty()) {
            why.putAll(byRules(others));
        }
        return why;
    }

    private Map<Long, Why> byRules(List<Long> findingIds) {
        var why = new HashMap<Long, Why>();
        var speaks = new HashMap<Long, SilenceRule>();
        Set<Long> projects = findingIds.stream().map(FindingId::project).collect(Collectors.toSet());
        Map<Long, SilenceRule> inForce =
                rules.inForce().stream().collect(Collectors.toMap(SilenceRule::id, rule -> rule));
        jdbc.sql("select rule_id, project_id, numbers from silence_hit where project_id in (:projects)")
                .param("projects", projects)
                .query(row -> {
                    SilenceRule rule = inForce.get(row.getLong(1));
                    if (rule == null) {
                        return;
                    }
                    long project = row.getLong(2);
                    RoaringBitmap numbers = numbers(row.getBytes(3));
                    findingIds.stream()
                            .filter(id -> FindingId.project(id) == project && numbers.contains(FindingId.number(id)))
                            .forEach(id -> speaks.merge(id, rule, (one, other) -> rank(one, other) >= 0 ? one : other));
                });
        speaks.forEach((id, rule) -> why.put(id, new Why(rule.reason(), rule.owner())));
        return why;
    }

    /** What speaks last comes last: rules before documents, and those that blame the guard after those that do not. */
    private static int rank(SilenceRule one, SilenceRule other) {
        int byKind =
                Boolean.compare(one.document().isPresent(), other.document().isPresent());
        return byKind != 0 ? byKind : Boolean.compare(one.saysFalsePositive(), other.saysFalsePositive());
    }

    private static RoaringBitmap numbers(byte[] bytes) {
        return Bitmaps.read(ByteBuffer.wrap(bytes));
    }
}
