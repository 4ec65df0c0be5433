package dev.winnow.export;

import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which findings are exported.
 *
 * @param findings numbers by project; only such that the caller may read
 * @param root where Winnow's pages are, without a slash at the end
 */
public record FindingSelection(Map<Long, RoaringBitmap> findings, String root) {
    public long size() {
        return findings.values().stream()
                .mapToLong(RoaringBitmap::getLongCardinality)
                .sum();
    }
}
