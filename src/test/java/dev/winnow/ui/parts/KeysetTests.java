package dev.winnow.ui.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeysetTests {
    private final AtomicInteger read = new AtomicInteger();

    private Keyset<Integer> of(int rows) {
        return new Keyset<>((last, limit) -> {
            int from = last == null ? 0 : last + 1;
            List<Integer> page =
                    IntStream.range(from, Math.min(rows, from + limit)).boxed().toList();
            read.addAndGet(page.size());
            return page;
        });
    }

    @Test
    void pagesInARowReadEachRowOnce() {
        Keyset<Integer> keyset = of(120);
        var all = new ArrayList<Integer>();
        for (int offset = 0; offset < 150; offset += 50) {
            all.addAll(keyset.page(offset, 50));
        }

        assertThat(all).isEqualTo(IntStream.range(0, 120).boxed().toList());
        assertThat(read).hasValue(120);
    }

    @Test
    void aJumpWalksThereOnceAndIsRemembered() {
        Keyset<Integer> keyset = of(5_000);
        assertThat(keyset.page(4_000, 50)).startsWith(4_000).hasSize(50);
        int walked = read.get();

        assertThat(keyset.page(4_000, 50)).startsWith(4_000);

        assertThat(walked).isEqualTo(4_050);
        assertThat(read).hasValue(walked + 50);
    }

    @Test
    void behindTheEndThereIsNothing() {
        assertThat(of(10).page(50, 50)).isEmpty();
        assertThat(of(0).page(0, 50)).isEmpty();
    }
}
