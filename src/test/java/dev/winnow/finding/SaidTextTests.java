package dev.winnow.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.finding.identity.Sample;
import dev.winnow.importers.Kind;
import dev.winnow.support.Seeds;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SaidTextTests {
    /** Letters that JSON or lower case treats in ways of its own. */
    private static final String LETTERS = "aAbBkKsS019 .,-\"\\/\u0001\n\tßäÄ\u212aİıΣσς\ud83d\ude00{}[]:";

    static LongStream seeds() {
        return Seeds.some(40);
    }

    private static SightingDetails details(String title, String message) {
        return SightingDetails.of(
                Sample.builder(Kind.CODE, "R").title(title).message(message).build());
    }

    private static String text(Random random, int length) {
        var text = new StringBuilder();
        int[] letters = LETTERS.codePoints().toArray();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsFoundIsWhatTitlesAndMessagesHaveInLowerCase(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            String title = "T" + text(random, random.nextInt(30));
            String message = text(random, random.nextInt(10) == 0 ? 3_000 : random.nextInt(40));
            String wanted = text(random, 1 + random.nextInt(4));
            SightingDetails details = details(title, message);
            assertThat(new SaidText(wanted).isIn(StoredJson.write(details)))
                    .as("seed %d: %s in %s", seed, wanted, details)
                    .isEqualTo(has(details.title(), wanted) || has(details.message(), wanted));
        }
    }

    private static boolean has(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource({"REACHES a, true", "'a \"quoted\" b', true", "fingerprints, false", "title, false", "R, true"})
    void namesAndOtherFieldsAreNoTexts(String wanted, boolean said) {
        assertThat(new SaidText(wanted).isIn(StoredJson.write(details("It reaches a call", "a \"quoted\" b"))))
                .isEqualTo(said);
    }
}
