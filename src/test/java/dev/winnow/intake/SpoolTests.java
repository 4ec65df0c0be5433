package dev.winnow.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.carrotsearch.hppc.LongHashSet;
import dev.winnow.finding.identity.Sample;
import dev.winnow.importers.Result;
import org.junit.jupiter.api.Test;

class SpoolTests {
    private static final Result GIVEN_UP = Sample.code("rule", "given-up.c", 1, "int x;");
    private static final Result FIRST = Sample.code("rule", "first.c", 1, "int x;");
    private static final Result SECOND = Sample.code("rule", "second.c", 2, "int y;");

    @Test
    void nothingTakenBeforeARestartIsLeft() {
        Spool spool = spool(Long.MAX_VALUE);
        spool.accept(GIVEN_UP);
        spool.accept(FIRST);
        spool.restart();
        assertThat(spool.table().size()).isZero();
        assertThat(spool.kept().size()).isZero();

        spool.accept(FIRST);
        spool.accept(SECOND);
        Spool fresh = spool(Long.MAX_VALUE);
        fresh.accept(FIRST);
        fresh.accept(SECOND);
        assertThat(spool.table().size()).isEqualTo(2);
        assertThat(spool.table().digest(0)).isEqualTo(fresh.table().digest(0));
        assertThat(spool.table().digest(1)).isEqualTo(fresh.table().digest(1));
        assertThat(spool.kept().size()).isEqualTo(2);
        assertThat(spool.kept().bytes()).isEqualTo(fresh.kept().bytes());
    }

    @Test
    void aSpoolThatWasFullKeepsResultsAfterARestart() {
        Spool spool = spool(1000);
        for (int i = 0; i < 100; i++) {
            spool.accept(Sample.code("rule" + i, "given-up.c", i, "int x;"));
        }
        assertThat(spool.kept().size()).isZero();
        spool.restart();
        spool.accept(FIRST);
        assertThat(spool.kept().size()).isEqualTo(1);
    }

    private static Spool spool(long maxBytes) {
        return new Spool(new LongHashSet(), maxBytes, sink -> {
            throw new AssertionError("not read again");
        });
    }
}
