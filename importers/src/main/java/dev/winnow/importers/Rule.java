package dev.winnow.importers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tool checks for: the part that all results of one rule share. For vulnerabilities the advisory is the rule.
 * Importers hand out one instance for many results where the report allows it.
 *
 * @param id as the tool spells it, such as {@code java/sql-injection}, {@code CVE-2024-1}, {@code 10038}; never blank
 * @param name a short human name; null where the tool has none
 * @param description plain text or Markdown; empty where the tool has none
 * @param help what to do about it, plain text or Markdown; empty where the tool has none
 * @param helpUri where to read more
 * @param cwes weaknesses as {@code CWE-79}, distinct, in the report's order
 * @param tags the tool's own tags
 * @param references addresses of advisories, in the report's order; only http and https
 * @param advisory what is known of the vulnerability; null for rules that are none
 */
public record Rule(
        String id,
        @Nullable String name,
        String description,
        String help,
        @Nullable String helpUri,
        List<String> cwes,
        List<String> tags,
        List<String> references,
        @Nullable Advisory advisory) {
    public Rule {
        cwes = List.copyOf(cwes);
        tags = List.copyOf(tags);
        references = List.copyOf(references);
    }

    /** A rule of which only the id is known. */
    public static Rule of(String id) {
        return new Rule(id, null, "", "", null, List.of(), List.of(), List.of(), null);
    }
}
