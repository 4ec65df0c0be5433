package dev.winnow.metrics;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the people of a team are alerted of.
 *
 * @param recent of the last {@link TeamLoads#DAYS} days, today among them
 * @param weeks up to this one, the oldest first
 * @param limit alerts per person and day above which it is too much
 */
public record TeamLoad(Metrics recent, List<Metrics> weeks, double limit) {
    /** Empty where there is nobody. */
    public OptionalDouble perPersonPerDay() {
        return perPersonPerDay(recent);
    }

    /** Of one of the weeks. */
    public static OptionalDouble perPersonPerDay(Metrics week) {
        return week.alerts().perPersonPerDay();
    }

    public boolean isOver() {
        return isOver(perPersonPerDay());
    }

    public boolean isOver(OptionalDouble perPersonPerDay) {
        return perPersonPerDay.isPresent() && perPersonPerDay.getAsDouble() > limit;
    }
}
