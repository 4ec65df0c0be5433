package dev.winnow.triage.vex;

import java.util.Locale;

/** What a statement says of a vulnerability in a product; the words of OpenVEX. The names are part of the database. */
public enum VexStatus {
    NOT_AFFECTED,
    AFFECTED,
    FIXED,
    UNDER_INVESTIGATION;

    /** Whether findings it is about do not count. */
    public boolean silences() {
        return this == NOT_AFFECTED || this == FIXED;
    }

    /** As in OpenVEX. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
