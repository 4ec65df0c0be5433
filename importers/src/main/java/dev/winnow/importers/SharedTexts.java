package dev.winnow.importers;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * A small cache of strings by their characters. A slot holds the string that came last, so that its size is bounded
 * whatever a report holds; what is long comes seldom twice and is not kept.
 */
final class SharedTexts {
    private static final int FEWEST_BITS = 7;
    private static final int MOST_BITS = 13;
    private static final int LONGEST = 200;

    private int bits = FEWEST_BITS;
    private int made;
    private @Nullable String[] slots = new String[1 << FEWEST_BITS];

    /** Takes the characters of a string to compare them with the parser's: together, not one by one. */
    private final char[] characters = new char[LONGEST];

    /** The string the parser stands on. */
    String of(JsonParser parser) {
        char[] chars = parser.getStringCharacters();
        int length = parser.getStringLength();
        int offset = parser.getStringOffset();
        if (length > LONGEST) {
            return parser.getString();
        }
        int slot = slot(chars, offset, length);
        String known = slots[slot];
        if (known != null && known.length() == length) {
            known.getChars(0, length, characters, 0);
            if (Arrays.equals(characters, 0, length, chars, offset, offset + length)) {
                return known;
            }
        }
        var text = new String(chars, offset, length);
        if (++made > slots.length && bits < MOST_BITS) {
            // A short report does not pay for a large cache; a long one fills a larger one again soon.
            bits += 2;
            slots = new String[1 << bits];
            slot = slot(chars, offset, length);
        }
        slots[slot] = text;
        return text;
    }

    /** By the length and the last characters, in which paths and ids differ most; four at a time, which is faster. */
    private int slot(char[] chars, int offset, int length) {
        int hash = length;
        int end = offset + length;
        int i = Math.max(offset, end - 24);
        for (; i + 4 <= end; i += 4) {
            int four = 29791 * chars[i] + 961 * chars[i + 1] + 31 * chars[i + 2] + chars[i + 3];
            hash = 923521 * hash + four;
        }
        for (; i < end; i++) {
            hash = 31 * hash + chars[i];
        }
        hash *= 0x9e3779b9;
        return hash >>> (32 - bits);
    }
}
