package dev.winnow.triage;

import dev.winnow.finding.FindingId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was decided and silenced in a time, for records that are to be kept. */
@Repository
public class TriageRecords {
    private static final int PAGE = 500;

    private final JdbcClient jdbc;
    private final DecisionRows decisions;
    private final RuleRows rules;
    private final RuleHits hits;

    TriageRecords(JdbcClient jdbc, DecisionRows decisions, RuleRows rules, RuleHits hits) {
        this.jdbc = jdbc;
        this.decisions = decisions;
        this.rules = rules;
        this.hits = hits;
    }

    /**
     * What a decision is for one finding.
     *
     * @param number of the finding
     * @param began empty while it waits for approval, and where it was rejected
     * @param why empty while it is in force
     * @param by the decision that took its place
     */
    public record On(
            int number, Optional<Instant> began, Optional<Instant> ended, Optional<Ending> why, Optional<Long> by) {}

    /** A decision, with the findings of one project that it is about, in order. */
    public record Decided(Decision decision, List<On> findings) {}

    /** A silence rule or a statement of a VEX document, with the findings of one project that it matches. */
    public record Silencing(SilenceRule rule, RoaringBitmap findings) {}

    /** Takes one after the other. */
    @FunctionalInterface
    public interface Sink<T> {
        void take(T one) throws IOException;
    }

    /**
     * Decisions that were in force or proposed at some instant of a time, oldest first.
     *
     * @param to not included
     * @param only about these findings; empty: about any of the project
     */
    public void decisions(long projectId, Instant from, Instant to, Optional<RoaringBitmap> only, Sink<Decided> sink)
            throws IOException {
        List<Long> page;
        long last = 0;
        do {
            page = ids(projectId, from, to, last);
            for (long id : page) {
                List<On> on = on(id, projectId, from).stream()
                        .filter(one -> only.isEmpty() || only.get().contains(one.number()))
                        .toList();
                Optional<Decision> decision = on.isEmpty() ? Optional.empty() : decisions.find(id);
                if (decision.isPresent()) {
                    sink.take(new Decided(decision.get(), on));
                }
                last = id;
            }
        } while (page.size() == PAGE);
    }

    private List<Long> ids(long projectId, Instant from, Instant to, long after) {
        return jdbc.sql("""
                        select distinct j.decision_id from judgement j join decision d on d.id = j.decision_id
                        where j.finding_id between :first and :last and j.decision_id > :after and d.made_at < :to
                        and (j.ended_at is null or j.ended_at >= :from)
                        order by j.decision_id fetch first :limit rows only""")
                .param("first", DecisionRows.first(projectId))
                .param("last", DecisionRows.last(projectId))
                .param("after", after)
                .param("from", DecisionRows.column(from))
                .param("to", DecisionRows.column(to))
                .param("limit", PAGE)
                .query((row, n) -> row.getLong(1))
                .list();
    }

    private List<On> on(long decisionId, long projectId, Instant from) {
        return jdbc.sql("""
                        select finding_id, began_at, ended_at, ended_why, ended_by from judgement
                        where decision_id = ? and finding_id between ? and ? and (ended_at is null or ended_at >= ?)
                        order by decision_id, finding_id""")
                .params(
                        decisionId,
                        DecisionRows.first(projectId),
                        DecisionRows.last(projectId),
                        DecisionRows.column(from))
                .query((row, n) -> new On(
                        FindingId.number(row.getLong(1)),
                        DecisionRows.instant(row, 2),
                        DecisionRows.instant(row, 3),
                        Optional.ofNullable(row.getString(4)).map(Ending::valueOf),
                        Optional.ofNullable(row.getObject(5, Long.class))))
                .list();
    }

    /** The same of what silences by what findings are, in the order in which it was made. */
    public void silencings(long projectId, Instant from, Instant to, Optional<RoaringBitmap> only, Sink<Silencing> sink)
            throws IOException {
        for (var hit : new TreeMap<>(hits.ofProject(projectId)).entrySet()) {
            RoaringBitmap its = only.map(wanted -> RoaringBitmap.and(wanted, hit.getValue()))
                    .orElse(hit.getValue());
            Optional<SilenceRule> rule =
                    its.isEmpty() ? Optional.empty() : rules.find(hit.getKey()).filter(one -> stood(one, from, to));
            if (rule.isPresent()) {
                sink.take(new Silencing(rule.get(), its));
            }
        }
    }

    private static boolean stood(SilenceRule rule, Instant from, Instant to) {
        return rule.createdAt().isBefore(to)
                && rule.ended().filter(end -> end.isBefore(from)).isEmpty();
    }
}
