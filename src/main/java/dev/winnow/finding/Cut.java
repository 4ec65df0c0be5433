package dev.winnow.finding;

import org.jspecify.annotations.Nullable;

/** Texts cut to what a column holds, and without the character that PostgreSQL refuses. */
final class Cut {
    private Cut() {}

    static String to(String text, int length) {
        String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        if (clean.length() <= length) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(length - 1)) ? length - 1 : length;
        return clean.substring(0, end);
    }

    static @Nullable String orNull(@Nullable String text, int length) {
        return text == null ? null : to(text, length);
    }
}
