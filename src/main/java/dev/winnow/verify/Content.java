package dev.winnow.verify;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is in a file.
 *
 * @param bytes its size; one more than was to be read where it is larger
 * @param lines how many line feeds it has
 * @param sha256 hexadecimal
 */
record Content(long bytes, long lines, String sha256) {
    private static final int BUFFER = 1 << 16;

    /** Reads it to its end, and not much more than so many bytes of it. */
    static Content of(InputStream in, long most) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        long lines = 0;
        int read;
        while ((read = in.read(buffer)) >= 0) {
            bytes += read;
            if (bytes > most) {
                return new Content(most + 1, lines, "");
            }
            digest.update(buffer, 0, read);
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    lines++;
                }
            }
        }
        return new Content(bytes, lines, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
