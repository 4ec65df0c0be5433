package dev.winnow.triage.vex;

import java.util.Locale;

/** What became of a statement. The names are part of the database. */
public enum VexOutcome {
    /** It silences findings. */
    APPLIED,
    /** It would silence findings, and there are none now; it does so as soon as one appears. */
    MATCHES_NOTHING,
    /** Its product is neither the project, nor one of its targets, nor a package. */
    OTHER_PRODUCT,
    /** A later statement about the same takes its place. */
    SUPERSEDED,
    /** It says nothing that silences: affected, or under investigation. */
    NOTED;

    /** As in the REST interface. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
