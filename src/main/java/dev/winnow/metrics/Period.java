package dev.winnow.metrics;

import dev.winnow.problem.InvalidRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** From an instant up to, and without, another. */
public record Period(Instant from, Instant to) {
    /** @throws InvalidRequest where it does not end behind its beginning */
    public Period {
        if (!to.isAfter(from)) {
            throw new InvalidRequest("to: not after from.");
        }
    }

    boolean has(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /** How much of it is over at an instant, in days of the zone: some have 23 or 25 hours. */
    public double daysUntil(Instant now, ZoneId zone) {
        Instant end = to.isAfter(now) ? now : to;
        if (!end.isAfter(from)) {
            return 0;
        }
        ZonedDateTime start = from.atZone(zone);
        long whole = ChronoUnit.DAYS.between(start, end.atZone(zone));
        Instant last = start.plusDays(whole).toInstant();
        Duration length = Duration.between(last, start.plusDays(whole + 1));
        return whole + (double) Duration.between(last, end).toMillis() / length.toMillis();
    }
}
