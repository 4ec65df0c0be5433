package dev.winnow.triage;

import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Why findings stand where they stand, in the words of who said so. */
@Service
public class Reasons {
    private final DecisionRows decisions;
    private final RuleRows rules;
    private final RuleHits hits;

    Reasons(DecisionRows decisions, RuleRows rules, RuleHits hits) {
        this.decisions = decisions;
        this.rules = rules;
        this.hits = hits;
    }

    /** By finding number; those of which nobody gave a reason are left out. */
    public Map<Integer, String> of(long projectId, RoaringBitmap findings) {
        var reasons = new HashMap<Integer, String>();
        Map<Long, RoaringBitmap> matched = hits.ofProject(projectId);
        for (SilenceRule rule : rules.inForce()) {
            RoaringBitmap its = matched.get(rule.id());
            if (its != null) {
                RoaringBitmap.and(its, findings).forEach((int number) -> reasons.put(number, rule.reason()));
            }
        }
        decisions.of(projectId, findings, judgement -> {
            if (judgement.inForce()) {
                reasons.put((int) judgement.findingId(), judgement.decision().reason());
            }
        });
        return reasons;
    }
}
