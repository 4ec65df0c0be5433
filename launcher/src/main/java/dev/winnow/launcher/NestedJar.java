package dev.winnow.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A jar in memory. {@link java.util.zip.ZipFile} wants a file, and {@link java.util.zip.ZipInputStream} reads all that
 * stands before an entry.
 */
final class NestedJar {
    // The fields' places are those of PKWARE's APPNOTE.TXT, 4.3.7, 4.3.12 and 4.3.16.
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_LENGTH = 46;
    private static final int LOCAL_LENGTH = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final ByteBuffer jar;

    /** Where each entry's header stands in the central directory. */
    private final Map<String, Integer> entries;

    /** @param bytes a jar below 2 GiB, not in the format for larger ones */
    NestedJar(byte[] bytes) throws IOException {
        jar = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int end = bytes.length - END_LENGTH;
        while (end >= 0 && jar.getInt(end) != END) {
            end--;
        }
        if (end < 0) {
            throw new ZipException("a nested jar has no directory");
        }
        int count = jar.getChar(end + 10);
        entries = HashMap.newHashMap(count);
        int at = jar.getInt(end + 16);
        for (int i = 0; i < count; i++) {
            if (jar.getInt(at) != CENTRAL) {
                throw new ZipException("a nested jar's directory is damaged");
            }
            int name = jar.getChar(at + 28);
            entries.put(new String(bytes, at + CENTRAL_LENGTH, name, StandardCharsets.UTF_8), at);
            at += CENTRAL_LENGTH + name + jar.getChar(at + 30) + jar.getChar(at + 32);
        }
    }

    /** What the entry holds; null where there is none of that name. */
    byte @Nullable [] bytes(String name) throws IOException {
        Integer at = entries.get(name);
        if (at == null) {
            return null;
        }
        int method = jar.getChar(at + 10);
        int compressed = jar.getInt(at + 20);
        int local = jar.getInt(at + 42);
        int from = local + LOCAL_LENGTH + jar.getChar(local + 26) + jar.getChar(local + 28);
        byte[] bytes = new byte[jar.getInt(at + 24)];
        if (method == STORED) {
            jar.get(from, bytes);
        } else if (method == DEFLATED) {
            inflate(from, compressed, bytes);
        } else {
            throw new ZipException("a nested jar is compressed in a way unknown here");
        }
        return bytes;
    }

    private void inflate(int from, int length, byte[] into) throws IOException {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(jar.array(), from, length);
            for (int done = 0; done < into.length; ) {
                int n = inflater.inflate(into, done, into.length - done);
                if (n == 0) {
                    throw new ZipException("a nested jar ends too early");
                }
                done += n;
            }
        } catch (DataFormatException e) {
            throw new IOException("a nested jar is damaged", e);
        } finally {
            inflater.end();
        }
    }
}
