package dev.winnow.triage;

import dev.winnow.finding.TriageState;
import dev.winnow.finding.TriageStates;
import dev.winnow.policy.Judge;
import dev.winnow.project.Project;
import dev.winnow.triage.JudgedFindings.Opinion;
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
    private final OpinionSets opinions;
    private final Judge judge;
    private final Clock clock;

    Settling(
            DecisionRows decisions,
            RuleHits hits,
            TriageStates states,
            OpinionSets opinions,
            Judge judge,
            Clock clock) {
        this.decisions = decisions;
        this.hits = hits;
        this.states = states;
        this.opinions = opinions;
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
        RuleHits.InForce silenced = hits.inForce(project.id());
        Map<TriageState, RoaringBitmap> stand = stand(project.id(), findings, silenced);
        states.set(project, stand, at);
        opinions.set(project.id(), findings, opinions(stand, silenced));
    }

    /** Of findings that were absorbed nothing is said any more. @param project locked by the transaction */
    void forget(Project project, RoaringBitmap absorbed) {
        opinions.set(project.id(), absorbed, Map.of());
    }

    private static Map<Opinion, RoaringBitmap> opinions(
            Map<TriageState, RoaringBitmap> stand, RuleHits.InForce silenced) {
        var said = new EnumMap<Opinion, RoaringBitmap>(Opinion.class);
        stand.forEach((state, findings) -> {
            if (state == TriageState.RULE || state == TriageState.VEX) {
                add(said, Opinion.FALSE_POSITIVE, RoaringBitmap.and(findings, silenced.wrong()));
                add(said, Opinion.SILENCED, RoaringBitmap.andNot(findings, silenced.wrong()));
            } else {
                Opinion.of(state).ifPresent(opinion -> add(said, opinion, findings));
            }
        });
        return said;
    }

    private static void add(Map<Opinion, RoaringBitmap> said, Opinion opinion, RoaringBitmap findings) {
        said.computeIfAbsent(opinion, key -> new RoaringBitmap()).or(findings);
    }

    /** Gives the findings their states, and judges again what that touches. @param project locked by the transaction */
    void settleAndJudge(Project project, RoaringBitmap findings) {
        if (findings.isEmpty()) {
            return;
        }
        settle(project, findings);
        judge.judgeAgain(project, findings);
    }

    private Map<TriageState, RoaringBitmap> stand(long projectId, RoaringBitmap findings, RuleHits.InForce silenced) {
        var said = new HashMap<Integer, Said>();
        decisions.of(
                projectId,
                findings,
                judgement -> said.computeIfAbsent((int) judgement.findingId(), number -> new Said())
                        .hear(judgement));
        var stand = new EnumMap<TriageState, RoaringBitmap>(TriageState.class);
        for (int number : findings) {
            TriageState state = said.getOrDefault(number, Said.NOTHING)
                    .state(
                            silenced.documents().contains(number),
                            silenced.rules().contains(number));
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
