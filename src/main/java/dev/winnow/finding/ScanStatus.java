package dev.winnow.finding;

import java.util.Locale;

/** How far a scan's import is. */
public enum ScanStatus {
    /** Stored safely, not looked at yet. */
    QUEUED,
    /** A worker reads it; after a crash it is queued again. */
    RUNNING,
    IMPORTED,
    /** The report is at fault; nothing else changed. */
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
