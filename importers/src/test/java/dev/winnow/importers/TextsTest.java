package dev.winnow.importers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void controlCharactersAreDroppedAndWhiteSpaceIsKept() {
        assertThat(Texts.block("a\u0000b\u001b[1m\tc\r\n\u0085d\u007f")).isEqualTo("ab[1m\tc\r\nd");
        assertThat(Texts.line("\u0000a\u0000b\u001b\t\u0001\n c\u007f\u009f")).isEqualTo("ab c");
        assertThat(Texts.line("\u0000")).isEmpty();
        String clean = "nothing to do";
        assertThat(Texts.block(clean)).isSameAs(clean);
        assertThat(Texts.line(clean)).isSameAs(clean);
    }
}
