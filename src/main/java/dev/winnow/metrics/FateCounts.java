package dev.winnow.metrics;

import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.cursors.IntObjectCursor;
import dev.winnow.finding.EpisodeFacts.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Counts the episodes of one guard of a project, as a whole and by their rules. */
final class FateCounts {
    private static final int FATES = Fate.values().length;

    private final int[] counts = new int[FATES];
    private final IntObjectHashMap<int[]> byRule = new IntObjectHashMap<>();
    private int alerts;
    private int alone;

    /** @param rule its place among those of the project */
    void add(Fact fact, Fate fate, int rule) {
        counts[fate.ordinal()]++;
        if (GuardCounted.ALERTS.counts(fact, fate)) {
            alerts++;
        }
        if (GuardCounted.ALONE.counts(fact, fate)) {
            alone++;
        }
        int[] its = byRule.get(rule);
        if (its == null) {
            its = new int[FATES];
            byRule.put(rule, its);
        }
        its[fate.ordinal()]++;
    }

    int of(Fate fate) {
        return counts[fate.ordinal()];
    }

    int opened() {
        return IntStream.of(counts).sum();
    }

    int alerts() {
        return alerts;
    }

    int alone() {
        return alone;
    }

    /** What became of each of its rules, in no order. @param which those that are wanted */
    List<RuleSignal> rules(FindingRules rules, Predicate<RuleSignal> which) {
        var wanted = new ArrayList<RuleSignal>();
        for (IntObjectCursor<int[]> rule : byRule) {
            if (rule.key != FindingRules.NONE) {
                var signal = new RuleSignal(
                        rules.name(rule.key),
                        IntStream.of(rule.value).sum(),
                        rule.value[Fate.FIXED.ordinal()],
                        rule.value[Fate.FALSE_POSITIVE.ordinal()],
                        rule.value[Fate.ACCEPTED.ordinal()],
                        rule.value[Fate.OPEN.ordinal()],
                        rule.value[Fate.ENDED.ordinal()]);
                if (which.test(signal)) {
                    wanted.add(signal);
                }
            }
        }
        return wanted;
    }
}
