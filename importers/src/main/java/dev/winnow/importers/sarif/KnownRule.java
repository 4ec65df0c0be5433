package dev.winnow.importers.sarif;

import dev.winnow.importers.Kind;
import dev.winnow.importers.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule ready for its results: what they share is worked out once.
 *
 * @param rule as it is handed out
 * @param kind of its results, as far as the rule and the tool tell
 * @param descriptor what the report says of it; null where it says nothing
 * @param score its {@code security-severity}
 * @param title names the problem; null where the rule has no words for it
 * @param identifiers of the vulnerability
 * @param credential whether it looks for credentials in code, so that literals must not be shown
 * @param variants the same rule with other weaknesses or a narrower id, by what differs
 */
record KnownRule(
        Rule rule,
        Kind kind,
        @Nullable Descriptor descriptor,
        @Nullable Double score,
        @Nullable String title,
        List<String> identifiers,
        boolean credential,
        Map<String, KnownRule> variants) {
    private static final int MOST_VARIANTS = 2000;

    /** The rule with another id or other weaknesses. */
    KnownRule variant(String id, List<String> cwes) {
        if (id.equals(rule.id()) && cwes.equals(rule.cwes())) {
            return this;
        }
        String key = id + '\n' + String.join(",", cwes);
        KnownRule known = variants.get(key);
        if (known == null) {
            var other = new Rule(
                    id,
                    rule.name(),
                    rule.description(),
                    rule.help(),
                    rule.helpUri(),
                    cwes,
                    rule.tags(),
                    rule.references(),
                    rule.advisory());
            known = new KnownRule(
                    other,
                    kind,
                    descriptor,
                    score,
                    title,
                    identifiers,
                    credential || RuleBook.isCredential(cwes),
                    new HashMap<>(0));
            if (variants.size() < MOST_VARIANTS) {
                variants.put(key, known);
            }
        }
        return known;
    }
}
