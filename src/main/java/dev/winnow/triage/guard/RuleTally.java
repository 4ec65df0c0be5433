package dev.winnow.triage.guard;

import dev.winnow.statistics.Share;
import dev.winnow.triage.JudgedFindings.Opinion;
import java.util.Comparator;
import java.util.Map;

/**
 * What people said of the findings of one rule of a guard, closed ones among them.
 *
 * @param rule as the tool spells it
 * @param example the newest finding of it
 * @param judged how many there are of each opinion; those that nobody has are left out
 * @param undecided of which nobody said anything that is in force
 */
public record RuleTally(String rule, long example, Map<Opinion, Integer> judged, int undecided) {
    /**
     * Those with the most false positives among what was judged first: by {@link Share#low}, then by their number, then
     * by what is undecided.
     */
    static final Comparator<RuleTally> WORST_FIRST = Comparator.<RuleTally>comparingDouble(
                    tally -> tally.falsePositives().low())
            .thenComparingInt(tally -> tally.falsePositives().part())
            .thenComparingInt(tally -> tally.falsePositives().whole())
            .thenComparingInt(RuleTally::undecided)
            .reversed()
            .thenComparing(RuleTally::rule);

    public RuleTally {
        judged = Map.copyOf(judged);
    }

    public int of(Opinion opinion) {
        return judged.getOrDefault(opinion, 0);
    }

    /** False positives of all that was judged. */
    public Share falsePositives() {
        return new Share(
                of(Opinion.FALSE_POSITIVE),
                judged.values().stream().mapToInt(Integer::intValue).sum());
    }
}
