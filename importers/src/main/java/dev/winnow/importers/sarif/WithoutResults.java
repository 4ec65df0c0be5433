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

    /** The factor that brings the lowest bit of each byte together in the highest byte, the first byte's lowest. */
    private static final long GATHER = 0x0102040810204080L;

    /** What makes a brace of a bracket. */
    private static final long BIT_6 = 0x20 * ONES;

    private static final long BRACES = '{' * ONES;
    private static final long CLOSING_BRACES = '}' * ONES;
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
     * quote, so that the exclusive or of all quote bits so far tells what lies in one; brackets outside are counted.
     * Stops before the first block that might close the array.
     */
    private int skipBlocks(byte[] bytes, int from, int to) {
        int i = from;
        int level = depth;
        long carried = inString ? -1L : 0;
        boolean escape = escaped;
        for (; i + 64 <= to; i += 64) {
            long quotes = 0;
            long slashes = 0;
            long opens = 0;
            long closes = 0;
            for (int word = 0; word < 64; word += 8) {
                long eight = (long) EIGHT.get(bytes, i + word);
                long folded = eight | BIT_6;
                quotes |= bits(eight ^ QUOTES) << word;
                slashes |= bits(eight ^ BACKSLASHES) << word;
                opens |= bits(folded ^ BRACES) << word;
                closes |= bits(folded ^ CLOSING_BRACES) << word;
            }
            boolean escapes = escape;
            if (escape) {
                quotes &= ~1L;
                slashes &= ~1L;
                escapes = false;
            }
            while (slashes != 0) {
                long slash = Long.lowestOneBit(slashes);
                long next = slash << 1;
                quotes &= ~next;
                slashes &= ~(slash | next);
                escapes = next == 0;
            }
            long strings = prefixXor(quotes) ^ carried;
            int closing = Long.bitCount(closes & ~strings);
            if (level - closing <= RUN_DEPTH) {
                break;
            }
            level += Long.bitCount(opens & ~strings) - closing;
            carried = strings >> 63;
            escape = escapes;
        }
        depth = level;
        inString = carried != 0;
        escaped = escape;
        return i;
    }

    /** A bit for each of eight bytes that is zero, the first byte's lowest. */
    private static long bits(long eight) {
        long high = ~(((eight & ~HIGHS) + ~HIGHS) | eight) & HIGHS;
        return ((high >>> 7) * GATHER) >>> 56;
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
