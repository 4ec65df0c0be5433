package dev.winnow.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** When something ends, as people write it: a time with its zone, or a date that is its last day in UTC. */
public final class EndDate {
    private EndDate() {}

    /** @throws DateTimeException where it is neither */
    public static Instant read(String text) {
        return text.length() <= 10
                ? of(LocalDate.parse(text))
                : OffsetDateTime.parse(text).toInstant();
    }

    /** The end of this last day. */
    public static Instant of(LocalDate lastDay) {
        return lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The last day on which it holds. */
    public static LocalDate lastDay(Instant end) {
        return LocalDate.ofInstant(end.minusNanos(1), ZoneOffset.UTC);
    }

    /** So that {@link #read} finds the same: the last day where it ends with one, else the time. */
    public static String write(Instant end) {
        ZonedDateTime there = end.atZone(ZoneOffset.UTC);
        return there.toLocalTime().equals(LocalTime.MIDNIGHT) ? lastDay(end).toString() : end.toString();
    }
}
