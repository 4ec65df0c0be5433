package dev.winnow.triage;

import dev.winnow.problem.InvalidRequest;
import dev.winnow.text.Plain;
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
        reason = Plain.lines(reason.strip());
    }

    /** What is wrong with the name; empty: nothing. */
    public static Optional<String> nameError(String name) {
        String bare = name.strip();
        return Plain.unless(
                !bare.isEmpty() && bare.length() <= 100 && Plain.isLine(bare),
                "1 to 100 characters, without control characters.");
    }

    /** What is wrong with the reason; empty: nothing. */
    public static Optional<String> reasonError(String reason) {
        String bare = Plain.lines(reason.strip());
        return Plain.unless(
                !bare.isEmpty() && bare.length() <= 4_000 && Plain.isText(bare),
                "say why, in up to 4,000 characters, without control characters.");
    }

    /** What is wrong with the end; empty: nothing. */
    public static Optional<String> untilError(Optional<Instant> until, Instant now) {
        return Plain.unless(until.filter(end -> !end.isAfter(now)).isEmpty(), "in the future.");
    }

    /** @throws InvalidRequest where it is not one that can be made */
    void check(Instant now) {
        refuse("name", nameError(name));
        refuse("reason", reasonError(reason));
        refuse("until", untilError(until, now));
        match.check();
    }

    private static void refuse(String part, Optional<String> error) {
        error.ifPresent(wrong -> {
            throw new InvalidRequest(part + ": " + wrong);
        });
    }

    /** Whether the rule is as this one says, and in force. */
    public boolean isAlready(SilenceRule rule) {
        return rule.inForce()
                && rule.name().equals(name)
                && rule.match().equals(match)
                && rule.reason().equals(reason)
                && rule.until().equals(until);
    }
}
