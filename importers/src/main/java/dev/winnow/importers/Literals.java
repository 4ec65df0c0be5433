package dev.winnow.importers;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Masks text between quotes, or behind a colon or an equals sign: where source code keeps literals. By hand, since a
 * pattern for them takes longer than all else that is done with a leaked secret. Where it cannot be known what is inside of
 * quotes and what is outside, both are masked.
 */
final class Literals {
    /** What ends a value without quotes, as white space does. */
    private static final String ENDS = "\"'`,;(){}";

    /** What stands behind the apostrophe of an English word. */
    private static final List<String> ENDINGS = List.of("s", "t", "re", "ll", "ve", "d", "m");

    /** What may stand between such a word and the next one. */
    private static final String PUNCTUATION = ".,;:!?)";

    /** Words that are none: they say of which kind a string of Python is. */
    private static final Set<String> PREFIXES = Set.of("br", "rb", "fr", "rf", "ur");

    private static final int SHORTEST_QUOTED = 3;
    private static final int SHORTEST_VALUE = 6;
    private static final int SHORTEST_WORD = 2;

    private Literals() {}

    /** The text without its literals. */
    static String masked(String text) {
        return masked(text, true);
    }

    /** The text without what stands between quotes. */
    static String quotesMasked(String text) {
        return masked(text, false);
    }

    private static String masked(String text, boolean withValues) {
        StringBuilder masked = null;
        int kept = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean quote = isQuote(c);
            int end = quote ? quoted(text, i, c) : withValues && isBehindSign(text, i) ? value(text, i) : -1;
            if (end < 0) {
                i++;
                continue;
            }
            // A short one is shown, and passed over as a whole: its end must not be taken for a beginning.
            if (!quote || end - i - 2 >= SHORTEST_QUOTED) {
                masked = masked == null ? new StringBuilder(text.length()) : masked;
                masked.append(text, kept, i).append(Masking.MASK);
                kept = end;
            }
            i = end;
        }
        return masked == null ? text : masked.append(text, kept, text.length()).toString();
    }

    /** Where the text between quotes that begins here ends, its last quote included; -1 where none does. */
    private static int quoted(String text, int start, char quote) {
        if (quote == '\'' && (isLikeApostrophe(text, start) || isOfPlural(text, start))) {
            int last = isApostrophe(text, start) ? start : last(text, start);
            return last > start ? last + 1 : -1;
        }
        for (int i = start + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
            if (text.charAt(i) == quote) {
                boolean unsure = quote == '\'' && isLikeApostrophe(text, i);
                return (unsure ? last(text, i) : i) + 1;
            }
        }
        return -1;
    }

    /** The last quote of the line, which is of the same kind as this one. */
    private static int last(String text, int quote) {
        int end = text.indexOf('\n', quote);
        return text.lastIndexOf(text.charAt(quote), end < 0 ? text.length() : end);
    }

    /** Whether a quote stands as in a user's name, and in what isn't one; a string that begins with s may, too. */
    private static boolean isLikeApostrophe(String text, int at) {
        return at > 0 && isLetter(text.charAt(at - 1)) && behindEnding(text, at) >= 0;
    }

    /** Whether a quote stands as behind many users' names. */
    private static boolean isOfPlural(String text, int at) {
        return at > 0 && text.charAt(at - 1) == 's' && (at + 1 == text.length() || !isWord(text.charAt(at + 1)));
    }

    /**
     * Whether it cannot be anything else: behind a word of its own, and before the end of another. Taken for a quote, it would
     * turn inside and outside around.
     */
    private static boolean isApostrophe(String text, int at) {
        int from = at;
        while (from > 0 && isLetter(text.charAt(from - 1))) {
            from--;
        }
        String word = text.substring(from, at);
        boolean isWord = word.length() >= SHORTEST_WORD
                && !PREFIXES.contains(word.toLowerCase(Locale.ROOT))
                && (from == 0 || !isPartOfName(text.charAt(from - 1)));
        int behind = Math.max(behindEnding(text, at), at + 1);
        if (behind < text.length() && PUNCTUATION.indexOf(text.charAt(behind)) >= 0) {
            behind++;
        }
        return isWord && (behind == text.length() || isSpace(text.charAt(behind)));
    }

    /** Where an ending behind this quote ends; -1 where there is none. */
    private static int behindEnding(String text, int quote) {
        for (String ending : ENDINGS) {
            int behind = quote + 1 + ending.length();
            if (text.startsWith(ending, quote + 1) && (behind == text.length() || !isWord(text.charAt(behind)))) {
                return behind;
            }
        }
        return -1;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    private static boolean isPartOfName(char c) {
        return isWord(c) || c == '-' || c == '$';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isWord(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '_';
    }

    private static int value(String text, int start) {
        int i = start;
        while (i < text.length() && !isSpace(text.charAt(i)) && ENDS.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i - start >= SHORTEST_VALUE ? i : -1;
    }

    private static boolean isBehindSign(String text, int at) {
        if (at == 0) {
            return false;
        }
        char before = text.charAt(at - 1);
        return isSign(before) || (at > 1 && isSpace(before) && isSign(text.charAt(at - 2)));
    }

    private static boolean isSign(char c) {
        return c == ':' || c == '=';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
