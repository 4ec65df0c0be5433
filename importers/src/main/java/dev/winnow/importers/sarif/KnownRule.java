package dev.winnow.importers.sarif;

import dev.winnow.importers.Advisory;
import dev.winnow.importers.Cwes;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Texts;
import java.util.ArrayList;
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
    private static final int MOST_TAGS = 50;

    /** Stands for an id. */
    static final String NAMELESS = "unspecified";

    /**
     * Works a rule out.
     *
     * @param found what the report says of it; null where nothing
     * @param spelled its id as results write it
     */
    static KnownRule of(@Nullable Descriptor found, @Nullable String spelled, KnownTool tool, Weaknesses weaknesses) {
        Descriptor it = found == null ? new Descriptor() : found;
        String id = it.id != null ? it.id : spelled == null || spelled.isBlank() ? NAMELESS : spelled;
        id = Texts.line(id);
        Bag bag = it.bag == null ? new Bag() : it.bag;
        var cwes = new ArrayList<String>(2);
        weaknesses.add(bag, cwes);
        for (Reference related : it.relationships) {
            weaknesses.add(related, cwes);
        }
        if (it.helpUri != null) {
            Cwes.addLinked(it.helpUri, cwes);
        }
        Kind kind = Kinds.of(tool, id, it, bag);
        List<String> identifiers = kind == Kind.VULNERABILITY ? identifiers(id, it, bag) : List.of();
        Double score = bag.securitySeverity;
        Advisory advisory = kind != Kind.VULNERABILITY
                ? null
                : new Advisory(bag.cvss == null ? score : bag.cvss, bag.cvssVector, bag.epss, false, null);
        var rule = new Rule(
                id,
                it.name,
                it.fullText.isEmpty() ? it.shortText : it.fullText,
                it.help,
                it.helpUri,
                cwes,
                bag.tags.size() > MOST_TAGS ? bag.tags.subList(0, MOST_TAGS) : bag.tags,
                List.of(),
                advisory);
        return new KnownRule(
                rule, kind, found, score, title(id, it), identifiers, Cwes.areCredentials(cwes), new HashMap<>(0));
    }

    /** The rule's own words, where they say more than its id. */
    private static @Nullable String title(String id, Descriptor rule) {
        for (String words : new String[] {rule.shortText, rule.name == null ? "" : rule.name, rule.fullText}) {
            if (!words.isBlank() && !words.equals(id) && !words.endsWith(": " + id)) {
                return Texts.line(words);
            }
        }
        return null;
    }

    private static List<String> identifiers(String id, Descriptor rule, Bag bag) {
        var names = new ArrayList<String>(2);
        Identifiers.add(id, names);
        for (String alias : bag.aliases) {
            Identifiers.add(alias, names);
        }
        for (String former : rule.formerIds) {
            Identifiers.add(former, names);
        }
        if (rule.fullText.startsWith("(CVE-") || rule.fullText.startsWith("(GHSA-")) {
            // Snyk's way to say which CVE its own number stands for.
            Identifiers.add(rule.fullText.substring(0, Math.min(200, rule.fullText.indexOf(')') + 1)), names);
        }
        return Identifiers.ordered(names);
    }

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
                    credential || Cwes.areCredentials(cwes),
                    new HashMap<>(0));
            if (variants.size() < MOST_VARIANTS) {
                variants.put(key, known);
            }
        }
        return known;
    }
}
