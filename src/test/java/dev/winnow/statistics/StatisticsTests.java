package dev.winnow.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.support.Seeds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spreads and survival, by hand and against what follows their definitions word by word, in whole numbers. */
class StatisticsTests {
    static LongStream seeds() {
        return Seeds.some(200);
    }

    private static long[] some(Random random, int atMost, int range) {
        return random.longs(random.nextInt(atMost + 1), 0, range).toArray();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSpreadIsWhatItsDefinitionSays(long seed) {
        var random = new Random(seed);
        long[] millis = some(random, 30, random.nextBoolean() ? 10 : 1_000_000_000);
        Spread spread = Spread.of(millis);
        assertThat(spread.count()).isEqualTo(millis.length);
        if (millis.length == 0) {
            assertThat(spread).isEqualTo(Spread.NOTHING);
            return;
        }
        BigDecimal sum = BigDecimal.valueOf(Arrays.stream(millis).sum());
        near(spread.mean(), sum.divide(BigDecimal.valueOf(millis.length), 9, RoundingMode.HALF_UP));
        near(spread.median(), quantile(millis, "0.5"));
        near(spread.p90(), quantile(millis, "0.9"));
    }

    private static BigDecimal quantile(long[] millis, String share) {
        long[] sorted = millis.clone();
        Arrays.sort(sorted);
        BigDecimal place = new BigDecimal(share).multiply(BigDecimal.valueOf(sorted.length - 1));
        int low = place.intValue();
        BigDecimal below = BigDecimal.valueOf(sorted[low]);
        return low + 1 == sorted.length
                ? below
                : below.add(BigDecimal.valueOf(sorted[low + 1] - sorted[low])
                        .multiply(place.subtract(BigDecimal.valueOf(low))));
    }

    private static void near(Optional<Duration> told, BigDecimal millis) {
        Duration expected = Duration.ofNanos(
                millis.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact());
        assertThat(told.orElseThrow().minus(expected).abs()).isLessThanOrEqualTo(Duration.ofNanos(1_000));
    }

    @Test
    void timesOfClocksThatWereNeverSetAreNoReasonToFail() {
        long ages = Duration.ofDays(2_026L * 365).toMillis();
        assertThat(Spread.of(new long[] {ages, ages, ages}).mean()).contains(Duration.ofMillis(ages));
        assertThat(Spread.of(new long[] {ages, 0}).median()).contains(Duration.ofMillis(ages / 2));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theMedianOfSurvivalIsWhatItsDefinitionSays(long seed) {
        var random = new Random(seed);
        int range = random.nextBoolean() ? 8 : 1_000_000;
        long[] ended = some(random, 25, range);
        long[] others = some(random, 25, range);
        assertThat(Survival.median(ended, others))
                .as("seed %d: %s ended, %s did not", seed, Arrays.toString(ended), Arrays.toString(others))
                .isEqualTo(median(ended, others).map(Duration::ofMillis));
    }

    private static Optional<Long> median(long[] ended, long[] others) {
        BigInteger part = BigInteger.ONE;
        BigInteger whole = BigInteger.ONE;
        for (long time : new TreeSet<>(LongStream.of(ended).boxed().toList())) {
            long atRisk = LongStream.concat(LongStream.of(ended), LongStream.of(others))
                    .filter(one -> one >= time)
                    .count();
            long now = LongStream.of(ended).filter(one -> one == time).count();
            part = part.multiply(BigInteger.valueOf(atRisk - now));
            whole = whole.multiply(BigInteger.valueOf(atRisk));
            if (part.shiftLeft(1).compareTo(whole) <= 0) {
                return Optional.of(time);
            }
        }
        return Optional.empty();
    }

    /** The remission times of 21 leukaemia patients under 6-MP (Freireich, 1963), whose median is 23 weeks in any textbook. */
    @Test
    void theTextbooksExampleComesToTheTextbooksMedian() {
        long[] ended = {6, 6, 6, 7, 10, 13, 16, 22, 23};
        long[] others = {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35};
        assertThat(Survival.median(ended, others)).contains(Duration.ofMillis(23));
        assertThat(Survival.median(new long[0], others)).isEmpty();
    }

    /**
     * With z² = 2.705543: 10 of 20 is 0.5 ∓ 1.644854 · √(0.0125 + 0.001691) ÷ 1.135277 = 0.5 ∓ 0.172597; 0 of 10 ends at
     * z² ÷ 10 ÷ (1 + z² ÷ 10) = 0.212942.
     */
    @Test
    void theIntervalOfAShareIsWilsons() {
        var half = new Share(10, 20);
        assertThat(half.low()).isCloseTo(0.32740, org.assertj.core.data.Offset.offset(0.0001));
        assertThat(half.high()).isCloseTo(0.67260, org.assertj.core.data.Offset.offset(0.0001));
        assertThat(new Share(0, 10).low()).isZero();
        assertThat(new Share(0, 10).high()).isCloseTo(0.21294, org.assertj.core.data.Offset.offset(0.0001));
        assertThat(new Share(10, 10).high()).isEqualTo(1);
    }
}
