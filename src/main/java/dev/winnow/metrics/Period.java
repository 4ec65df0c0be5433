package dev.winnow.metrics;

import dev.winnow.problem.InvalidRequest;
import java.time.Instant;

/** From an instant up to, and without, another. */
public record Period(Instant from, Instant to) {
    /** @throws InvalidRequest where it does not end behind its beginning */
    public Period {
        if (!to.isAfter(from)) {
            throw new InvalidRequest("to: not after from.");
        }
    }

    boolean has(long millis) {
        return millis >= from.toEpochMilli() && millis < to.toEpochMilli();
    }

    /** How much of it is over at an instant, in days. */
    public double daysUntil(Instant now) {
        Instant end = to.isAfter(now) ? now : to;
        return Math.max(0, end.toEpochMilli() - from.toEpochMilli()) / 86_400_000.0;
    }
}
