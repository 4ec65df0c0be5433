package dev.winnow.importers;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Questions about a text that nearly always have the answer no, found out eight characters at a time: asked of each
 * character alone they cost as much as parsing did. The characters are looked at in ISO 8859-1; those beyond it, which no
 * question is about, are question marks there.
 */
final class TextScan {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long SPACES = ' ' * ONES;
    private static final long UNDERSCORES = '_' * ONES;
    private static final long HYPHENS = '-' * ONES;
    private static final long LETTERS_A = 'A' * ONES;
    private static final long LETTERS_J = 'J' * ONES;

    private TextScan() {}

    /** Whether one of {@link Texts#isControl} is in the text. */
    static boolean hasControl(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int i = 0;
        for (; i + 8 <= bytes.length; i += 8) {
            long eight = (long) EIGHT.get(bytes, i);
            // Below the space, delete, or not ASCII; a carry may add a neighbour, which is then looked at in vain.
            long suspect = (eight - SPACES) | (eight + ONES) | eight;
            if ((suspect & HIGHS) != 0 && hasControl(bytes, i, i + 8)) {
                return true;
            }
        }
        return hasControl(bytes, i, bytes.length);
    }

    private static boolean hasControl(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Texts.isControl((char) (bytes[i] & 0xff))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the text may hold a credential of a well-known shape. Never wrong when it says no: each of them has a rare
     * character at a certain place of its beginning.
     */
    static boolean mayHoldCredential(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int i = 0;
        for (; i + 8 <= bytes.length; i += 8) {
            long eight = (long) EIGHT.get(bytes, i);
            long rare = zeros(eight ^ UNDERSCORES)
                    | zeros(eight ^ HYPHENS)
                    | zeros(eight ^ LETTERS_A)
                    | zeros(eight ^ LETTERS_J);
            if ((rare & HIGHS) != 0 && mayHoldCredential(bytes, i, i + 8)) {
                return true;
            }
        }
        return mayHoldCredential(bytes, i, bytes.length);
    }

    /** Sets the highest bit of each byte that is zero, and perhaps of ones above such a byte. */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight;
    }

    private static boolean mayHoldCredential(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean may = switch (bytes[i]) {
                case '_' -> stands("gh", bytes, i - 3) || stands("github", bytes, i - 6) || stands("sk", bytes, i - 2);
                case '-' -> stands("glpat", bytes, i - 5) || stands("xox", bytes, i - 4) || stands("-----", bytes, i);
                case 'A' -> stands("KIA", bytes, i + 1) || stands("Iza", bytes, i + 1);
                case 'J' -> stands("ey", bytes, i - 2);
                default -> false;
            };
            if (may) {
                return true;
            }
        }
        return false;
    }

    private static boolean stands(String word, byte[] bytes, int at) {
        if (at < 0 || at + word.length() > bytes.length) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
