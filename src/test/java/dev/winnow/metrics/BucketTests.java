package dev.winnow.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.problem.InvalidRequest;
import dev.winnow.support.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parts of periods: in any zone they follow one behind the other, and each lies within one day, week, sprint, … */
class BucketTests {
    private static final LocalDate SPRINT = LocalDate.of(2026, 1, 5);

    /** With daylight saving, without, where midnight is left out by it, and where a whole day was. */
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "America/Sao_Paulo",
            "America/Havana",
            "Asia/Beirut",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Pacific/Kiritimati",
            "Antarctica/Troll");

    static LongStream seeds() {
        return Seeds.some(300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void partsAreGaplessInOrderAndEachWithinOneUnit(long seed) {
        var random = new Random(seed);
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        Bucket bucket = Bucket.values()[random.nextInt(Bucket.values().length)];
        Instant from = Instant.parse("2008-01-01T00:00:00Z").plusSeconds(random.nextLong(20L * 365 * 86_400));
        if (random.nextBoolean()) {
            from = LocalDate.ofInstant(from, zone).atStartOfDay(zone).toInstant();
        }
        var period = new Period(from, from.plusSeconds(1 + random.nextLong(390L * 86_400)));
        List<Period> parts = bucket.cut(period, zone, SPRINT);
        String world = "seed " + seed + ": " + bucket + " of " + period + " in " + zone;
        assertThat(parts.getFirst().from()).as(world).isEqualTo(period.from());
        assertThat(parts.getLast().to()).as(world).isEqualTo(period.to());
        for (int i = 0; i < parts.size(); i++) {
            Period part = parts.get(i);
            LocalDate first = unit(bucket, part.from(), zone);
            assertThat(unit(bucket, part.to().minusMillis(1), zone))
                    .as("%s, part %s", world, part)
                    .isEqualTo(first);
            if (i > 0) {
                assertThat(part.from()).as(world).isEqualTo(parts.get(i - 1).to());
                assertThat(unit(bucket, part.from().minusMillis(1), zone))
                        .as("%s: no part ends within a unit", world)
                        .isNotEqualTo(first);
            }
        }
    }

    private static LocalDate unit(Bucket bucket, Instant at, ZoneId zone) {
        return bucket.startOf(LocalDate.ofInstant(at, zone), SPRINT);
    }

    @Test
    void aDayOfDaylightSavingHasAnHourMoreOrLess() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        var spring = new Period(Instant.parse("2026-03-27T23:00:00Z"), Instant.parse("2026-03-30T22:00:00Z"));
        assertThat(Bucket.DAY.cut(spring, berlin, SPRINT).stream()
                        .map(part -> Duration.between(part.from(), part.to()).toHours()))
                .containsExactly(24L, 23L, 24L);
        var autumn = new Period(Instant.parse("2026-10-24T22:00:00Z"), Instant.parse("2026-10-25T23:00:00Z"));
        assertThat(Bucket.DAY.cut(autumn, berlin, SPRINT)).containsExactly(autumn);
        assertThat(spring.daysUntil(spring.to(), berlin)).isEqualTo(3);
        assertThat(spring.daysUntil(Instant.parse("2026-03-28T05:00:00Z"), berlin))
                .isEqualTo(0.25);
        assertThat(spring.daysUntil(spring.from(), berlin)).isZero();
        assertThat(new Quarter(2026, 1).period(berlin).daysUntil(Instant.MAX, berlin))
                .isEqualTo(90);
        assertThat(new Quarter(2026, 1).period(berlin))
                .isEqualTo(new Period(Instant.parse("2025-12-31T23:00:00Z"), Instant.parse("2026-03-31T22:00:00Z")));
    }

    @Test
    void aDayThatAZoneLeftOutIsNoPart() {
        // Samoa went from 29 to 31 December 2011.
        var period = new Period(Instant.parse("2011-12-29T10:00:00Z"), Instant.parse("2012-01-01T10:00:00Z"));
        assertThat(Bucket.DAY.cut(period, ZoneId.of("Pacific/Apia"), SPRINT)).hasSize(3);
    }

    @Test
    void sprintsAreCountedInBothDirectionsFromTheirStart() {
        var period = new Period(Instant.parse("2025-12-20T00:00:00Z"), Instant.parse("2026-01-20T00:00:00Z"));
        assertThat(Bucket.SPRINT.cut(period, ZoneOffset.UTC, SPRINT).stream().map(Period::from))
                .containsExactly(
                        Instant.parse("2025-12-20T00:00:00Z"),
                        Instant.parse("2025-12-22T00:00:00Z"),
                        Instant.parse("2026-01-05T00:00:00Z"),
                        Instant.parse("2026-01-19T00:00:00Z"));
    }

    @Test
    void asManyPartsAsAreDrawnAndNotOneMore() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        var most = new Period(from, from.plus(Duration.ofDays(Bucket.MOST)));
        assertThat(Bucket.DAY.cut(most, ZoneOffset.UTC, SPRINT)).hasSize(Bucket.MOST);
        var more = new Period(from, most.to().plusMillis(1));
        assertThatThrownBy(() -> Bucket.DAY.cut(more, ZoneOffset.UTC, SPRINT)).isInstanceOf(InvalidRequest.class);
    }
}
