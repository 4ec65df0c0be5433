package dev.winnow.importers;

/**
 * Masks text between quotes, or behind a colon or an equals sign: where source code keeps literals. By hand, since a
 * pattern for them takes longer than all else that is done with a leaked secret.
 */
final class Literals {
    /** What ends a value without quotes, as white space does. */
    private static final String ENDS = "\"'`,;(){}";

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
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                return i - start - 1 >= SHORTEST_QUOTED ? i + 1 : -1;
            }
            if (c == '\n') {
                return -1;
            }
        }
        return -1;
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
