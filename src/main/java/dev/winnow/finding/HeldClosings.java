package dev.winnow.finding;

import java.nio.ByteBuffer;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Closings that were not believed: those that still wait for confirmation, by stream, and for each scan what it missed
 * without closing it, which in a comparison of builds is neither fixed by that scan nor new in the next.
 */
@Repository
class HeldClosings {
    private final ByteParts waiting;
    private final ByteParts missed;
    private final Joins joins;

    HeldClosings(JdbcClient jdbc, Joins joins) {
        waiting = new ByteParts(jdbc, "stream_held", "stream_id");
        missed = new ByteParts(jdbc, "scan_held", "scan_id");
        this.joins = joins;
    }

    /** Findings of the stream whose closings wait for confirmation. */
    RoaringBitmap waiting(long streamId) {
        return set(waiting.read(streamId));
    }

    void saveWaiting(long streamId, RoaringBitmap findings) {
        waiting.replace(streamId, bytes(findings));
    }

    /** What the scan missed without closing it: held, and either not confirmed yet or seen again later. */
    RoaringBitmap missedBy(long projectId, long scanId) {
        RoaringBitmap held = set(missed.read(scanId));
        return held.isEmpty() ? held : Bitmaps.with(joins.of(projectId), held);
    }

    void hold(long scanId, RoaringBitmap findings) {
        missed.replace(scanId, bytes(findings));
    }

    /** The scan was right about these: they are closed as of it. */
    void confirm(long projectId, long scanId, RoaringBitmap findings) {
        hold(scanId, RoaringBitmap.andNot(missedBy(projectId, scanId), findings));
    }

    /** Replaces the numbers of absorbed findings among those that wait. */
    void replaceWaiting(long streamId, Map<Integer, Integer> survivors) {
        RoaringBitmap now = waiting(streamId);
        RoaringBitmap replaced = Bitmaps.with(survivors, now);
        if (!now.equals(replaced)) {
            saveWaiting(streamId, replaced);
        }
    }

    private static RoaringBitmap set(byte[] bytes) {
        return bytes.length == 0 ? new RoaringBitmap() : Bitmaps.read(ByteBuffer.wrap(bytes));
    }

    private static byte[] bytes(RoaringBitmap findings) {
        return findings.isEmpty() ? new byte[0] : Bitmaps.bytes(findings);
    }
}
