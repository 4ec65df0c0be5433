package dev.winnow.api;

import dev.winnow.problem.InvalidRequest;
import dev.winnow.text.EndDate;
import java.time.DateTimeException;
import java.time.Instant;

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
}
