package dev.winnow.triage.vex;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One statement about one vulnerability in one product.
 *
 * @param vulnerability its names, the main one first; never empty
 * @param product a package URL or another name of what it is about
 * @param subcomponent the package within the product that has the vulnerability, as a package URL
 * @param why the justification and what else is said, in one text; may be empty
 * @param at when it was said
 */
record VexStatement(
        List<String> vulnerability,
        String product,
        Optional<String> subcomponent,
        VexStatus status,
        String why,
        Instant at) {
    /** What an index of every database takes, whatever the characters. */
    private static final int LONGEST_SUBJECT = 600;

    /** What it is about, to tell whether a later one takes its place. */
    String subject() {
        String subject =
                vulnerability.getFirst().toLowerCase(Locale.ROOT) + " " + product + " " + subcomponent.orElse("");
        return subject.length() <= LONGEST_SUBJECT ? subject : sha256(subject);
    }

    private static String sha256(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
