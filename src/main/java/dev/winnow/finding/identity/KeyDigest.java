package dev.winnow.finding.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Hashes tuples of texts to keys. Not for sharing between threads. */
final class KeyDigest {
    private final MessageDigest sha256;
    private byte[] tuple = new byte[1_024];
    private int end;

    KeyDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The first parts of tuples, as they are hashed. */
    byte[] prefix(String... parts) {
        end = 0;
        add(parts);
        return Arrays.copyOf(tuple, end);
    }

    /** The key of a tuple; an absent part differs from an empty one. @param prefix its first parts */
    Key key(Pass pass, Key.Use use, byte[] prefix, @Nullable String... parts) {
        end = 0;
        ensure(prefix.length);
        System.arraycopy(prefix, 0, tuple, 0, prefix.length);
        end = prefix.length;
        add(parts);
        sha256.update(tuple, 0, end);
        var digest = ByteBuffer.wrap(sha256.digest());
        return new Key(pass, use, digest.getLong(), Key.plain(digest.getLong()), 0);
    }

    private void add(@Nullable String... parts) {
        for (String part : parts) {
            if (part == null) {
                length(-1);
            } else {
                add(part);
            }
        }
    }

    private void add(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        length(bytes.length);
        ensure(bytes.length);
        System.arraycopy(bytes, 0, tuple, end, bytes.length);
        end += bytes.length;
    }

    private void length(int value) {
        ensure(Integer.BYTES);
        tuple[end++] = (byte) (value >>> 24);
        tuple[end++] = (byte) (value >>> 16);
        tuple[end++] = (byte) (value >>> 8);
        tuple[end++] = (byte) value;
    }

    private void ensure(int more) {
        if (tuple.length - end < more) {
            tuple = Arrays.copyOf(tuple, Math.max(2 * tuple.length, end + more));
        }
    }
}
