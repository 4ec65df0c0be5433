package dev.winnow.metrics;

import dev.winnow.importers.Category;
import dev.winnow.project.Stage;
import dev.winnow.statistics.Share;
import java.util.List;
import java.util.Locale;

/**
 * What became of what a guard reported (design: signal to noise). The counts but {@code alerts} and {@code alone} add up to
 * {@code opened}.
 *
 * @param opened episodes that opened in the period and that it reported, backlog among them
 * @param fixed of these, those that are fixed by now
 * @param falsePositive those that are false positives, or were when they closed
 * @param accepted those that are silenced for any other reason, or were when they closed
 * @param open those that are open and count
 * @param ended those that ended in no such way: their stream was retired, or they just ceased
 * @param alerts those that somebody was alerted of: no backlog, and not silenced at opening
 * @param alone those that no other guard reported
 * @param noisiest the {@value #RULES} rules with the most false positives and otherwise silenced ones, the noisiest first;
 *     none of which nothing is
 */
public record GuardSignal(
        String project,
        String guard,
        String tool,
        Stage stage,
        Category category,
        int opened,
        int fixed,
        int falsePositive,
        int accepted,
        int open,
        int ended,
        int alerts,
        int alone,
        List<RuleSignal> noisiest) {
    /** More of the noisiest rules are not told. */
    static final int RULES = 5;

    /** What to do with a guard. */
    public enum Advice {
        KEEP("At least half of what it reports is fixed."),
        TUNE("Less than half of what it reports is fixed: silence its noisiest rules, or set them off."),
        FIX_OR_DROP("Less than a fifth of what it reports is fixed: set it up anew, or take it out."),
        TOO_FEW("It has reported fewer than 20: too little to say.");

        private static final int ENOUGH = 20;

        private final String reason;

        Advice(String reason) {
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** From 20 opened on. */
        static Advice of(int fixed, int opened) {
            if (opened < ENOUGH) {
                return TOO_FEW;
            }
            // As integers, so that a half is a half.
            if (fixed * 2L >= opened) {
                return KEEP;
            }
            return fixed * 5L >= opened ? TUNE : FIX_OR_DROP;
        }
    }

    /** Fixed of opened, with its 90 % Wilson interval. */
    public Share signal() {
        return new Share(fixed, opened);
    }

    public Advice advice() {
        return Advice.of(fixed, opened);
    }
}
