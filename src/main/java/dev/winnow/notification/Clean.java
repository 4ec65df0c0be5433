package dev.winnow.notification;

import dev.winnow.text.Plain;

/** Makes text of reports fit for messages: in one line, of a bounded length, without control characters. */
final class Clean {
    private Clean() {}

    /** @param longest in characters */
    static String line(String text, int longest) {
        var clean = new StringBuilder();
        // What comes behind is cut off anyway.
        text.codePoints().limit(longest * 4L).forEach(c -> {
            boolean written = Plain.isLine(Character.toString(c)) && Character.getType(c) != Character.FORMAT;
            if (!written || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ' && isGap(c)) {
                    clean.append(' ');
                }
            } else {
                clean.appendCodePoint(c);
            }
        });
        return cut(clean.toString().strip(), longest);
    }

    /** What joins letters without being seen is left out; what parts words stays a space. */
    private static boolean isGap(int c) {
        return Character.getType(c) != Character.FORMAT;
    }

    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + "…";
    }
}
