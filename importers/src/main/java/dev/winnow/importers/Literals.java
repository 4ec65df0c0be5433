package dev.winnow.importers;

import java.util.List;

/**
 * Masks text between quotes, or behind a colon or an equals sign: where source code keeps literals. By hand, since a
 * pattern for them takes longer than all else that is done with a leaked secret.
 */
final class Literals {
    /** What ends a value without quotes, as white space does. */
    private static final String ENDS = "\"'`,;(){}";

    /** What stands behind the apostrophe of an English word. */
    private static final List<String> ENDINGS = List.of("s", "t", "re", "ll", "ve", "d", "m");

    private static final int SHORTEST_QUOTED = 3;
    private static final int SHORTEST_VALUE = 6;

    private Literals() {}

    static String masked(String text) {
        StringBuilder masked = null;
        int kept = 0;
        int i = 0;
        while (i < text.length()) {
            int end = end(text, i);
            if (end < 0) {
                i++;
                continue;
            }
            masked = masked == null ? new StringBuilder(text.length()) : masked;
            masked.append(text, kept, i).append(Masking.MASK);
            kept = end;
            i = end;
        }
        return masked == null ? text : masked.append(text, kept, text.length()).toString();
    }

    /** Where the literal that begins here ends; -1 where none does. */
    private static int end(String text, int start) {
        char c = text.charAt(start);
        if (c == '"' || c == '\'' || c == '`') {
            return quoted(text, start, c);
        }
        return isBehindSign(text, start) ? value(text, start) : -1;
    }

    private static int quoted(String text, int start, char quote) {
        if (isApostrophe(text, start)) {
            return -1;
        }
        for (int i = start + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
            if (text.charAt(i) == quote) {
                // Whether an apostrophe ends it nobody knows: up to the last quote of the line nothing is shown.
                int end = isApostrophe(text, i) ? last(text, i) : i;
                return end - start - 1 >= SHORTEST_QUOTED ? end + 1 : -1;
            }
        }
        return -1;
    }

    /** The last quote of the line, which is of the same kind as this one. */
    private static int last(String text, int quote) {
        int end = text.indexOf('\n', quote);
        return text.lastIndexOf(text.charAt(quote), end < 0 ? text.length() : end);
    }

    /** As in a user's name, and in what isn't one: taken for a quote, it would turn inside and outside around. */
    private static boolean isApostrophe(String text, int at) {
        if (text.charAt(at) != '\'' || at == 0 || !isLetter(text.charAt(at - 1))) {
            return false;
        }
        for (String ending : ENDINGS) {
            int behind = at + 1 + ending.length();
            if (text.startsWith(ending, at + 1) && (behind == text.length() || !isWord(text.charAt(behind)))) {
                return true;
            }
        }
        return false;
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
