package dev.winnow.statistics;

import java.time.Duration;
import java.util.Optional;

/**
 * The Kaplan–Meier estimate (Kaplan and Meier, 1958) of how long something lasts, where much of it has not ended yet:
 * {@code S(t) = Π (1 − dᵢ ÷ nᵢ)} over the times tᵢ ≤ t at which dᵢ ended, of nᵢ that had lasted as long until then.
 */
public final class Survival {
    private Survival() {}

    /**
     * The least time at which at most half of them last on.
     *
     * @param ended how long those lasted that ended, in milliseconds, in any order
     * @param others how long the others have lasted up to now, or until they were lost from sight; likewise
     * @return empty where more than half last on
     */
    public static Optional<Duration> median(long[] ended, long[] others) {
        return median(Durations.of(ended.clone()), Durations.of(others.clone()));
    }

    /** The same. Costs those that are at most as long as the median. */
    public static Optional<Duration> median(Durations ended, Durations others) {
        double surviving = 1;
        int lost = 0;
        int i = 0;
        while (i < ended.count()) {
            long time = ended.at(i);
            int same = i;
            while (same < ended.count() && ended.at(same) == time) {
                same++;
            }
            // Who is lost from sight at the very time has lasted as long.
            while (lost < others.count() && others.at(lost) < time) {
                lost++;
            }
            int atRisk = ended.count() - i + others.count() - lost;
            surviving *= 1 - (double) (same - i) / atRisk;
            if (surviving <= 0.5 + 1e-12) {
                return Optional.of(Duration.ofMillis(time));
            }
            i = same;
        }
        return Optional.empty();
    }
}
