package dev.winnow.importers;

/** How the tool compares a result with its own baseline (SARIF {@code baselineState}). */
public enum BaselineState {
    /** The tool does not compare. */
    NONE,
    NEW,
    UNCHANGED,
    UPDATED,
    /** Only the baseline has it: the problem is gone. Such a result is counted, and opens nothing. */
    ABSENT
}
