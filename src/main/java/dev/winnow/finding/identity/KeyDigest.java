package dev.winnow.finding.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Hashes tuples of texts to keys. Not for sharing between threads. */
final class KeyDigest {
    private final MessageDigest sha256;
    private final byte[] length = new byte[4];

    KeyDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The key of a tuple; an absent part differs from an empty one. */
    Key key(Pass pass, Key.Use use, @Nullable String... tuple) {
        for (String part : tuple) {
            if (part == null) {
                length(-1);
            } else {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                length(bytes.length);
                sha256.update(bytes);
            }
        }
        var digest = ByteBuffer.wrap(sha256.digest());
        return new Key(pass, use, digest.getLong(), Key.Says.NOTHING.mark(digest.getLong()), 0);
    }

    private void length(int value) {
        length[0] = (byte) (value >>> 24);
        length[1] = (byte) (value >>> 16);
        length[2] = (byte) (value >>> 8);
        length[3] = (byte) value;
        sha256.update(length);
    }
}
