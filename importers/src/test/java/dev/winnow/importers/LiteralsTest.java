package dev.winnow.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LiteralsTest {
    /** What is meant, said slowly. */
    private static final Pattern LITERAL = Pattern.compile(
            "\"([^\"\\n]{3,})\"|(?!<a>)'([^'\\n]*<a>[^\\n]*|[^'\\n]{3,})'|`([^`\\n]{3,})`|(?<=[:=]\\s?)([^\\s\"'`,;(){}]{6,})"
                    .replace("<a>", "(?<=[A-Za-z])'(?=(?:s|t|re|ll|ve|d|m)(?!\\w))"));

    @Test
    void literalsAreMaskedAndNamesAreNot() {
        assertThat(Literals.masked("password = \"hunter2\", user='root'; n = 7"))
                .isEqualTo("password = ••••••, user=••••••; n = 7");
        assertThat(Literals.masked("token: abcdef123\nnext")).isEqualTo("token: ••••••\nnext");
        assertThat(Literals.masked("a = \"\"")).isEqualTo("a = \"\"");
        assertThat(Literals.masked("")).isEmpty();
    }

    @Test
    void anApostropheIsNoQuote() {
        assertThat(Literals.masked("# the user's password is 'hunter2'")).isEqualTo("# the user's password is ••••••");
        assertThat(Literals.masked("x('it's hunter2')")).isEqualTo("x(••••••)");
        assertThat(Literals.masked("x(b'hunter2', u'it's)")).isEqualTo("x(b••••••, u'it's)");
        assertThat(Literals.masked("the key of 'admin's box is 'hunter2', hm")).isEqualTo("the key of ••••••, hm");
        assertThat(Veil.LITERALS.words("Role 'system:signer' shouldn't see the team's password 'hunter2'"))
                .isEqualTo("Role •••••• shouldn't see the team's password ••••••");
    }

    @Test
    void byHandIsTheSameAsByPattern() {
        long seed = 20_261_128;
        var random = new Random(seed);
        String alphabet = "abcdefgh\"'`:= \n\t,;(){}";
        for (int round = 0; round < 50_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String pattern = LITERAL.matcher(text).replaceAll(Masking.MASK);
            assertThat(Literals.masked(text.toString()))
                    .as("seed %d, round %d: %s", seed, round, text)
                    .isEqualTo(pattern);
        }
    }
}
