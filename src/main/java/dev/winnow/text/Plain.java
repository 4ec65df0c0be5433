package dev.winnow.text;

import java.util.Optional;

/**
 * Text without what no file, database or log takes: control characters, halves of characters and no characters; nor what
 * turns the direction of writing, so that a text reads otherwise than it is.
 */
public final class Plain {
    private Plain() {}

    /** Whether it is text in a single line. */
    public static boolean isLine(String text) {
        return text.codePoints().allMatch(Plain::isWritten);
    }

    /** Whether it is text, in one line or several. */
    public static boolean isText(String text) {
        return text.codePoints().allMatch(c -> c == '\n' || c == '\t' || isWritten(c));
    }

    /** The same with one kind of line end. */
    public static String lines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** The error, unless all is right. */
    public static Optional<String> unless(boolean right, String error) {
        return right ? Optional.empty() : Optional.of(error);
    }

    private static boolean isWritten(int c) {
        return !Character.isISOControl(c)
                && Character.getType(c) != Character.SURROGATE
                && (c & 0xFFFE) != 0xFFFE
                && !turns(c);
    }

    private static boolean turns(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }
}
