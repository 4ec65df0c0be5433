package dev.winnow.importers;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Makes secrets unreadable before they leave an importer, and comparable by a keyed hash. Safe for many threads. */
public final class Masking {
    /** What stands where a secret stood. */
    public static final String MASK = "••••••";

    /** Of the words that tools put in a secret's place, but for rows of one letter. */
    private static final int LONGEST_WORD = 8;

    /**
     * Well-known shapes of credentials, so that a code snippet or message does not carry one along. A JSON web token is
     * looked for once a word, as a word may hold its first letters thousands of times. A shape added here is one to add
     * to {@link TextScan#mayHoldCredential}.
     */
    private static final Pattern KNOWN =
            Pattern.compile("AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\\w{22,}"
                    + "|glpat-[\\w-]{20,}|xox[abprs]-[\\w-]{10,}|sk_live_\\w{16,}|AIza[\\w-]{35}"
                    + "|(?<![\\w-])(?:[\\w-]{0,40}[_-])?eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]{8,}"
                    + "|-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)");

    private final Supplier<byte[]> bytes;
    /** Ready to hash; copies are faster made than new ones. */
    private volatile @Nullable Mac prepared;

    /** @param key 16 bytes or more; the same key gives the same hashes */
    public Masking(byte[] key) {
        this(key::clone);
    }

    /** @param key asked for where the first secret is found: most reports have none, and cryptography takes long to load */
    public Masking(Supplier<byte[]> key) {
        this.bytes = key;
    }

    /** HMAC-SHA-256 of the secret, as 64 hexadecimal digits. */
    public String hash(String secret) {
        try {
            Mac mac = (Mac) prepared().clone();
            return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException | GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256, which can be copied", e);
        }
    }

    private Mac prepared() throws GeneralSecurityException {
        Mac known = prepared;
        if (known == null) {
            synchronized (this) {
                known = prepared;
                if (known == null) {
                    known = Mac.getInstance("HmacSHA256");
                    known.init(new SecretKeySpec(bytes.get(), "HmacSHA256"));
                    prepared = known;
                }
            }
        }
        return known;
    }

    /** Whether a tool put something in the secret's place ({@code REDACTED}, asterisks): it would equal all others. */
    public static boolean isMasked(String secret) {
        var letters = new StringBuilder();
        for (int i = 0; i < secret.length(); i++) {
            char c = secret.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (letter && letters.length() >= LONGEST_WORD && c != 'x' && c != 'X') {
                return false;
            }
            if (letter && letters.length() < LONGEST_WORD) {
                letters.append(Character.toLowerCase(c));
            }
        }
        String word = letters.toString();
        return word.equals("redacted") || word.equals("redact") || word.chars().allMatch(c -> c == 'x');
    }

    /** The text with credentials of well-known shapes replaced by {@link #MASK}; the pattern is slow, and mostly not needed. */
    public static String maskKnown(String text) {
        return TextScan.mayHoldCredential(text) ? KNOWN.matcher(text).replaceAll(MASK) : text;
    }

    /** The text with every literal and every well-known credential replaced: for the snippet of a leaked secret. */
    public static String maskLiterals(String text) {
        return Literals.masked(maskKnown(text));
    }

    /** The text with each occurrence of the secret replaced. */
    public static String mask(String text, String secret) {
        return secret.isBlank() ? text : text.replace(secret, MASK);
    }
}
