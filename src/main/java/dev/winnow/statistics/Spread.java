package dev.winnow.statistics;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * How durations are spread.
 *
 * @param count how many there are
 * @param mean empty where there is none, as the others
 * @param median of an even number the middle between the two in the middle
 * @param p90 nine of ten are at most as long: between neighbours by linear interpolation (type 7 of Hyndman and Fan, 1996)
 */
public record Spread(int count, Optional<Duration> mean, Optional<Duration> median, Optional<Duration> p90) {
    public static final Spread NOTHING = new Spread(0, Optional.empty(), Optional.empty(), Optional.empty());

    /** @param millis durations in milliseconds */
    public static Spread of(Collection<Long> millis) {
        return of(millis.stream().mapToLong(Long::longValue).toArray());
    }

    /** @param millis durations in milliseconds, in any order */
    public static Spread of(long[] millis) {
        if (millis.length == 0) {
            return NOTHING;
        }
        long[] sorted = millis.clone();
        Arrays.sort(sorted);
        // A sum of years in milliseconds may pass what a long holds.
        double mean = Arrays.stream(sorted).asDoubleStream().sum() / sorted.length;
        return new Spread(
                sorted.length,
                Optional.of(duration(mean)),
                Optional.of(quantile(sorted, 0.5)),
                Optional.of(quantile(sorted, 0.9)));
    }

    private static Duration quantile(long[] sorted, double share) {
        double place = (sorted.length - 1) * share;
        int low = (int) Math.floor(place);
        int high = Math.min(low + 1, sorted.length - 1);
        return duration(sorted[low] + (place - low) * (sorted[high] - sorted[low]));
    }

    private static Duration duration(double millis) {
        // Nanoseconds in a long end at 292 years, and a clock that is not set is two thousand behind.
        return Duration.of(Math.round(millis * 1_000), ChronoUnit.MICROS);
    }
}
