package dev.winnow.importers;

import org.jspecify.annotations.Nullable;

/**
 * The scanner that wrote a result.
 *
 * @param name as the report spells it, such as {@code Trivy}; never blank
 * @param version as the report spells it; null where the report does not say
 */
public record Tool(String name, @Nullable String version) {
    /** The name of a tool that the report does not name. */
    public static final String UNKNOWN = "unknown";

    public Tool {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a tool needs a name");
        }
    }

    /** Whether the report names it. */
    public boolean isKnown() {
        return !name.equals(UNKNOWN);
    }
}
