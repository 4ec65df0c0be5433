package dev.winnow.triage.vex;

import dev.winnow.finding.TriageState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes CycloneDX 1.6. Of several projects each is a component with its packages in it: a package may be judged otherwise
 * in each. Components come last, as they are known when all vulnerabilities are written.
 */
final class CycloneDxWriter implements VexWriter {
    private final JsonGenerator json;
    private final Optional<String> only;
    private final Map<String, Map<String, Named>> packages = new LinkedHashMap<>();

    /** @param only the project that the document is about; empty where it is about several */
    CycloneDxWriter(JsonGenerator json, Optional<String> only) {
        this.json = json;
        this.only = only;
    }

    /** What a package is called besides its URL. */
    private record Named(@Nullable String name, Optional<String> version) {}

    @Override
    public void start(Instant now) {
        json.writeStartObject();
        json.writeStringProperty("bomFormat", "CycloneDX");
        json.writeStringProperty("specVersion", "1.6");
        json.writeStringProperty("serialNumber", "urn:uuid:" + UUID.randomUUID());
        json.writeNumberProperty("version", 1);
        json.writeObjectPropertyStart("metadata");
        json.writeStringProperty("timestamp", now.toString());
        only.ifPresent(project -> {
            json.writeObjectPropertyStart("component");
            application(project);
            json.writeEndObject();
        });
        json.writeEndObject();
        json.writeArrayPropertyStart("vulnerabilities");
    }

    @Override
    public void write(String project, VexSaid said) {
        Map<String, Named> its = packages.computeIfAbsent(project, name -> new LinkedHashMap<>());
        said.purl()
                .ifPresent(purl -> its.putIfAbsent(
                        purl,
                        new Named(
                                said.facts().packageName(),
                                said.facts().versions().stream().findFirst())));
        json.writeStartObject();
        json.writeStringProperty("id", said.name());
        json.writeObjectPropertyStart("analysis");
        json.writeStringProperty("state", state(said));
        if (said.status() == VexStatus.AFFECTED && said.state() == TriageState.WONT_FIX) {
            json.writeArrayPropertyStart("response");
            json.writeString("will_not_fix");
            json.writeEndArray();
        }
        said.reason().ifPresent(reason -> json.writeStringProperty("detail", reason));
        json.writeEndObject();
        json.writeArrayPropertyStart("affects");
        json.writeStartObject();
        json.writeStringProperty(
                "ref", said.purl().map(purl -> prefix(project) + purl).orElse(VexSaid.product(project)));
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String state(VexSaid said) {
        return switch (said.status()) {
            case NOT_AFFECTED -> said.state() == TriageState.FALSE_POSITIVE ? "false_positive" : "not_affected";
            case AFFECTED -> "exploitable";
            case FIXED -> "resolved";
            case UNDER_INVESTIGATION -> "in_triage";
        };
    }

    @Override
    public void end() {
        json.writeEndArray();
        json.writeArrayPropertyStart("components");
        packages.forEach((project, its) -> {
            if (only.isPresent()) {
                its.forEach((purl, named) -> component(project, purl, named));
                return;
            }
            json.writeStartObject();
            application(project);
            json.writeArrayPropertyStart("components");
            its.forEach((purl, named) -> component(project, purl, named));
            json.writeEndArray();
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeEndObject();
    }

    private void application(String project) {
        json.writeStringProperty("type", "application");
        json.writeStringProperty("bom-ref", VexSaid.product(project));
        json.writeStringProperty("name", project);
    }

    private void component(String project, String purl, Named named) {
        json.writeStartObject();
        json.writeStringProperty("type", "library");
        json.writeStringProperty("bom-ref", prefix(project) + purl);
        json.writeStringProperty("name", named.name() == null ? purl : named.name());
        named.version().ifPresent(version -> json.writeStringProperty("version", version));
        json.writeStringProperty("purl", purl);
        json.writeEndObject();
    }

    private String prefix(String project) {
        return only.isPresent() ? "" : project + "/";
    }
}
