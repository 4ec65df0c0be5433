package dev.winnow.finding;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * What a scan brought.
 *
 * @param results the report's own items, suppressed ones among them
 * @param suppressed items that the scanner itself suppressed
 * @param total distinct findings of the scan
 * @param fresh findings the project did not have open, and never had
 * @param fixed findings the stream had and has no more
 * @param reopened findings that were closed, and are back
 * @param unchanged the rest of the total
 * @param silenced findings of the total that do not count
 */
@Embeddable
public record ScanCounts(
        @Column(name = "results_total") int results,
        @Column(name = "results_suppressed") int suppressed,
        @Column(name = "findings_total") int total,
        @Column(name = "findings_new") int fresh,
        @Column(name = "findings_fixed") int fixed,
        @Column(name = "findings_reopened") int reopened,
        @Column(name = "findings_unchanged") int unchanged,
        @Column(name = "findings_silenced") int silenced) {
    /** The same, of which so many findings do not count. */
    public ScanCounts silencing(int findings) {
        return new ScanCounts(results, suppressed, total, fresh, fixed, reopened, unchanged, findings);
    }

    public static final ScanCounts NONE = new ScanCounts(0, 0, 0, 0, 0, 0, 0, 0);
}
