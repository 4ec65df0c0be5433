package dev.winnow.triage;

import java.time.Instant;
import java.util.Optional;

/**
 * What a decision is for one finding.
 *
 * @param began since when it is in force; empty while it waits for approval, or where it was rejected
 * @param ended empty while it is in force
 * @param why empty while it is in force
 */
public record Judgement(
        long findingId, Decision decision, Optional<Instant> began, Optional<Instant> ended, Optional<Ending> why) {
    public boolean inForce() {
        return began.isPresent() && ended.isEmpty();
    }

    /** Whether it waits for approval. */
    public boolean proposed() {
        return decision.state() == Decision.State.PROPOSED && ended.isEmpty();
    }
}
