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

    /** Goes over bytes that are left out; stops before the bracket that closes the array. */
    private int skip(byte[] bytes, int from, int to) {
        int i = from;
        int level = depth;
        boolean string = inString;
        if (escaped) {
            escaped = false;
            i++;
        }
        while (i < to) {
            if (string) {
                i = endOfPlain(bytes, i, to);
                if (i < to) {
                    if (bytes[i] == '"') {
                        string = false;
                        i++;
                    } else if (i + 1 < to) {
                        i += 2;
                    } else {
                        escaped = true;
                        i++;
                    }
                }
                continue;
            }
            byte b = bytes[i];
            if (b == '"') {
                string = true;
            } else if (b == '{' || b == '[') {
                level++;
            } else if (b == '}' || b == ']') {
                level--;
                if (level == RUN_DEPTH) {
                    // The closing bracket itself is handed on, and counted there.
                    level++;
                    skipping = false;
                    break;
                }
            }
            i++;
        }
        depth = level;
        inString = string;
        return i;
    }

    /** The place of the next quote or backslash, eight bytes at a time. */
    private static int endOfPlain(byte[] bytes, int from, int to) {
        int i = from;
        while (i + 8 <= to) {
            long eight = (long) EIGHT.get(bytes, i);
            long found = zeroBytes(eight ^ QUOTES) | zeroBytes(eight ^ BACKSLASHES);
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            i += 8;
        }
        while (i < to && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    /** The high bit of each byte that is zero; bits above the lowest such byte may be wrong. */
    private static long zeroBytes(long eight) {
        return (eight - ONES) & ~eight & HIGHS;
    }
}
