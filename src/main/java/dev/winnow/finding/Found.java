package dev.winnow.finding;

import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.IntLongHashMap;
import com.carrotsearch.hppc.cursors.IntLongCursor;
import dev.winnow.finding.identity.Match;
import dev.winnow.finding.identity.ResultTable;
import java.time.Instant;
import org.roaringbitmap.RoaringBitmap;

/** A matched report, finding by finding: several of its results may be one. */
final class Found {
    private final ScanContent content;

    /** The sum of the digests of its results, whatever their order. */
    private final IntLongHashMap digests = new IntLongHashMap();

    private final IntIntHashMap lines = new IntIntHashMap();

    /** Since when the problem can have been there, in milliseconds; where the report says so. */
    private final IntLongHashMap since = new IntLongHashMap();

    /** Findings that are something that happened just then. */
    private final RoaringBitmap happened = new RoaringBitmap();

    Found(ResultTable table, Match match) {
        var collector = new ScanContent.Collector();
        for (int row = 0; row < table.size(); row++) {
            int finding = match.findings()[row];
            if (finding == 0) {
                continue;
            }
            collector.add(finding, table.severity(row), table.suppressed(row), table.exploited(row));
            digests.addTo(finding, table.digest(row));
            lines.putIfAbsent(finding, table.line(row));
            table.since(row).ifPresent(instant -> since.putIfAbsent(finding, instant.toEpochMilli()));
            if (table.happened(row)) {
                happened.add(finding);
            }
        }
        content = collector.content();
    }

    ScanContent content() {
        return content;
    }

    long digest(int finding) {
        return digests.get(finding);
    }

    /** The later of the commit and what the report says of the problem itself; an event's own time (design: MTTD). */
    Instant introduced(int finding, Instant committed) {
        if (!since.containsKey(finding)) {
            return committed;
        }
        Instant known = Instant.ofEpochMilli(since.get(finding));
        return happened.contains(finding) || known.isAfter(committed) ? known : committed;
    }

    void putInto(StreamState state) {
        for (IntLongCursor digest : digests) {
            state.put(digest.key, lines.get(digest.key), digest.value);
        }
    }
}
