package dev.winnow.project;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A word that something is found by: letters without their case, at most {@value #LONGEST} characters. The database keeps
 * it as UTF-8, whose bytes have the same order everywhere; the words that start with it are a range.
 *
 * @param text 1 to {@value #LONGEST} characters
 */
public record SearchWord(String text) {
    private static final int LONGEST = 80;

    /** No text has this byte. */
    private static final byte BEHIND_ALL = (byte) 0xFF;

    /** @return empty where nothing is left of it */
    public static Optional<SearchWord> of(String text) {
        String folded = Normalizer.normalize(cut(text), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
        // Halves of characters do not survive in UTF-8: what is compared must be what is kept.
        String kept = new String(cut(folded).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return kept.isEmpty() ? Optional.empty() : Optional.of(new SearchWord(kept));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** What the database keeps, and the first of the words that start with it. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Behind the last of the words that start with it. */
    public byte[] end() {
        byte[] start = bytes();
        byte[] end = Arrays.copyOf(start, start.length + 1);
        end[start.length] = BEHIND_ALL;
        return end;
    }
}
