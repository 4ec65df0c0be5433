package dev.winnow.finding;

import java.util.Locale;

/** Where a finding stands on the project's tracked branch. The order is part of the database. */
public enum FindingStatus {
    /** At least one stream contains it. */
    OPEN,
    /** It was open once, and no stream contains it any more. */
    CLOSED,
    /** It was never open there: only other branches have it, or scans that came too late to count. */
    ELSEWHERE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
