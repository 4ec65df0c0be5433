package dev.winnow.finding;

import dev.winnow.importers.Rule;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * A rule as the database keeps it.
 *
 * @param id the first 8 bytes of the SHA-256 of the details
 * @param ruleId as the tool spells it, cut to what a column holds
 */
record RuleText(long id, String ruleId, byte[] details) {

    /** Makes the texts of rules; those that many results share once. Not for sharing between threads. */
    static final class Maker {
        private static final int REMEMBERED = 20_000;

        private final MessageDigest sha256;
        private final Map<Rule, RuleText> made = new IdentityHashMap<>();

        Maker() {
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        RuleText of(Rule rule) {
            RuleText known = made.get(rule);
            if (known != null) {
                return known;
            }
            byte[] details = StoredJson.write(rule);
            long id = ByteBuffer.wrap(sha256.digest(details)).getLong();
            var text = new RuleText(id, Cut.to(rule.id(), 300), details);
            if (made.size() >= REMEMBERED) {
                made.clear();
            }
            made.put(rule, text);
            return text;
        }
    }
}
