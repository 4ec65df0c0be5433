package dev.winnow.packet;

import dev.winnow.finding.ScanContent;
import dev.winnow.importers.Severity;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/** Sets of finding numbers as packets have them: arrays in order. */
final class Sets {
    private Sets() {}

    /** What is in it by severity; severities without any are left out. */
    static Map<Severity, int[]> bySeverity(ScanContent content) {
        var numbers = new TreeMap<Severity, int[]>();
        for (Severity severity : Severity.values()) {
            RoaringBitmap its = content.of(severity);
            if (!its.isEmpty()) {
                numbers.put(severity, its.toArray());
            }
        }
        return numbers;
    }
}
