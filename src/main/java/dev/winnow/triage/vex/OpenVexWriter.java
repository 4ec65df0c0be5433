package dev.winnow.triage.vex;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/** Writes OpenVEX 0.2.0. */
final class OpenVexWriter implements VexWriter {
    private final JsonGenerator json;

    OpenVexWriter(JsonGenerator json) {
        this.json = json;
    }

    @Override
    public void start(Instant now) {
        json.writeStartObject();
        json.writeStringProperty("@context", "https://openvex.dev/ns/v0.2.0");
        json.writeStringProperty("@id", "urn:uuid:" + UUID.randomUUID());
        json.writeStringProperty("author", "Winnow");
        json.writeStringProperty("timestamp", now.toString());
        json.writeNumberProperty("version", 1);
        json.writeStringProperty("tooling", "Winnow");
        json.writeArrayPropertyStart("statements");
    }

    @Override
    public void write(String project, VexSaid said) {
        json.writeStartObject();
        json.writeObjectPropertyStart("vulnerability");
        json.writeStringProperty("name", said.name());
        List<String> aliases = said.aliases();
        if (!aliases.isEmpty()) {
            json.writeArrayPropertyStart("aliases");
            aliases.forEach(json::writeString);
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeArrayPropertyStart("products");
        json.writeStartObject();
        json.writeStringProperty("@id", VexSaid.product(project));
        said.purl().ifPresent(purl -> {
            json.writeArrayPropertyStart("subcomponents");
            json.writeStartObject();
            json.writeStringProperty("@id", purl);
            json.writeEndObject();
            json.writeEndArray();
        });
        json.writeEndObject();
        json.writeEndArray();
        json.writeStringProperty("status", said.status().word());
        switch (said.status()) {
            case NOT_AFFECTED -> json.writeStringProperty("impact_statement", said.why());
            case AFFECTED -> json.writeStringProperty("action_statement", action(said));
            case FIXED -> said.reason().ifPresent(why -> json.writeStringProperty("status_notes", why));
            case UNDER_INVESTIGATION -> {}
        }
        json.writeEndObject();
    }

    private static String action(VexSaid said) {
        return switch (said.state()) {
            case ACCEPTED_RISK -> "The risk is accepted: " + said.why();
            case WONT_FIX -> "It will not be fixed: " + said.why();
            default -> "It is to be fixed: " + said.why();
        };
    }

    @Override
    public void end() {
        json.writeEndArray();
        json.writeEndObject();
    }
}
