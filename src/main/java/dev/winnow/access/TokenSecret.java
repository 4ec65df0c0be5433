package dev.winnow.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The secret of a token: {@code wnw_} and 256 random bits in base64url. It has more entropy than can be guessed, so a
 * plain SHA-256 of it is safe to store, and quick to look up.
 */
final class TokenSecret {
    static final String PREFIX = "wnw_";
    private static final int BYTES = 32;
    private static final int LENGTH = PREFIX.length() + 43;
    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenSecret() {}

    static String random() {
        return random(PREFIX);
    }

    static String random(String prefix) {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** Whether it is worth looking up. */
    static boolean looksRight(String secret) {
        return looksRight(secret, PREFIX);
    }

    static boolean looksRight(String secret, String prefix) {
        return secret.length() == LENGTH && secret.startsWith(prefix);
    }

    static String hash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
