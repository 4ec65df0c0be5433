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
    private char[] @Nullable [] characters = new char[1 << FEWEST_BITS][];

    /** The string the parser stands on. */
    String of(JsonParser parser) {
        char[] chars = parser.getStringCharacters();
        int length = parser.getStringLength();
        int offset = parser.getStringOffset();
        if (length > LONGEST) {
            return parser.getString();
        }
        int slot = slot(chars, offset, length);
        char[] known = characters[slot];
        String text = slots[slot];
        int end = offset + length;
        if (known != null && text != null && Arrays.equals(known, 0, known.length, chars, offset, end)) {
            return text;
        }
        text = new String(chars, offset, length);
        if (++made > slots.length && bits < MOST_BITS) {
            // A short report does not pay for a large cache; a long one fills a larger one again soon.
            bits += 2;
            slots = new String[1 << bits];
            characters = new char[1 << bits][];
            slot = slot(chars, offset, length);
        }
        slots[slot] = text;
        characters[slot] = Arrays.copyOfRange(chars, offset, end);
        return text;
    }

    /** By the length and the last characters, in which paths and ids differ most. */
    private int slot(char[] chars, int offset, int length) {
        int hash = length;
        for (int i = offset + Math.max(0, length - 24); i < offset + length; i++) {
            hash = 31 * hash + chars[i];
        }
        hash *= 0x9e3779b9;
        return hash >>> (32 - bits);
    }
}
