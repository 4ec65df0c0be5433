package dev.winnow.finding.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTests {
    @Test
    void aPathIsTheSameHoweverItsPartsAreSeparated() {
        assertThat(Canonical.path("src\\main\\App.java"))
                .isEqualTo(Canonical.path("./src/main/App.java"))
                .isEqualTo("src/main/App.java");
        assertThat(Canonical.path("././a")).isEqualTo("a");
        assertThat(Canonical.path(".env")).isEqualTo(".env");
        assertThat(Canonical.path("../a")).isEqualTo("../a");
    }

    @Test
    void codeIsTheSameHoweverItIsIndented() {
        assertThat(Canonical.code("  if (a)\n\t\treturn b;\r\n"))
                .isEqualTo(Canonical.code("if (a) return b;"))
                .isEqualTo("if(a)returnb;");
        assertThat(Canonical.code(" \n\t\u00a0")).isNull();
        assertThat(Canonical.code(null)).isNull();
        assertThat(Canonical.code("a = 1")).isNotEqualTo(Canonical.code("a = 2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Value 12 at line 345 is bad | Value 7 at line 9 is bad",
                "Variable 'a' is never read | Variable 'other' is never read",
                "Use of `md5` here | Use of `sha1` here",
                "Found \"x y\" twice | Found \"z\" twice",
                "Query  built   from input | Query built from input"
            })
    void aMessageIsTheSameWithoutItsNumbersAndQuotedParts(String one, String other) {
        assertThat(Canonical.message(one)).isEqualTo(Canonical.message(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Don't use eval, it's bad | Don't use exec, it's bad",
                "An open quote ' then this | An open quote ' then that",
                "Value is bad | Value is good"
            })
    void whatIsNotANumberNorQuotedStays(String one, String other) {
        assertThat(Canonical.message(one)).isNotEqualTo(Canonical.message(other));
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/a/b, http://127.0.0.1:8080/a/b",
        "https://h/orders/17, https://h/orders/2041",
        "https://h/o/3f2504e0-4f89-11d3-9a0c-0305e82c3301/x, https://h/o/aaaaaaaa-4f89-11d3-9a0c-0305e82c3302/x",
        "https://h/f/9a0c0305e82c33013f25, https://h/f/0c0305e82c33013f2599",
        "https://h/s?q=1&page=2, https://h/s?page=9&q=other",
        "https://h/a?x=1#top, https://h/a?x=2#end",
        "https://h/a/, https://h/a",
        "https://h, https://h/",
        "https://h?q=1, https://h/?q=2",
        "https://h?next=/a, https://h/?next=/b"
    })
    void anAddressIsTheSameOnAnotherHostAndWithOtherValues(String one, String other) {
        assertThat(Canonical.address(one)).isEqualTo(Canonical.address(other));
    }

    @ParameterizedTest
    @CsvSource({
        "https://h/a, https://h/b",
        "https://h/v1/users, https://h/v2/users",
        "https://h/a?q=1, https://h/a?p=1",
        "https://h/a?q=1, https://h/a",
        "https://h?q=1, https://h",
        "https://h/accessed, https://h/defaced",
        "https://h/orders/17, https://h/orders",
        "/a?u=https://x/y, /b?u=https://x/y",
        "https://h/A, https://h/a"
    })
    void anotherPageIsAnotherAddress(String one, String other) {
        assertThat(Canonical.address(one)).isNotEqualTo(Canonical.address(other));
    }
}
