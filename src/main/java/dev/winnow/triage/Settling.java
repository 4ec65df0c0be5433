package dev.winnow.triage;

import dev.winnow.finding.TriageState;
import dev.winnow.finding.TriageStates;
import dev.winnow.policy.Judge;
import dev.winnow.project.Project;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * Works out where findings stand from all that is said of them: a decision in force comes before everything, a VEX document
 * and silence rules before a proposal, and a decision that ended by itself leaves the finding waiting for a new one.
 */
@Component
class Settling {
    private final DecisionRows decisions;
    private final RuleHits hits;
    private final TriageStates states;
    private final Judge judge;
    private final Clock clock;

    Settling(DecisionRows decisions, RuleHits hits, TriageStates states, Judge judge, Clock clock) {
        this.decisions = decisions;
        this.hits = hits;
        this.states = states;
        this.judge = judge;
        this.clock = clock;
    }

    /** Gives the findings their states. @param project locked by the transaction */
    void settle(Project project, RoaringBitmap findings) {
        settle(project, findings, clock.instant());
    }

    /** The same, where they stand so since an instant that is not later than now. */
    void settle(Project project, RoaringBitmap findings, Instant at) {
        if (findings.isEmpty()) {
            return;
        }
        states.set(project, stand(project.id(), findings), at);
    }

    /** Gives the findings their states, and judges again what that touches. @param project locked by the transaction */
    void settleAndJudge(Project project, RoaringBitmap findings) {
        if (findings.isEmpty()) {
            return;
        }
        settle(project, findings);
        judge.judgeAgain(project, findings);
    }

    private Map<TriageState, RoaringBitmap> stand(long projectId, RoaringBitmap findings) {
        var said = new HashMap<Integer, Said>();
        decisions.of(
                projectId,
                findings,
                judgement -> said.computeIfAbsent((int) judgement.findingId(), number -> new Said())
                        .hear(judgement));
        RoaringBitmap byDocuments = hits.inForce(projectId, true);
        RoaringBitmap byRules = hits.inForce(projectId, false);
        var stand = new EnumMap<TriageState, RoaringBitmap>(TriageState.class);
        for (int number : findings) {
            TriageState state = said.getOrDefault(number, Said.NOTHING)
                    .state(byDocuments.contains(number), byRules.contains(number));
            stand.computeIfAbsent(state, key -> new RoaringBitmap()).add(number);
        }
        return stand;
    }

    /** What decisions say of one finding. */
    private static final class Said {
        static final Said NOTHING = new Said();

        private TriageState inForce = TriageState.NEW;
        private long newestInForce = -1;
        private boolean proposed;
        private long newest = -1;
        private boolean newestEndedByItself;

        void hear(Judgement judgement) {
            if (judgement.inForce() && judgement.decision().id() > newestInForce) {
                newestInForce = judgement.decision().id();
                inForce = judgement.decision().ruling().state();
            }
            proposed |= judgement.proposed();
            // Numbers grow with time. What was taken back, or rejected, was never said.
            boolean counts = judgement.began().isPresent()
                    && judgement.why().filter(why -> why == Ending.UNDONE).isEmpty();
            if (counts && judgement.decision().id() > newest) {
                newest = judgement.decision().id();
                newestEndedByItself = judgement.why().filter(Ending::byItself).isPresent();
            }
        }

        TriageState state(boolean inDocument, boolean inRule) {
            if (inForce != TriageState.NEW) {
                return inForce;
            }
            if (inDocument) {
                return TriageState.VEX;
            }
            if (inRule) {
                return TriageState.RULE;
            }
            if (proposed) {
                return TriageState.PROPOSED;
            }
            return newestEndedByItself ? TriageState.RETURNED : TriageState.NEW;
        }
    }
}
