package dev.winnow.finding.identity;

/**
 * The ways in which a result can be recognised, strongest first. Matching runs pass by pass over the whole report, so
 * that a weak likeness never takes a finding from a result that has better reason to it. The order is part of the
 * database: add at the end of a strength, never renumber {@link #code}.
 */
public enum Pass {
    /** Vulnerability: canonical id and package. */
    ADVISORY_AND_PACKAGE(1, "same vulnerability in the same package"),
    /** Vulnerability: another catalogue's id and the package. */
    ALIAS_AND_PACKAGE(2, "another name of the same vulnerability, in the same package"),
    /** Vulnerability: id and the package's bare name, where one side has no package URL. */
    ADVISORY_AND_NAME(3, "same vulnerability in a package of the same name"),
    /** The tool's own fingerprint with the rule. */
    FINGERPRINT(10, "same rule and the tool's own fingerprint"),
    /** Rule, place, and the secret itself, the resource, the address or the licensed package. */
    PLACE(11, "same rule at the same place"),
    /** Rule, path, and the code itself. */
    PATH_AND_SNIPPET(12, "same rule, file and code"),
    /** Rule and the code or the secret itself, in another file. */
    SNIPPET(20, "same rule and code, in a moved file"),
    /** Rule, path, and the message without what changes in it; the nearest line first. */
    PATH_AND_MESSAGE(30, "same rule, file and message, nearest line"),
    /** Nothing known before is like it. */
    NONE(0, "no earlier result is like it");

    private final int code;
    private final String reason;

    Pass(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** The number that stands for it in the database. */
    public int code() {
        return code;
    }

    /** Why two results are one finding, for people. */
    public String reason() {
        return reason;
    }

    /** Whether a likeness this weak counts only against what the same stream contains now. */
    boolean withinStream() {
        return this == SNIPPET || this == PATH_AND_MESSAGE;
    }

    /** @throws IllegalArgumentException for a number that was never given */
    public static Pass ofCode(int code) {
        for (Pass pass : values()) {
            if (pass.code == code) {
                return pass;
            }
        }
        throw new IllegalArgumentException("no matching pass has the number " + code);
    }
}
