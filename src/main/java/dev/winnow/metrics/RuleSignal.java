package dev.winnow.metrics;

import dev.winnow.statistics.Share;
import java.util.Comparator;

/**
 * What became of what a guard reported by one of its rules. The parts add up to {@code opened}, as those of a
 * {@link GuardSignal} do.
 *
 * @param rule as the findings have it: of one that several guards report, as the first of them spells it
 */
public record RuleSignal(String rule, int opened, int fixed, int falsePositive, int accepted, int open, int ended) {
    /** Those with the most noise first, of as many those with the largest share of it. */
    static final Comparator<RuleSignal> NOISIEST = Comparator.comparingInt(
                    (RuleSignal one) -> one.noise().part())
            .thenComparingDouble(one -> one.noise().low())
            .reversed()
            .thenComparing(RuleSignal::rule);

    /** False positives and what is silenced for another reason, of opened; with its 90 % Wilson interval. */
    public Share noise() {
        return new Share(falsePositive + accepted, opened);
    }

    /** Whether anything of it is noise. */
    boolean isNoisy() {
        return noise().part() > 0;
    }

    /** The same of this rule elsewhere, added. */
    RuleSignal with(RuleSignal elsewhere) {
        return new RuleSignal(
                rule,
                opened + elsewhere.opened,
                fixed + elsewhere.fixed,
                falsePositive + elsewhere.falsePositive,
                accepted + elsewhere.accepted,
                open + elsewhere.open,
                ended + elsewhere.ended);
    }
}
