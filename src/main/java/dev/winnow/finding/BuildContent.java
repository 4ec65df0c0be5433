package dev.winnow.finding;

import dev.winnow.importers.Severity;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * What is in a build: the union of its newest scans, and what is different from before.
 *
 * @param scans the newest scan of each stream, with what it found
 * @param all everything the scans found together
 * @param fresh findings that were not there before: for the tracked branch, in any of its streams; for another one, on the
 *     tracked branch
 * @param fixed findings that the same streams had before, and have no more
 */
public record BuildContent(
        Map<ScanContents.BuildScan, ScanContent> scans, ScanContent all, RoaringBitmap fresh, RoaringBitmap fixed) {

    /**
     * Whether a scan says something of the build: it looked at everything, or it found something. A scanner that failed
     * at once says nothing, nor does an alert of what happened say what else is in it.
     */
    public boolean isScanned() {
        return scans.entrySet().stream()
                .filter(scan -> !scan.getKey().events())
                .anyMatch(scan ->
                        scan.getKey().complete() || !scan.getValue().all().isEmpty());
    }

    /** Findings that do not count: every scan that has them suppresses them, or people took them out. */
    public RoaringBitmap silenced() {
        return all.silenced();
    }

    /** Findings that count, of one severity. */
    public RoaringBitmap standing(Severity severity) {
        return RoaringBitmap.andNot(all.of(severity), silenced());
    }
}
