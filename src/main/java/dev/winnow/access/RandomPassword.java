package dev.winnow.access;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords nobody has to think of: 120 random bits in base64url. */
public final class RandomPassword {
    private static final int BYTES = 15;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomPassword() {}

    public static String next() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
