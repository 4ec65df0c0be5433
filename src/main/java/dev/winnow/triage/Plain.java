package dev.winnow.triage;

import java.util.Optional;

/** Text without what no file, database or log takes: control characters, halves of characters and no characters. */
final class Plain {
    private Plain() {}

    /** Whether it is text in a single line. */
    static boolean isLine(String text) {
        return text.codePoints().allMatch(Plain::isWritten);
    }

    /** Whether it is text, in one line or several. */
    static boolean isText(String text) {
        return text.codePoints().allMatch(c -> c == '\n' || c == '\t' || isWritten(c));
    }

    /** The same with one kind of line end. */
    static String lines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    static Optional<String> unless(boolean right, String error) {
        return right ? Optional.empty() : Optional.of(error);
    }

    private static boolean isWritten(int c) {
        return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE && (c & 0xFFFE) != 0xFFFE;
    }
}
