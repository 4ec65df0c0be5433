package dev.winnow.export;

import dev.winnow.importers.Advisory;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Severity;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.core.JsonGenerator;

/** A rule in SARIF. */
final class SarifRule {
    private static final int LONGEST_SHORT = 1_000;

    private SarifRule() {}

    /**
     * Writes a rule, with all that code scanning services ask of one: they take its severity, and not that of its results.
     *
     * @param kind of the findings it has
     * @param worst the severest of them
     */
    static void write(Rule rule, Kind kind, Severity worst, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", rule.id());
        String name = rule.name() == null ? "" : rule.name();
        if (!name.isBlank()) {
            json.writeStringProperty("name", name);
        }
        String words = first(name, rule.description(), rule.id());
        SarifParts.message(json, "shortDescription", shortened(words));
        SarifParts.message(json, "fullDescription", first(rule.description(), words));
        SarifParts.message(json, "help", first(rule.help(), rule.description(), words));
        SarifParts.address(json, "helpUri", rule.helpUri());
        json.writeObjectPropertyStart("defaultConfiguration");
        json.writeStringProperty("level", SarifParts.level(worst));
        json.writeEndObject();
        var tags = new TreeSet<>(rule.tags());
        tags.addAll(rule.cwes());
        tag(kind).ifPresent(tags::add);
        tags.add("security");
        json.writeObjectPropertyStart("properties");
        json.writeArrayPropertyStart("tags");
        tags.forEach(json::writeString);
        json.writeEndArray();
        SarifParts.score(worst).ifPresent(score -> json.writeStringProperty("security-severity", score));
        if (rule.advisory() != null) {
            advisory(rule.advisory(), json);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void advisory(Advisory of, JsonGenerator json) {
        if (of.cvss() != null) {
            json.writeNumberProperty("cvssScore", of.cvss());
        }
        SarifParts.given(json, "cvssVector", of.cvssVector());
        if (of.epss() != null) {
            json.writeNumberProperty("epss", of.epss());
        }
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    /** As long as a short description may be. */
    private static String shortened(String text) {
        if (text.length() <= LONGEST_SHORT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_SHORT - 1)) ? LONGEST_SHORT - 1 : LONGEST_SHORT;
        return text.substring(0, end);
    }

    /** What tells the kind to those who read it: SARIF has no word for it. */
    private static Optional<String> tag(Kind kind) {
        return switch (kind) {
            case VULNERABILITY -> Optional.of("vulnerability");
            case SECRET -> Optional.of("secret");
            case MISCONFIGURATION -> Optional.of("misconfiguration");
            case LICENSE -> Optional.of("license");
            case CODE, WEB, RUNTIME, CHANGE -> Optional.empty();
        };
    }
}
