package dev.winnow.finding;

import com.carrotsearch.hppc.IntHashSet;
import dev.winnow.finding.identity.Known;
import java.util.List;
import java.util.function.UnaryOperator;
import org.roaringbitmap.RoaringBitmap;

/**
 * What is so before a scan is recorded.
 *
 * @param state of the scan's stream; for another branch, of the same guard and target on the tracked branch
 * @param near what matches weakly too: the stream's contents, and what the branch had of it
 * @param here what the stream contains on the tracked branch; for another branch, what its counterpart contains
 * @param others what the other streams of the tracked branch contain
 * @param open what is open on the tracked branch
 * @param past which of some findings the stream saw at any time
 */
record Surroundings(
        StreamState state,
        RoaringBitmap near,
        ScanContent here,
        List<ScanContent> others,
        RoaringBitmap open,
        UnaryOperator<IntHashSet> past)
        implements Known {

    @Override
    public boolean inStream(int finding) {
        return near.contains(finding);
    }

    @Override
    public boolean open(int finding) {
        return open.contains(finding);
    }

    @Override
    public IntHashSet hadBefore(IntHashSet findings) {
        return past.apply(findings);
    }

    @Override
    public int line(int finding) {
        return state.line(finding);
    }

    RoaringBitmap inOthers() {
        var all = new RoaringBitmap();
        others.forEach(content -> all.or(content.all()));
        return all;
    }
}
