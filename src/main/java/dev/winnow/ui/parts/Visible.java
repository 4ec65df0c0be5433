package dev.winnow.ui.parts;

/**
 * Text of reports without what cannot be seen: control characters, and those that turn the direction of writing around,
 * which make code look like other code.
 */
public final class Visible {
    /** Stands for a character that was taken out. */
    private static final char MARK = '\uFFFD';

    private Visible() {}

    /** The text with its line breaks and tabs, and without other control characters. */
    public static String text(String text) {
        return isPlain(text) ? text : kept(text, false);
    }

    /** The same for code: what is taken out leaves a mark. */
    public static String code(String text) {
        return isPlain(text) ? text : kept(text, true);
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(Visible::isHidden);
    }

    private static String kept(String text, boolean marked) {
        var kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isHidden(c)) {
                kept.append(c);
            } else if (marked && c != '\r') {
                kept.append(MARK);
            }
        }
        return kept.toString();
    }

    private static boolean isHidden(int c) {
        boolean isControl = c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0;
        boolean turns = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
        return isControl || turns;
    }
}
