package dev.winnow.finding;

import java.util.Locale;

/** What people say of findings, as far as findings are searched by it. Each constant is a field of the query line. */
public enum FindingMark {
    ASSIGNEE,
    LABEL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
