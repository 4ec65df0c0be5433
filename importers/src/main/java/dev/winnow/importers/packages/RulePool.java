package dev.winnow.importers.packages;

import dev.winnow.importers.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Hands out one instance for equal rules, so that who stores them can tell by identity. Remembers a fixed number of
 * rules, so memory does not grow with the report. Not for sharing between threads.
 */
public final class RulePool {
    private static final int SLOTS = 256;

    private final @Nullable Rule[] rules = new @Nullable Rule[SLOTS];

    /** An equal rule seen before, else this one. */
    public Rule shared(Rule rule) {
        int hash = rule.id().hashCode();
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        Rule known = rules[slot];
        if (known != null && known.id().equals(rule.id()) && known.equals(rule)) {
            return known;
        }
        rules[slot] = rule;
        return rule;
    }
}
