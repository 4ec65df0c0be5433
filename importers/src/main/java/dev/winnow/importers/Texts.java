package dev.winnow.importers;

import org.jspecify.annotations.Nullable;

/** Bounds on the texts that are kept: a report may hold a gigabyte in one field, a finding need not. */
public final class Texts {
    /** The most characters kept of a one-line text such as a title. */
    public static final int LINE = 300;

    /** The most characters kept of a message, description or snippet. */
    public static final int BLOCK = 16_000;

    private Texts() {}

    /**
     * The text on one line: line breaks and runs of white space become a space, control characters are dropped, and what is
     * too long ends in "…".
     */
    public static String line(String text) {
        int n = text.length();
        boolean clean = n <= LINE;
        for (int i = 0; clean && i < n; i++) {
            char c = text.charAt(i);
            clean = c > ' ' ? !isControl(c) : c == ' ' && i > 0 && i < n - 1 && text.charAt(i - 1) != ' ';
        }
        if (clean) {
            return text;
        }
        var line = new char[Math.min(n, LINE) + 1];
        int length = 0;
        boolean space = false;
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (c == ' ' || isBreak(c)) {
                space = length > 0;
                continue;
            }
            if (isControl(c)) {
                continue;
            }
            if (length >= LINE) {
                return cut(new String(line, 0, length), LINE - 1);
            }
            if (space) {
                line[length++] = ' ';
                space = false;
            }
            line[length++] = c;
        }
        String whole = new String(line, 0, length);
        return length > LINE ? cut(whole, LINE - 1) : whole;
    }

    /** The text without control characters other than tabs and line breaks, cut to {@link #BLOCK} characters. */
    public static String block(String text) {
        String kept = text.length() <= BLOCK ? text : cut(text, BLOCK - 1);
        return TextScan.hasControl(kept) ? withoutControls(kept) : kept;
    }

    /** The text; null where it is blank, as tools write what they do not know. */
    public static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static String withoutControls(String text) {
        var kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isControl(c)) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    /** The text on one line, with its middle left out where it is longer. @param most at least 3 */
    static String middleOut(String text, int most) {
        if (text.length() <= most) {
            return line(text);
        }
        int head = most / 2;
        int tail = text.length() - (most - 1 - head);
        head -= Character.isHighSurrogate(text.charAt(head - 1)) ? 1 : 0;
        tail += Character.isLowSurrogate(text.charAt(tail)) ? 1 : 0;
        return line(text.substring(0, head) + "…" + text.substring(tail));
    }

    /** The text, cut to this many characters where it is longer. @param most at least 2 */
    public static String atMost(String text, int most) {
        return text.length() <= most ? text : cut(text, most - 1);
    }

    /** Whether nobody can see it and it parts no words: C0 without white space, delete, and C1. */
    static boolean isControl(char c) {
        return c < ' ' ? !isBreak(c) : c >= 0x7f && c <= 0x9f;
    }

    /** Tab, line feed, vertical tab, form feed, carriage return. */
    private static boolean isBreak(char c) {
        return c >= '\t' && c <= '\r';
    }

    private static String cut(String text, int length) {
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "…";
    }
}
