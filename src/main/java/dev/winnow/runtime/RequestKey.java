package dev.winnow.runtime;

import dev.winnow.problem.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * By which a request is known again that was sent twice because its answer was lost.
 *
 * @param key SHA-256 of what the sender called it, in hexadecimal
 * @param content SHA-256 of what it held: another request under the same name is a mistake of the sender's
 */
record RequestKey(String key, String content) {
    private static final int LONGEST = 255;

    /** @throws InvalidRequest where the name is none that a header may have */
    static RequestKey of(String name, String environment, byte[] body) {
        if (name.isBlank() || name.length() > LONGEST || !name.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new InvalidRequest("Idempotency-Key: 1 to " + LONGEST + " printable characters of ASCII.");
        }
        return new RequestKey(
                hash(name.strip().getBytes(StandardCharsets.UTF_8), new byte[0]),
                hash((environment + '\n').getBytes(StandardCharsets.UTF_8), body));
    }

    private static String hash(byte[] first, byte[] second) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(first);
            return HexFormat.of().formatHex(sha256.digest(second));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
