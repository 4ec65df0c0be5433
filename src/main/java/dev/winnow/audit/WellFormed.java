package dev.winnow.audit;

import java.nio.charset.StandardCharsets;

/** Texts as every database and every encoding keeps them: what has no UTF-8 or is the character NUL is replaced. */
final class WellFormed {
    private WellFormed() {}

    static String text(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    /** At most {@code longest} UTF-16 units of it, with an ellipsis where it is cut. */
    static String text(String text, int longest) {
        return text.length() <= longest ? text(text) : text(text.substring(0, longest - 1)) + "…";
    }
}
