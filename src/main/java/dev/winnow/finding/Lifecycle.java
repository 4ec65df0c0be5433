package dev.winnow.finding;

import org.roaringbitmap.RoaringBitmap;

/**
 * What one scan of a stream of the tracked branch opens and closes (design: identity). A finding is open while at least
 * one stream contains it in its newest complete scan, or in a partial one since: what a scanner saw is there, even if it
 * did not look everywhere.
 */
final class Lifecycle {
    private Lifecycle() {}

    /**
     * When closings are too many to be believed at once.
     *
     * @param share the least share of what the stream had that must be missing, 0 to 1
     * @param atLeast streams with fewer findings are always believed
     */
    record HoldRule(double share, int atLeast) {
        /** Four fifths of twenty or more. */
        static final HoldRule DEFAULT = new HoldRule(0.8, 20);

        boolean holds(RoaringBitmap had, RoaringBitmap missing) {
            int count = had.getCardinality();
            return count >= atLeast && missing.getCardinality() >= share * count;
        }
    }

    /**
     * What is so before the scan.
     *
     * @param stream what the stream contains
     * @param others what the other streams of the branch contain
     * @param held findings whose closings wait for confirmation
     */
    record Before(RoaringBitmap stream, RoaringBitmap others, RoaringBitmap held) {}

    /**
     * What the scan changes.
     *
     * @param opened findings that were not open and are now
     * @param closed findings that no stream contains any more, closed by this scan
     * @param closedByHeld findings that no stream contains any more, closed as of the scan that was held
     * @param contained what the stream contains from now on
     * @param heldBack findings whose closings wait for confirmation from now on
     */
    record Change(
            RoaringBitmap opened,
            RoaringBitmap closed,
            RoaringBitmap closedByHeld,
            RoaringBitmap contained,
            RoaringBitmap heldBack) {}

    static Change of(Before before, RoaringBitmap found, boolean complete, HoldRule rule) {
        RoaringBitmap opened = RoaringBitmap.andNot(found, before.stream());
        opened.andNot(before.others());
        if (!complete) {
            // It says nothing of what it misses; what it sees need not be confirmed any more.
            return new Change(
                    opened,
                    new RoaringBitmap(),
                    new RoaringBitmap(),
                    RoaringBitmap.or(before.stream(), found),
                    RoaringBitmap.andNot(before.held(), found));
        }
        // Missing twice: the scan that was held was right.
        RoaringBitmap confirmed = RoaringBitmap.and(before.stream(), before.held());
        confirmed.andNot(found);
        RoaringBitmap expected = RoaringBitmap.andNot(before.stream(), confirmed);
        RoaringBitmap missing = RoaringBitmap.andNot(expected, found);
        boolean hold = rule.holds(expected, missing);
        return new Change(
                opened,
                hold ? new RoaringBitmap() : RoaringBitmap.andNot(missing, before.others()),
                RoaringBitmap.andNot(confirmed, before.others()),
                hold ? RoaringBitmap.or(found, missing) : found.clone(),
                hold ? missing : new RoaringBitmap());
    }
}
