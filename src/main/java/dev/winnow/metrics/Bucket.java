package dev.winnow.metrics;

import dev.winnow.problem.InvalidRequest;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a period is cut. Days begin at midnight in the configured zone, weeks on Mondays. */
public enum Bucket {
    DAY,
    WEEK,
    /** 14 days, counted from a configured day. */
    SPRINT,
    MONTH,
    QUARTER;

    /** More are not drawn, and not computed. */
    public static final int MOST = 400;

    static final int SPRINT_DAYS = 14;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Bucket> ofWord(String word) {
        return Arrays.stream(values())
                .filter(bucket -> bucket.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    public static String words() {
        return Arrays.stream(values()).map(Bucket::word).collect(Collectors.joining(", "));
    }

    /**
     * The parts of a period, oldest first; the first and the last are cut off where it begins and ends within them.
     *
     * @param zone whose days count
     * @param sprintStart the first day of some sprint
     * @throws InvalidRequest where there would be more than {@link #MOST}
     */
    public List<Period> cut(Period period, ZoneId zone, LocalDate sprintStart) {
        var parts = new ArrayList<Period>();
        LocalDate start = startOf(LocalDate.ofInstant(period.from(), zone), sprintStart);
        Instant from = period.from();
        while (from.isBefore(period.to())) {
            start = next(start);
            Instant to = start.atStartOfDay(zone).toInstant();
            if (!to.isAfter(from)) {
                // A day that the zone left out when it crossed the date line.
                continue;
            }
            parts.add(new Period(from, to.isAfter(period.to()) ? period.to() : to));
            if (parts.size() > MOST) {
                throw new InvalidRequest("bucket: " + word() + " cuts the period into more than " + MOST
                        + " parts. Take a shorter period or larger parts.");
            }
            from = to;
        }
        return parts;
    }

    LocalDate startOf(LocalDate day, LocalDate sprintStart) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case SPRINT -> day.minusDays(Math.floorMod(ChronoUnit.DAYS.between(sprintStart, day), SPRINT_DAYS));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
        };
    }

    private LocalDate next(LocalDate start) {
        return switch (this) {
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case SPRINT -> start.plusDays(SPRINT_DAYS);
            case MONTH -> start.plusMonths(1);
            case QUARTER -> start.plusMonths(3);
        };
    }
}
