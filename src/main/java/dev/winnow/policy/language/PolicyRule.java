package dev.winnow.policy.language;

import java.time.Instant;
import java.util.Optional;

/**
 * One rule of a policy.
 *
 * @param when which findings it matches
 * @param message what to tell those whose build it decides; empty where the policy says nothing
 * @param until when it stops to matter
 */
public record PolicyRule(String name, Condition when, Effect effect, String message, Optional<Instant> until) {
    /** Whether it matters then. */
    public boolean isInForce(Instant at) {
        return until.isEmpty() || at.isBefore(until.get());
    }
}
