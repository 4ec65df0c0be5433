package dev.winnow.policy.language;

import dev.winnow.project.Outcome;
import java.util.Locale;

/** What a rule does with the findings it matches. */
public enum Effect {
    FAIL(Outcome.FAIL),
    WARN(Outcome.WARN),
    IGNORE(Outcome.PASS);

    private final Outcome outcome;

    Effect(Outcome outcome) {
        this.outcome = outcome;
    }

    /** What becomes of a build where this is the worst. */
    public Outcome outcome() {
        return outcome;
    }

    /** The word in a policy. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
