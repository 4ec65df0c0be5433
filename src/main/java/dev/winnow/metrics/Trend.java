package dev.winnow.metrics;

import dev.winnow.statistics.Spread;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** One number over time, with what is aimed at. */
public enum Trend {
    MTTD(
            Definition.MTTD,
            Unit.DURATION,
            false,
            metrics -> seconds(metrics.mttd().spread()),
            targets -> OptionalDouble.of(targets.mttd().toSeconds())),
    MTTR(
            Definition.MTTR,
            Unit.DURATION,
            false,
            metrics -> seconds(metrics.mttr().spread()),
            targets -> OptionalDouble.of(targets.mttr().toSeconds())),
    PASS_RATE(
            Definition.PASS_RATE,
            Unit.SHARE,
            true,
            metrics -> metrics.passRate().value(),
            targets -> OptionalDouble.of(targets.passRate())),
    CRITICALS(
            Definition.CRITICALS_IN_PRODUCTION,
            Unit.NUMBER,
            false,
            metrics -> OptionalDouble.of(metrics.criticalsInProduction()),
            targets -> OptionalDouble.of(targets.criticals())),
    UNAUTHORISED(
            Definition.UNAUTHORISED_CHANGES,
            Unit.NUMBER,
            false,
            metrics -> OptionalDouble.of(metrics.unauthorisedChanges()),
            targets -> OptionalDouble.empty()),
    ALERTS(
            Definition.ALERTS,
            Unit.NUMBER,
            false,
            metrics -> metrics.alerts().perPersonPerDay(),
            targets -> OptionalDouble.of(targets.alerts())),
    REOPENED(Definition.REOPENED, Unit.SHARE, false, Metrics::reopenedRate, targets -> OptionalDouble.empty());

    /** What a value is. */
    public enum Unit {
        /** In seconds. */
        DURATION,
        /** From 0 to 1, or above where it is a ratio. */
        SHARE,
        NUMBER
    }

    /** Values as far apart are level. */
    private static final double LEVEL = 0.05;

    private static final int SPRINTS = 3;

    private final Definition definition;
    private final Unit unit;
    private final boolean higherIsBetter;
    private final Function<Metrics, OptionalDouble> value;
    private final Function<Targets, OptionalDouble> target;

    Trend(
            Definition definition,
            Unit unit,
            boolean higherIsBetter,
            Function<Metrics, OptionalDouble> value,
            Function<Targets, OptionalDouble> target) {
        this.definition = definition;
        this.unit = unit;
        this.higherIsBetter = higherIsBetter;
        this.value = value;
        this.target = target;
    }

    private static OptionalDouble seconds(Spread spread) {
        Optional<Duration> mean = spread.mean();
        return mean.isPresent() ? OptionalDouble.of(mean.get().toMillis() / 1_000.0) : OptionalDouble.empty();
    }

    public Definition definition() {
        return definition;
    }

    public Unit unit() {
        return unit;
    }

    /** Empty where nothing was counted. */
    public OptionalDouble value(Metrics metrics) {
        return value.apply(metrics);
    }

    /** Empty where none is set: then it should fall. */
    public OptionalDouble target(Targets targets) {
        return target.apply(targets);
    }

    public boolean reaches(double value, double target) {
        return higherIsBetter ? value >= target : value <= target;
    }

    /** Whether a change from one value to another is one for the better. */
    public boolean improves(double from, double to) {
        return higherIsBetter ? to > from : to < from;
    }

    /**
     * Whether the last three of them are within 5 % of each other (design: the metrics); nothing that stands at zero is.
     *
     * @param sprints the oldest first
     */
    public static boolean isFlat(List<OptionalDouble> sprints) {
        if (sprints.size() < SPRINTS) {
            return false;
        }
        List<OptionalDouble> last = sprints.subList(sprints.size() - SPRINTS, sprints.size());
        if (last.stream().anyMatch(OptionalDouble::isEmpty)) {
            return false;
        }
        double high =
                last.stream().mapToDouble(OptionalDouble::getAsDouble).max().orElseThrow();
        double low =
                last.stream().mapToDouble(OptionalDouble::getAsDouble).min().orElseThrow();
        return high > 0 && high - low <= LEVEL * high;
    }
}
