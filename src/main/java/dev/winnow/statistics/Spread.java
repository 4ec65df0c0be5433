package dev.winnow.statistics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
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
        return of(Durations.of(millis.clone()));
    }

    /** Costs the same, however many there are. */
    public static Spread of(Durations durations) {
        if (durations.count() == 0) {
            return NOTHING;
        }
        BigDecimal mean = new BigDecimal(durations.sum().multiply(BigInteger.valueOf(1_000)))
                .divide(BigDecimal.valueOf(durations.count()), 0, RoundingMode.HALF_UP);
        return new Spread(
                durations.count(),
                Optional.of(Duration.of(mean.longValueExact(), ChronoUnit.MICROS)),
                Optional.of(quantile(durations, 0.5)),
                Optional.of(quantile(durations, 0.9)));
    }

    private static Duration quantile(Durations durations, double share) {
        double place = (durations.count() - 1) * share;
        int low = (int) Math.floor(place);
        int high = Math.min(low + 1, durations.count() - 1);
        long least = durations.at(low);
        double millis = least + (place - low) * (durations.at(high) - least);
        // Nanoseconds in a long end at 292 years, and a clock that is not set is two thousand behind.
        return Duration.of(Math.round(millis * 1_000), ChronoUnit.MICROS);
    }
}
