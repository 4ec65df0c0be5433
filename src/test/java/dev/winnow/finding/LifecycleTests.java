package dev.winnow.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** Each sentence of the design on what opens and closes. */
class LifecycleTests {
    private static final RoaringBitmap NONE = new RoaringBitmap();

    private static RoaringBitmap set(int... findings) {
        return RoaringBitmap.bitmapOf(findings);
    }

    private static RoaringBitmap range(int from, int to) {
        var set = new RoaringBitmap();
        set.add((long) from, (long) to + 1);
        return set;
    }

    private static Lifecycle.Change complete(RoaringBitmap had, RoaringBitmap others, RoaringBitmap found) {
        return change(had, others, NONE, found, true);
    }

    private static Lifecycle.Change change(
            RoaringBitmap had, RoaringBitmap others, RoaringBitmap held, RoaringBitmap found, boolean complete) {
        return Lifecycle.of(new Lifecycle.Before(had, others, held), found, complete, Lifecycle.HoldRule.DEFAULT);
    }

    @Test
    void aFindingThatNoStreamContainedOpens() {
        var change = complete(set(1), set(2), set(1, 2, 3));

        assertThat(change.opened()).isEqualTo(set(3));
        assertThat(change.closed()).isEqualTo(NONE);
        assertThat(change.contained()).isEqualTo(set(1, 2, 3));
    }

    @Test
    void aFindingThatNoStreamContainsAnyMoreCloses() {
        var change = complete(set(1, 2), NONE, set(1));

        assertThat(change.closed()).isEqualTo(set(2));
        assertThat(change.contained()).isEqualTo(set(1));
    }

    @Test
    void aFindingThatAnotherStreamStillContainsStaysOpen() {
        var change = complete(set(1, 2), set(2), set(1));

        assertThat(change.closed()).isEqualTo(NONE);
        assertThat(change.contained()).isEqualTo(set(1));
    }

    @Test
    void aPartialScanOpensWhatItReportsAndClosesNothing() {
        var change = change(set(1, 2), NONE, NONE, set(2, 3), false);

        assertThat(change.opened()).isEqualTo(set(3));
        assertThat(change.closed()).isEqualTo(NONE);
        assertThat(change.heldBack()).isEqualTo(NONE);
        assertThat(change.contained()).isEqualTo(set(1, 2, 3));
    }

    @Test
    void anEmptyFirstScanChangesNothing() {
        var change = complete(NONE, NONE, NONE);

        assertThat(change).isEqualTo(new Lifecycle.Change(NONE, NONE, NONE, NONE, NONE));
    }

    @Test
    void aScanThatMissesFourFifthsOfTwentyClosesNothingYet() {
        var change = complete(range(1, 20), NONE, range(17, 20));

        assertThat(change.heldBack()).isEqualTo(range(1, 16));
        assertThat(change.closed()).isEqualTo(NONE);
        assertThat(change.contained()).isEqualTo(range(1, 20));
    }

    @Test
    void aScanThatMissesLessIsBelieved() {
        assertThat(complete(range(1, 20), NONE, range(16, 20)).closed()).isEqualTo(range(1, 15));
        assertThat(complete(range(1, 20), NONE, range(16, 20)).heldBack()).isEqualTo(NONE);
    }

    @Test
    void aStreamOfFewerThanTwentyIsAlwaysBelieved() {
        assertThat(complete(range(1, 19), NONE, NONE).closed()).isEqualTo(range(1, 19));
    }

    @Test
    void whatAHeldScanFoundFirstIsOpenedAllTheSame() {
        var change = complete(range(1, 20), NONE, set(50));

        assertThat(change.opened()).isEqualTo(set(50));
        assertThat(change.contained()).isEqualTo(RoaringBitmap.or(range(1, 20), set(50)));
        assertThat(change.heldBack()).isEqualTo(range(1, 20));
    }

    @Test
    void theNextCompleteScanConfirmsWhatItMissesTooAsOfTheHeldOne() {
        var change = change(range(1, 20), NONE, range(1, 19), set(20), true);

        assertThat(change.closedByHeld()).isEqualTo(range(1, 19));
        assertThat(change.closed()).isEqualTo(NONE);
        assertThat(change.heldBack()).isEqualTo(NONE);
        assertThat(change.contained()).isEqualTo(set(20));
    }

    @Test
    void whatTheNextScanFindsAgainWasNeverClosed() {
        var change = change(range(1, 20), NONE, range(1, 19), range(10, 20), true);

        assertThat(change.closedByHeld()).isEqualTo(range(1, 9));
        assertThat(change.opened()).isEqualTo(NONE);
        assertThat(change.contained()).isEqualTo(range(10, 20));
    }

    @Test
    void whatOnlyTheNextScanMissesIsClosedByIt() {
        var change = change(range(1, 20), NONE, range(1, 18), set(20), true);

        assertThat(change.closedByHeld()).isEqualTo(range(1, 18));
        assertThat(change.closed()).isEqualTo(set(19));
    }

    @Test
    void aPartialScanConfirmsNothing() {
        var change = change(range(1, 20), NONE, range(1, 19), NONE, false);

        assertThat(change.closedByHeld()).isEqualTo(NONE);
        assertThat(change.contained()).isEqualTo(range(1, 20));
        assertThat(change.heldBack()).isEqualTo(range(1, 19));
    }

    @Test
    void whatAPartialScanSeesNeedsNoConfirmationAnyMore() {
        var partial = change(range(1, 20), NONE, range(1, 19), set(5, 30), false);

        assertThat(partial.heldBack()).isEqualTo(RoaringBitmap.andNot(range(1, 19), set(5)));

        var next = change(partial.contained(), NONE, partial.heldBack(), set(20, 30), true);
        assertThat(next.closedByHeld()).isEqualTo(partial.heldBack());
        assertThat(next.closed()).isEqualTo(set(5));
    }

    @Test
    void aConfirmingScanThatItselfMissesMostOfTheRestIsHeldForThatRest() {
        RoaringBitmap had = range(1, 200);
        var change = change(had, NONE, range(1, 170), NONE, true);

        assertThat(change.closedByHeld()).isEqualTo(range(1, 170));
        assertThat(change.heldBack()).isEqualTo(range(171, 200));
        assertThat(change.contained()).isEqualTo(range(171, 200));
    }

    @Test
    void whatOthersContainIsNotClosedByAConfirmationEither() {
        var change = change(range(1, 20), set(7), range(1, 20), NONE, true);

        assertThat(change.closedByHeld()).isEqualTo(RoaringBitmap.andNot(range(1, 20), set(7)));
    }

    @Test
    void nothingThatIsHandedInIsChanged() {
        RoaringBitmap had = range(1, 20);
        RoaringBitmap others = set(3);
        RoaringBitmap found = set(20, 21);
        RoaringBitmap held = set(20);
        change(had, others, held, found, true).contained().add(99);

        assertThat(had).isEqualTo(range(1, 20));
        assertThat(others).isEqualTo(set(3));
        assertThat(found).isEqualTo(set(20, 21));
        assertThat(held).isEqualTo(set(20));
    }
}
