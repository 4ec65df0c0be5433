package dev.winnow.metrics;

import dev.winnow.metrics.GuardSignal.Advice;
import dev.winnow.statistics.Share;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * What became of what the guards of one name reported, over all projects that were asked about. Each episode is of one
 * project: the numbers are the sums of theirs.
 *
 * @param guard the name
 * @param in what it is in each project, by the project's name
 * @param noisiest the rules with the most noise over all of them, the noisiest first
 */
public record GuardTotal(String guard, List<GuardSignal> in, List<Noisy> noisiest) {
    /**
     * A rule that makes noise.
     *
     * @param signal over all projects that were asked about
     * @param projects those in which some of it is noise
     */
    public record Noisy(RuleSignal signal, SortedSet<String> projects) {}

    /** One guard of one project alone. */
    public static GuardTotal of(GuardSignal one) {
        return new GuardTotal(
                one.guard(),
                List.of(one),
                one.noisiest().stream()
                        .map(rule -> new Noisy(rule, new TreeSet<>(Set.of(one.project()))))
                        .toList());
    }

    public int opened() {
        return sum(GuardSignal::opened);
    }

    public int fixed() {
        return sum(GuardSignal::fixed);
    }

    public int falsePositive() {
        return sum(GuardSignal::falsePositive);
    }

    public int accepted() {
        return sum(GuardSignal::accepted);
    }

    public int open() {
        return sum(GuardSignal::open);
    }

    public int ended() {
        return sum(GuardSignal::ended);
    }

    public int alerts() {
        return sum(GuardSignal::alerts);
    }

    public int alone() {
        return sum(GuardSignal::alone);
    }

    private int sum(ToIntFunction<GuardSignal> number) {
        return in.stream().mapToInt(number).sum();
    }

    /** Fixed of opened, with its 90 % Wilson interval. */
    public Share signal() {
        return new Share(fixed(), opened());
    }

    public Advice advice() {
        return Advice.of(fixed(), opened());
    }
}
