package dev.winnow.api;

import dev.winnow.problem.InvalidRequest;
import dev.winnow.text.EndDate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads times that people write. */
final class Times {
    private Times() {}

    /**
     * When something ends: a time with its zone, or a date that is its last day in UTC.
     *
     * @throws InvalidRequest where it is neither
     */
    static Instant end(String name, String text) {
        try {
            return EndDate.read(text);
        } catch (DateTimeException e) {
            throw new InvalidRequest(name + ": a date such as 2027-01-31, or a time such as 2027-01-31T12:00:00Z.");
        }
    }

    /**
     * A time as it is written, or the beginning of a day in UTC.
     *
     * @throws InvalidRequest where the text is neither
     */
    static Instant start(String name, String text) {
        try {
            return text.length() <= 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidRequest(name + ": a date such as 2027-01-31, or a time such as 2027-01-31T12:00:00Z.");
        }
    }
}
