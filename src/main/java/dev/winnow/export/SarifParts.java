package dev.winnow.export;

import dev.winnow.importers.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Members that rules and results of SARIF have in common. */
final class SarifParts {
    private SarifParts() {}

    static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM, UNKNOWN -> "warning";
            // None would say that it is no problem of any severity.
            case LOW, INFO -> "note";
        };
    }

    /** A number within the range that stands for the severity (as code scanning services read it). */
    static Optional<String> score(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Optional.of("9.5");
            case HIGH -> Optional.of("8.0");
            case MEDIUM -> Optional.of("5.5");
            case LOW -> Optional.of("2.0");
            case INFO -> Optional.of("0.0");
            case UNKNOWN -> Optional.empty();
        };
    }

    static void given(JsonGenerator json, String name, @Nullable String text) {
        if (text != null) {
            json.writeStringProperty(name, text);
        }
    }

    static void message(JsonGenerator json, String name, String text) {
        if (!text.isBlank()) {
            json.writeObjectPropertyStart(name);
            json.writeStringProperty("text", text);
            json.writeEndObject();
        }
    }

    static void address(JsonGenerator json, String name, @Nullable String address) {
        if (address != null && !address.isBlank()) {
            try {
                URI uri = new URI(address);
                if (uri.isAbsolute()) {
                    json.writeStringProperty(name, uri.toString());
                }
            } catch (URISyntaxException e) {
                // What is no address helps nobody who follows it.
            }
        }
    }
}
