package dev.winnow.triage;

import java.util.Locale;

/** Why a decision is no longer in force for a finding. The names are part of the database. */
public enum Ending {
    /** A later decision took its place. */
    REPLACED("a later decision took its place", false),
    /** Who made it took it back. */
    UNDONE("taken back", false),
    /** Its end date came. */
    EXPIRED("its end date came", true),
    /** The severity rose above what it was then. */
    WORSE("the severity rose", true),
    /** Exploitation became known. */
    EXPLOITED("exploitation became known", true),
    /** A version without the problem appeared. */
    FIXABLE("a fix appeared", true);

    private final String reason;
    private final boolean byItself;

    Ending(String reason, boolean byItself) {
        this.reason = reason;
        this.byItself = byItself;
    }

    /** For people. */
    public String reason() {
        return reason;
    }

    /** Whether it ended without anybody deciding anew: the finding wants a new decision. */
    public boolean byItself() {
        return byItself;
    }

    /** As in the REST interface. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
