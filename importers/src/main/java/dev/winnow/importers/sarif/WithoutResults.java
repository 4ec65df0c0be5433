package dev.winnow.importers.sarif;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A JSON document in UTF-8 without the elements of each {@code results} array of an object in a top-level array: of
 * {@code {"runs":[{"results":[…],"tool":…}]}} it leaves {@code {"runs":[{"results":[],"tool":…}]}}. It passes over them
 * several times faster than a parser could, and checks nothing: the parser that reads the results does. A document in
 * another encoding is handed on as it is.
 */
final class WithoutResults extends InputStream {
    private static final byte[] RESULTS = {'r', 'e', 's', 'u', 'l', 't', 's'};
    private static final int RUN_DEPTH = 3;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    /**
     * The bits that all brackets and braces have alike, and what they are there. Only {@code Y}, {@code y}, the underscore
     * and delete are the same there, and none of them stands outside of strings.
     */
    private static final long IN_ALL_BRACKETS = ~(0x26 * ONES);

    private static final long BRACKETS = ('{' & ~0x26) * ONES;

    /** Brings to the highest bit of a byte the bit that tells a closing bracket or brace from an opening one. */
    private static final int CLOSING_SHIFT = 5;

    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;

    private boolean opened;
    private boolean asItIs;
    private boolean skipping;

    private int depth;
    private boolean inString;
    private boolean escaped;

    /** How many characters of {@code results} the string read now has matched; -1 where it is another one. */
    private int matched;

    /** Whether the string read last, or the member it named, is {@code results}. */
    private boolean lastIsResults;

    private boolean memberIsResults;

    WithoutResults(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            if (next == end && !fill()) {
                return -1;
            }
            if (skipping) {
                next = skip(buffer, next, end);
                continue;
            }
            int limit = Math.min(end, next + length);
            int stop = asItIs ? limit : pass(buffer, next, limit);
            int n = stop - next;
            System.arraycopy(buffer, next, to, offset, n);
            next = stop;
            return n;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        next = 0;
        end = in.read(buffer, 0, buffer.length);
        if (!opened) {
            opened = true;
            while (end >= 0 && end < 4) {
                int more = in.read(buffer, end, buffer.length - end);
                if (more < 0) {
                    break;
                }
                end += more;
            }
            asItIs = !isUtf8();
        }
        if (end < 0) {
            end = 0;
            return false;
        }
        return true;
    }

    /** UTF-16 and UTF-32 show by their byte order mark or by a zero among the first four bytes. */
    private boolean isUtf8() {
        for (int i = 0; i < Math.min(end, 4); i++) {
            if (buffer[i] == 0 || buffer[i] == (byte) 0xfe || buffer[i] == (byte) 0xff) {
                return false;
            }
        }
        return true;
    }

    /** Goes over bytes that are handed on; stops behind the bracket that opens an array of results. */
    private int pass(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (inString) {
                inString(b);
                continue;
            }
            switch (b) {
                case '"' -> {
                    inString = true;
                    matched = depth == RUN_DEPTH ? 0 : -1;
                }
                case ':' -> memberIsResults = lastIsResults && depth == RUN_DEPTH;
                case ',' -> memberIsResults = false;
                case '[', '{' -> {
                    depth++;
                    if (b == '[' && memberIsResults) {
                        skipping = true;
                        memberIsResults = false;
                        return i + 1;
                    }
                    memberIsResults = false;
                }
                case ']', '}' -> depth--;
                default -> {}
            }
        }
        return to;
    }

    private void inString(byte b) {
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
            matched = -1;
        } else if (b == '"') {
            inString = false;
            lastIsResults = matched == RESULTS.length;
        } else if (matched >= 0) {
            matched = matched < RESULTS.length && b == RESULTS[matched] ? matched + 1 : -1;
        }
    }

    /**
     * Goes over bytes that are left out; stops before the bracket that closes the array. As long as that one cannot be
     * near, 64 bytes are judged at a time.
     */
    private int skip(byte[] bytes, int from, int to) {
        int i = from;
        while (skipping && i < to) {
            i = skipBlocks(bytes, i, to);
            int step = Math.min(to, i + 64);
            while (skipping && i < step) {
                i = skipOne(bytes[i], i);
            }
        }
        return i;
    }

    private int skipOne(byte b, int i) {
        if (escaped) {
            escaped = false;
        } else if (inString) {
            inString = b != '"';
            escaped = b == '\\';
        } else if (b == '"') {
            inString = true;
        } else if (b == '{' || b == '[') {
            depth++;
        } else if (b == '}' || b == ']') {
            if (depth - 1 == RUN_DEPTH) {
                // The closing bracket is handed on, and counted there.
                skipping = false;
                return i;
            }
            depth--;
        }
        return i + 1;
    }

    /**
     * Goes over whole blocks of 64 bytes, without a branch a byte. A bit stands for a byte: strings reach from quote to
     * quote, so that the exclusive or of all quote bits so far tells what lies in one; brackets outside are counted. Bits
     * are gathered in the order that costs least: byte j of word k is bit k of byte j. Stops before the block that closes
     * the array.
     */
    private int skipBlocks(byte[] bytes, int from, int to) {
        int i = from;
        int level = depth;
        long carried = inString ? -1L : 0;
        boolean escape = escaped;
        for (; i + 64 <= to; i += 64) {
            long noQuote = 0;
            long slash = 0;
            long noBracket = 0;
            long closing = 0;
            for (int word = 0; word < 8; word++) {
                long eight = (long) EIGHT.get(bytes, i + 8 * word);
                int turn = 7 - word;
                noQuote |= (others(eight ^ QUOTES) & HIGHS) >>> turn;
                long other = eight ^ BACKSLASHES;
                slash |= (other - ONES) & ~other;
                noBracket |= (others((eight & IN_ALL_BRACKETS) ^ BRACKETS) & HIGHS) >>> turn;
                closing |= ((eight << CLOSING_SHIFT) & HIGHS) >>> turn;
            }
            long quotes = transposed(~noQuote);
            long slashes = (slash & HIGHS) == 0 ? 0 : slashes(bytes, i);
            boolean escapes = escape;
            if (escape) {
                quotes &= ~1L;
                slashes &= ~1L;
                escapes = false;
            }
            while (slashes != 0) {
                long first = Long.lowestOneBit(slashes);
                long next = first << 1;
                quotes &= ~next;
                slashes &= ~(first | next);
                escapes = next == 0;
            }
            long strings = prefixXor(quotes) ^ carried;
            long brackets = ~(noBracket | transposed(strings));
            long closes = brackets & closing;
            int closed = Long.bitCount(closes);
            int opened = Long.bitCount(brackets) - closed;
            if (level - closed <= RUN_DEPTH && reaches(level, transposed(brackets), transposed(closes))) {
                break;
            }
            level += opened - closed;
            carried = strings >> 63;
            escape = escapes;
        }
        depth = level;
        inString = carried != 0;
        escaped = escape;
        return i;
    }

    /** Whether one of the closing brackets, which are among the brackets in the order of the bytes, closes the array. */
    private static boolean reaches(int level, long brackets, long closes) {
        int closed = 0;
        for (long left = closes; left != 0; left &= left - 1) {
            long below = Long.lowestOneBit(left) - 1;
            closed++;
            if (level + Long.bitCount(brackets & below) - 2 * closed + 1 <= RUN_DEPTH) {
                return true;
            }
        }
        return false;
    }

    /** The backslashes of 64 bytes, the first byte's bit the lowest. */
    private static long slashes(byte[] bytes, int from) {
        long none = 0;
        for (int word = 0; word < 8; word++) {
            none |= (others((long) EIGHT.get(bytes, from + 8 * word) ^ BACKSLASHES) & HIGHS) >>> (7 - word);
        }
        return transposed(~none);
    }

    /** The highest bit of each of eight bytes tells whether it is another one than zero; the other bits tell nothing. */
    private static long others(long eight) {
        return ((eight & ~HIGHS) + ~HIGHS) | eight;
    }

    /**
     * The matrix of eight by eight bits whose rows are the bytes, mirrored at its diagonal (Warren, Hacker's Delight, 7-3):
     * what was gathered a bit a byte from eight words becomes the order of the bytes, and the other way.
     */
    private static long transposed(long bits) {
        long x = bits;
        x = (x & 0xaa55aa55aa55aa55L) | ((x & 0x00aa00aa00aa00aaL) << 7) | ((x >>> 7) & 0x00aa00aa00aa00aaL);
        x = (x & 0xcccc3333cccc3333L) | ((x & 0x0000cccc0000ccccL) << 14) | ((x >>> 14) & 0x0000cccc0000ccccL);
        return (x & 0xf0f0f0f00f0f0f0fL) | ((x & 0x00000000f0f0f0f0L) << 28) | ((x >>> 28) & 0x00000000f0f0f0f0L);
    }

    /** Each bit becomes the exclusive or of itself and all lower ones. */
    private static long prefixXor(long bits) {
        long x = bits;
        x ^= x << 1;
        x ^= x << 2;
        x ^= x << 4;
        x ^= x << 8;
        x ^= x << 16;
        return x ^ (x << 32);
    }
}
