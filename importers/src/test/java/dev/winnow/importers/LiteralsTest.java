package dev.winnow.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiteralsTest {
    /** Beginnings of literals, and what may stand before them without being one. */
    private static final List<String> BEFORE = List.of(
            "",
            "b",
            "u",
            "r",
            "rb",
            "-p",
            "x = ",
            "f(",
            "the team's ",
            "it isn't ",
            "sub-team's ",
            "'a', 5, ",
            "\"\", ",
            "dogs' ");

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
        assertThat(Literals.masked("# the users' password is 'hunter2'")).isEqualTo("# the users' password is ••••••");
        assertThat(Literals.masked("x('it's hunter2')")).isEqualTo("x(••••••)");
        assertThat(Literals.masked("x(b'hunter2', u'it's)")).isEqualTo("x(b••••••, u'it's)");
        assertThat(Literals.masked("the key of 'admin's box is 'hunter2', hm")).isEqualTo("the key of ••••••, hm");
        assertThat(Veil.LITERALS.words("Role 'system:signer' shouldn't see the team's password 'hunter2'"))
                .isEqualTo("Role •••••• shouldn't see the team's password ••••••");
    }

    @Test
    void aStringThatBeginsLikeAnEndingIsNone() {
        assertThat(Literals.masked("hvac.Client(b's.Xk3jq9LmPq0vTz7Rb2YcA1')")).isEqualTo("hvac.Client(b••••••)");
        assertThat(Literals.masked("mysql -p't-rex-99-secret'")).isEqualTo("mysql -p••••••");
        assertThat(Literals.masked("x = r't+abcdef'")).isEqualTo("x = r••••••");
        assertThat(Literals.masked("open(rb's secret words')")).isEqualTo("open(rb••••••)");
        assertThat(Literals.masked("curl -u'm:hunter2'")).isEqualTo("curl -u••••••");
        assertThat(Veil.ALL.words("mysql -p't-rex-99-secret' is in it")).isEqualTo("mysql -p•••••• is in it");
    }

    @Test
    void theEndOfAShortLiteralIsNoBeginning() {
        assertThat(Literals.masked("f('a', 5, 'hunter2')")).isEqualTo("f('a', 5, ••••••)");
        assertThat(Literals.masked("f(\"\", 5678, \"hunter2\")")).isEqualTo("f(\"\", 5678, ••••••)");
    }

    @Test
    void whatStandsBetweenQuotesIsNeverShown() {
        long seed = 20_261_129;
        var random = new Random(seed);
        List<String> starts = List.of("", "s ", "s.", "t-", "m:", "d", "re ", "it's ");
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                text.append(BEFORE.get(random.nextInt(BEFORE.size())))
                        .append('\'')
                        .append(starts.get(random.nextInt(starts.size())))
                        .append("hunter")
                        .append(random.nextInt(100))
                        .append('\'')
                        .append(random.nextBoolean() ? " " : ", ");
            }
            assertThat(Literals.masked(text.toString()))
                    .as("seed %d, round %d: %s", seed, round, text)
                    .doesNotContain("hunter");
        }
    }
}
