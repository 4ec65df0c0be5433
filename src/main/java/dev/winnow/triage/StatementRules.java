package dev.winnow.triage;

import dev.winnow.finding.FactReader;
import dev.winnow.project.Project;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Silences findings for statements of VEX documents; part of the transaction that takes a document in. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class StatementRules {
    private final RuleRows rows;
    private final RuleHits hits;
    private final SilenceRules rules;
    private final Settling settling;
    private final FactReader facts;
    private final Clock clock;

    StatementRules(RuleRows rows, RuleHits hits, SilenceRules rules, Settling settling, FactReader facts, Clock clock) {
        this.rows = rows;
        this.hits = hits;
        this.rules = rules;
        this.settling = settling;
        this.facts = facts;
        this.clock = clock;
    }

    /** Makes what silences for a statement; {@link #bring} puts it in force. @return its id */
    public long make(long documentId, String name, Match match, String reason, String owner) {
        return rows.insert(
                new NewRule(cut(name), match, reason, Optional.empty()),
                Optional.of(documentId),
                owner,
                clock.instant());
    }

    private static String cut(String name) {
        return name.length() <= 100 ? name : name.substring(0, 100);
    }

    /** Ends what silences for a statement: what it silenced counts again. */
    public void end(long ruleId) {
        rows.find(ruleId).ifPresent(rules::end);
    }

    /** Lets a statement about all projects hold in this one no more. @param project locked by the transaction */
    public void except(long ruleId, Project project) {
        RoaringBitmap had = hits.ofRule(ruleId).getOrDefault(project.id(), new RoaringBitmap());
        hits.except(ruleId, project.id());
        settling.settleAndJudge(project, had);
    }

    /** By rule and project, how many findings each of these statements silences. */
    @Transactional(readOnly = true)
    public Map<Long, Map<Long, Integer>> counts(List<Long> ruleIds) {
        return hits.countsByProject(ruleIds);
    }

    /**
     * Silences what the statements of a document match in the project.
     *
     * @param project locked by the transaction
     * @return how many findings each of them matches
     */
    public Map<Long, Integer> bring(long documentId, Project project) {
        Set<Long> excepted = hits.exceptedIn(project.id());
        List<SilenceRule> statements = rows.ofDocument(documentId).stream()
                .filter(rule -> !excepted.contains(rule.id()))
                .toList();
        if (statements.isEmpty()) {
            return Map.of();
        }
        var matching = new RuleMatching(statements);
        facts.read(project.id(), facts.all(project.id()), matching::look);
        var counts = new HashMap<Long, Integer>();
        var touched = new RoaringBitmap();
        for (SilenceRule statement : statements) {
            RoaringBitmap matched = matching.matched(statement);
            hits.replace(statement.id(), project.id(), matched);
            counts.put(statement.id(), matched.getCardinality());
            touched.or(matched);
        }
        settling.settleAndJudge(project, touched);
        return counts;
    }
}
