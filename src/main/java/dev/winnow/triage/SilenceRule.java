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
}
