package dev.winnow.triage;

import java.time.Instant;
import java.util.Optional;

/**
 * Silences what fits it, now and later.
 *
 * @param name for people; unique among those of people
 * @param document the VEX document whose statement it is; empty for a rule of people
 * @param owner login of who answers for it
 * @param until when it ends by itself
 * @param ended since when it is not in force any more
 * @param lastHit when a scan last reported something it silences
 */
public record SilenceRule(
        long id,
        String name,
        Optional<Long> document,
        Match match,
        String reason,
        String owner,
        Instant createdAt,
        Instant changedAt,
        Optional<Instant> until,
        Optional<Instant> ended,
        Optional<Instant> lastHit) {
    public boolean inForce() {
        return ended.isEmpty();
    }

    /** Whether it ended because its date had come. */
    public boolean expired() {
        return ended.isPresent()
                && until.filter(end -> !end.isAfter(ended.get())).isPresent();
    }

    /** Whether it is in force and its date comes before that time. */
    public boolean endsBefore(Instant time) {
        return inForce() && until.filter(end -> end.isBefore(time)).isPresent();
    }
}
