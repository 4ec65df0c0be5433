package dev.winnow.triage;

import dev.winnow.problem.InvalidRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * A silence rule to be made, or as it shall be.
 *
 * @param name 1 to 100 characters
 * @param reason for those who come after; 1 to 4,000 characters
 * @param until when it ends; empty: it has no end
 */
public record NewRule(String name, Match match, String reason, Optional<Instant> until) {
    public NewRule {
        name = name.strip();
        reason = reason.strip();
    }

    /** @throws InvalidRequest where it is not one that can be made */
    void check(Instant now) {
        if (name.isEmpty() || name.length() > 100) {
            throw new InvalidRequest("name: 1 to 100 characters.");
        }
        if (reason.isEmpty() || reason.length() > 4_000) {
            throw new InvalidRequest("reason: say why, in up to 4,000 characters.");
        }
        if (until.filter(end -> !end.isAfter(now)).isPresent()) {
            throw new InvalidRequest("until: in the future.");
        }
        match.check();
    }
}
