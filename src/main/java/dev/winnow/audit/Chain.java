package dev.winnow.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a record: SHA-256 over the UTF-8 bytes of the line {@code winnow-audit-2} and then, each followed by a line
 * feed, the hash of its content and the hash of the record before. The hash of its content: SHA-256 likewise over the line
 * {@code winnow-audit-content-2} and the fields number, time (ISO 8601, UTC), login, token number, token name, action,
 * subject, before and after. A field is its length in bytes, a colon and its text; one that is not there is a single minus
 * sign. So no two records that differ have the same bytes, and who may not see a record can still follow the chain past it.
 */
public final class Chain {
    private static final String VERSION = "winnow-audit-2\n";
    private static final String CONTENT = "winnow-audit-content-2\n";

    private Chain() {}

    /** The hash the record must have, in lower-case hexadecimal. */
    public static String hash(AuditRecord record) {
        return hash(content(record), record.previous());
    }

    /**
     * The hash of a record of which only this much is known.
     *
     * @param content as of {@link #content}
     * @param previous hash of the record before
     */
    public static String hash(String content, String previous) {
        MessageDigest digest = sha256();
        digest.update(VERSION.getBytes(StandardCharsets.UTF_8));
        field(digest, content);
        field(digest, previous);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The hash of all that a record says, without its place in the chain; in lower-case hexadecimal. */
    public static String content(AuditRecord record) {
        MessageDigest digest = sha256();
        digest.update(CONTENT.getBytes(StandardCharsets.UTF_8));
        field(digest, Long.toString(record.seq()));
        field(digest, record.at().toString());
        field(digest, record.actor().login());
        Long token = record.actor().tokenId();
        field(digest, token == null ? null : token.toString());
        field(digest, record.actor().tokenName());
        field(digest, record.action());
        field(digest, record.subject());
        field(digest, record.before());
        field(digest, record.after());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void field(MessageDigest digest, @Nullable String text) {
        if (text == null) {
            digest.update((byte) '-');
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        digest.update((byte) '\n');
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
