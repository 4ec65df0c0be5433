package dev.winnow.ui;

import dev.winnow.finding.ScanFailure;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.ReportException;
import org.jspecify.annotations.Nullable;

/** Why a report was not imported, and where in it. */
final class FailureText {
    private FailureText() {}

    static String of(ScanFailure failure) {
        long line = failure.line() == null ? 0 : failure.line();
        long column = failure.column() == null ? 0 : failure.column();
        return withPlace(failure.detail(), line, column, failure.pointer());
    }

    static String of(ReportException refused) {
        String reason = String.valueOf(refused.getMessage());
        return refused instanceof MalformedReport at ? withPlace(reason, at.line(), at.column(), at.pointer()) : reason;
    }

    /** Reasons mostly name their place themselves. */
    private static String withPlace(String reason, long line, long column, @Nullable String pointer) {
        var text = new StringBuilder(reason);
        if (line > 0 && !reason.contains("line " + line)) {
            text.append(" At line ").append(line);
            if (column > 0) {
                text.append(", column ").append(column);
            }
            text.append('.');
        }
        if (pointer != null && !pointer.isEmpty() && !reason.contains(pointer)) {
            text.append(" At ").append(pointer).append('.');
        }
        return text.toString();
    }
}
