package dev.winnow.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class StreamStateTests {
    private static StreamState reloaded(Map<Integer, byte[]> blocks) {
        var state = new StreamState();
        blocks.forEach((block, entries) -> {
            if (entries.length > 0) {
                state.load(block, entries);
            }
        });
        return state;
    }

    @Test
    void whatIsStoredIsReadBack() {
        var state = new StreamState();
        int[] findings = {1, 4095, 4096, 8191, 65_536, 5_000_000};
        for (int finding : findings) {
            state.put(finding, finding * 2, -finding);
        }
        var read = reloaded(state.changedBlocks());

        assertThat(read.content()).isEqualTo(RoaringBitmap.bitmapOf(findings));
        for (int finding : findings) {
            assertThat(read.line(finding)).isEqualTo(finding * 2);
            assertThat(read.saw(finding, -finding)).isTrue();
            assertThat(read.saw(finding, finding)).isFalse();
        }
        assertThat(read.changedBlocks()).isEmpty();
    }

    @Test
    void onlyBlocksThatDifferAreWritten() {
        var state = new StreamState();
        for (int finding = 1; finding <= 20_000; finding++) {
            state.put(finding, 1, 1);
        }
        var read = reloaded(state.changedBlocks());
        read.put(5_000, 1, 1);
        assertThat(read.changedBlocks()).as("put as it was").isEmpty();
        read.put(5_000, 2, 1);
        assertThat(read.changedBlocks()).containsOnlyKeys(1);
        read.removeAll(RoaringBitmap.bitmapOf(9_000));
        assertThat(read.changedBlocks()).containsOnlyKeys(1, 2);
    }

    @Test
    void aBlockThatHasNothingLeftIsEmptied() {
        var state = new StreamState();
        state.put(1, 1, 1);
        state.put(5_000, 1, 1);
        var read = reloaded(state.changedBlocks());
        read.removeAll(RoaringBitmap.bitmapOf(5_000));

        assertThat(read.changedBlocks()).containsOnlyKeys(1);
        assertThat(read.changedBlocks().get(1)).isEmpty();
        assertThat(read.saw(5_000, 1)).as("gone").isFalse();
    }

    @Test
    void whatWasNeverSeenHasNoLine() {
        assertThat(new StreamState().line(7)).isZero();
        assertThat(new StreamState().saw(7, 0)).isFalse();
    }
}
