package dev.winnow.importers.sarif;

import dev.winnow.importers.ReportTooLarge;
import dev.winnow.importers.Texts;

/**
 * What may be kept of a report apart from its results, in characters: rules, artifacts, names. A report with more than
 * half of it keeps only the first line of long texts; one that passes it is refused.
 */
final class Budget {
    private static final int MOST = 48 << 20;
    private static final int OBJECT = 120;

    private int left = MOST;

    /** Accounts for one thing that is kept, with its texts. */
    void keep(int characters) throws ReportTooLarge {
        left -= characters + OBJECT;
        if (left < 0) {
            throw new ReportTooLarge(
                    "the report describes more rules and artifacts than fit into memory (" + MOST + " characters)");
        }
    }

    /** The text as it is to be kept, accounted for. */
    String block(String text) throws ReportTooLarge {
        String kept = left > MOST / 2 ? Texts.block(text) : Texts.line(text);
        keep(kept.length());
        return kept;
    }
}
