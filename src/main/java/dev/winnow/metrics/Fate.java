package dev.winnow.metrics;

import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.TriageState;
import org.roaringbitmap.RoaringBitmap;

/** How an episode went. */
enum Fate {
    FIXED,
    FALSE_POSITIVE,
    ACCEPTED,
    OPEN,
    ENDED;

    /** @param falsePositives numbers of the findings that are called so now, by whatever */
    static Fate of(Fact fact, RoaringBitmap falsePositives) {
        if (fact.silenced()) {
            boolean byPeople = fact.triage() == TriageState.FALSE_POSITIVE;
            boolean byOthers = (fact.triage() == TriageState.RULE || fact.triage() == TriageState.VEX)
                    && falsePositives.contains(fact.number());
            return byPeople || byOthers ? FALSE_POSITIVE : ACCEPTED;
        }
        if (fact.isOpen()) {
            return OPEN;
        }
        return fact.isFixed() ? FIXED : ENDED;
    }
}
