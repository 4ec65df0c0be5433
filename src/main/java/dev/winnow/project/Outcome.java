package dev.winnow.project;

import java.util.Locale;

/** What the gate says of a build, best first. */
public enum Outcome {
    PASS,
    WARN,
    FAIL;

    /** The word used in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Outcome worse(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
