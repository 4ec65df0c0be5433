package dev.winnow.importers;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * A small cache of strings by their characters. A slot holds the string that came last, so that its size is bounded
 * whatever a report holds; what is long comes seldom twice and is not kept.
 */
final class SharedTexts {
    private static final int SLOTS = 4096;
    private static final int LONGEST = 200;

    private final @Nullable String[] slots = new String[SLOTS];

    /** The string the parser stands on. */
    String of(JsonParser parser) {
        char[] chars = parser.getStringCharacters();
        int length = parser.getStringLength();
        int offset = parser.getStringOffset();
        if (length > LONGEST) {
            return parser.getString();
        }
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + chars[i];
        }
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        String known = slots[slot];
        if (known != null && known.length() == length && equal(known, chars, offset)) {
            return known;
        }
        var text = new String(chars, offset, length);
        slots[slot] = text;
        return text;
    }

    private static boolean equal(String text, char[] chars, int offset) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != chars[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
