package dev.winnow.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTextTests {
    @Test
    void wordsLoseTheirCaseAndWhatStandsAroundThem() {
        assertThat(SearchText.of("  \"SQL-Injection\"  #1290 (CVE-2024-1234)").words())
                .containsExactly("sql-injection", "1290", "cve-2024-1234");
    }

    @Test
    void aPackageAddressStandsForThePackagesName() {
        assertThat(SearchText.of("pkg:npm/%40scope/left-pad@1.3.0?arch=x#lib").words())
                .containsExactly("left-pad");
        assertThat(SearchText.of("pkg:maven/org.apache/log4j-core").words()).containsExactly("log4j-core");
        assertThat(SearchText.of("@scope/name").words()).containsExactly("@scope/name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "%", "__", "'\"", "\u0000\u0007", "\uD83D", "pkg:", "pkg:/@", "<>", "…"})
    void whatHasLessThanTwoLettersOrDigitsLooksForNothing(String typed) {
        assertThat(SearchText.of(typed).isEmpty()).isTrue();
    }

    @Test
    void aLongTextIsCutInWordsAndLength() {
        SearchText text = SearchText.of("word" + " more x1 x2 x3 x4 x5 x6 x7".repeat(100_000));

        assertThat(text.words()).hasSize(6);
        assertThat(SearchText.of("a".repeat(1_000_000)).words().getFirst()).hasSizeLessThanOrEqualTo(80);
    }
}
