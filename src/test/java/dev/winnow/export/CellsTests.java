package dev.winnow.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that a spreadsheet must not take for formulas. */
class CellsTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(1)",
                "\t=1",
                "\r=1",
                "\n1",
                " =1",
                "\u00a0=1",
                "\ufeff=1",
                "\u200b=1",
                "\uff1d1"
            })
    void whatBeginsAFormulaIsMarked(String text) {
        assertThat(Cells.text(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=1", "1-2", "CVE-2024-1", "<b>", "x;=1", "—", "\u200b"})
    void everythingElseStaysAsItIs(String text) {
        assertThat(Cells.text(text)).isEqualTo(text);
    }

    /** As many countries open tables: with semicolons between the cells, where quotes within a line quote nothing. */
    @Test
    void whatWouldBeginOneForAnotherSeparatorIsMarkedInTablesOfPlainText() {
        assertThat(Cells.field("x;=1")).isEqualTo("x;'=1");
        assertThat(Cells.field("x; \"@a;b;-1")).isEqualTo("x; \"'@a;b;'-1");
        assertThat(Cells.field("x;\u00a0=1;\u200b=2")).isEqualTo("x;\u00a0'=1;\u200b'=2");
        assertThat(Cells.field("x\t+1")).isEqualTo("x\t'+1");
        assertThat(Cells.field("x\r\n=cmd|' /C calc'!A0")).isEqualTo("x\r\n'=cmd|' /C calc'!A0");
        assertThat(Cells.field("=1;=2")).isEqualTo("'=1;'=2");
        assertThat(Cells.field("a; b - c = d, e@f")).isEqualTo("a; b - c = d, e@f");
    }

    @Test
    void whatNoCellHoldsIsCutOrReplaced() {
        assertThat(Cells.text("a\u0000b\ud83d")).isEqualTo("a\ufffdb\ufffd");
        assertThat(Cells.text("a".repeat(100_000))).hasSize(32_001).endsWith("…");
    }
}
