package dev.winnow.access;

/**
 * The secret of an address that opens one thing without a sign-in, for programs that cannot send a token: a prefix that says
 * what for, and 256 random bits in base64url. More than can be guessed, so its plain SHA-256 is kept.
 */
public enum LinkSecret {
    /** A calendar that is subscribed to. */
    CALENDAR("wnc_"),
    /** A screen on the wall. */
    DISPLAY("wnd_");

    private final String prefix;

    LinkSecret(String prefix) {
        this.prefix = prefix;
    }

    public String random() {
        return TokenSecret.random(prefix);
    }

    /** Whether it is worth looking up. */
    public boolean looksRight(String secret) {
        return TokenSecret.looksRight(secret, prefix);
    }

    /** What is kept of a secret: SHA-256 in hexadecimal. */
    public static String hash(String secret) {
        return TokenSecret.hash(secret);
    }
}
