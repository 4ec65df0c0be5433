package dev.winnow.export;

import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.SightingDetails;
import dev.winnow.importers.Component;
import dev.winnow.importers.Fingerprint;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Severity;
import dev.winnow.importers.WebRequest;
import dev.winnow.project.Guard;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Writes SARIF 2.1.0 as it goes. What SARIF has no word for is in the property bags, under names that importers know. */
final class SarifText implements AutoCloseable {
    /** The name of a finding's id among the fingerprints. */
    static final String FINDING = "winnowFinding/v1";

    /** What Semgrep writes instead of a fingerprint that it keeps to itself: results that share it are not the same. */
    private static final String NO_FINGERPRINT = "requires login";

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private final JsonGenerator json;

    SarifText(OutputStream out) {
        json = JsonText.to(out);
        json.writeStartObject();
        json.writeStringProperty("$schema", SCHEMA);
        json.writeStringProperty("version", "2.1.0");
        json.writeArrayPropertyStart("runs");
    }

    /** @param guard empty for what no report has any more */
    void startRun(String project, Optional<Guard> guard) {
        json.writeStartObject();
        json.writeObjectPropertyStart("automationDetails");
        json.writeStringProperty("id", project + "/" + guard.map(Guard::name).orElse("no guard") + "/");
        json.writeEndObject();
        json.writeObjectPropertyStart("tool");
        json.writeObjectPropertyStart("driver");
        json.writeStringProperty(
                "name", guard.map(Guard::tool).filter(tool -> !tool.isBlank()).orElse("Winnow"));
        json.writeArrayPropertyStart("rules");
    }

    /**
     * @param kind of the findings it has
     * @param worst the severest of them
     */
    void rule(Rule rule, Kind kind, Severity worst) {
        SarifRule.write(rule, kind, worst, json);
    }

    void startResults() {
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayPropertyStart("results");
    }

    /**
     * @param rule its place among the run's rules
     * @param details what the newest report says
     */
    void result(FindingLine line, Optional<Integer> rule, Optional<SightingDetails> details) {
        Finding finding = line.finding();
        json.writeStartObject();
        json.writeStringProperty("ruleId", finding.ruleId());
        rule.ifPresent(index -> json.writeNumberProperty("ruleIndex", index));
        json.writeStringProperty("level", SarifParts.level(finding.severity()));
        String message = details.map(SightingDetails::message)
                .filter(text -> !text.isBlank())
                .orElse(finding.title());
        json.writeObjectPropertyStart("message");
        json.writeStringProperty("text", message);
        json.writeEndObject();
        if (finding.status() == FindingStatus.CLOSED) {
            json.writeStringProperty("baselineState", "absent");
        }
        locations(finding, details.map(SightingDetails::locations).orElse(List.of()));
        details.map(SightingDetails::request).ifPresent(this::request);
        fingerprints(finding, details.map(SightingDetails::fingerprints).orElse(List.of()));
        suppressions(line, details);
        SarifParts.address(json, "hostedViewerUri", line.url());
        properties(finding, details);
        json.writeEndObject();
    }

    private void request(WebRequest request) {
        if (!request.method().isBlank() && !request.url().isBlank()) {
            json.writeObjectPropertyStart("webRequest");
            json.writeStringProperty("method", request.method());
            json.writeStringProperty("target", request.url());
            json.writeEndObject();
        }
    }

    private void locations(Finding finding, List<Location> places) {
        List<Location> all = places;
        String place = finding.place();
        if (all.isEmpty() && place != null) {
            all = List.of(Location.ofLines(place, Math.max(0, finding.line()), 0));
        }
        json.writeArrayPropertyStart("locations");
        all.forEach(this::location);
        json.writeEndArray();
    }

    private void location(Location place) {
        json.writeStartObject();
        String uri = place.uri();
        if (uri != null && !uri.isBlank()) {
            json.writeObjectPropertyStart("physicalLocation");
            json.writeObjectPropertyStart("artifactLocation");
            json.writeStringProperty("uri", reference(uri));
            json.writeEndObject();
            region(place);
            json.writeEndObject();
        }
        String name = place.logicalName();
        if (name != null && !name.isBlank()) {
            json.writeArrayPropertyStart("logicalLocations");
            json.writeStartObject();
            json.writeStringProperty("fullyQualifiedName", name);
            json.writeEndObject();
            json.writeEndArray();
        }
        String said = place.message();
        if (said != null && !said.isBlank()) {
            SarifParts.message(json, "message", said);
        }
        json.writeEndObject();
    }

    private void region(Location place) {
        if (place.startLine() < 1) {
            return;
        }
        json.writeObjectPropertyStart("region");
        json.writeNumberProperty("startLine", place.startLine());
        positive("startColumn", place.startColumn());
        positive("endLine", place.endLine());
        positive("endColumn", place.endColumn());
        String snippet = place.snippet();
        if (snippet != null) {
            json.writeObjectPropertyStart("snippet");
            json.writeStringProperty("text", snippet);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void positive(String name, int number) {
        if (number > 0) {
            json.writeNumberProperty(name, number);
        }
    }

    private void fingerprints(Finding finding, List<Fingerprint> own) {
        Map<String, String> whole = new LinkedHashMap<>();
        Map<String, String> partial = new LinkedHashMap<>();
        own.stream()
                .filter(one -> !one.value().equals(NO_FINGERPRINT))
                .forEach(one -> (one.partial() ? partial : whole).put(one.name(), one.value()));
        partial.put(FINDING, Long.toString(finding.id()));
        texts("fingerprints", whole);
        texts("partialFingerprints", partial);
    }

    private void texts(String name, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            json.writeObjectPropertyStart(name);
            texts.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
    }

    private void suppressions(FindingLine line, Optional<SightingDetails> details) {
        if (!line.finding().silenced()) {
            return;
        }
        json.writeArrayPropertyStart("suppressions");
        json.writeStartObject();
        var scanners = details.map(SightingDetails::suppression);
        boolean inSource = line.silencer().isEmpty()
                && scanners.filter(one -> one.by().equals("inSource")).isPresent();
        json.writeStringProperty("kind", inSource ? "inSource" : "external");
        json.writeStringProperty("status", "accepted");
        line.silencer()
                .map(by -> by.reason() + " (" + by.author() + ")")
                .or(() -> scanners.flatMap(one -> Optional.ofNullable(one.justification())))
                .ifPresent(why -> json.writeStringProperty("justification", why));
        json.writeEndObject();
        json.writeEndArray();
    }

    private void properties(Finding finding, Optional<SightingDetails> details) {
        json.writeObjectPropertyStart("properties");
        SarifParts.score(finding.severity()).ifPresent(score -> json.writeStringProperty("security-severity", score));
        List<String> names = details.map(SightingDetails::identifiers).orElse(List.of());
        if (!names.isEmpty()) {
            json.writeArrayPropertyStart("aliases");
            names.forEach(json::writeString);
            json.writeEndArray();
        }
        details.map(SightingDetails::component).ifPresent(this::component);
        details.map(SightingDetails::resource).ifPresent(resource -> json.writeStringProperty("resource", resource));
        details.map(SightingDetails::request).ifPresent(request -> {
            String parameter = request.parameter();
            if (parameter != null) {
                json.writeStringProperty("parameter", parameter);
            }
        });
        json.writeStringProperty("winnow/project", finding.projectName());
        json.writeStringProperty("winnow/kind", finding.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("winnow/severity", BriefCsv.word(finding.severity()));
        json.writeStringProperty("winnow/status", finding.status().word());
        json.writeStringProperty("winnow/triage", finding.triage().word());
        json.writeStringProperty("winnow/firstSeenAt", finding.firstSeenAt().toString());
        json.writeEndObject();
    }

    private void component(Component component) {
        json.writeStringProperty("packageName", component.name());
        SarifParts.given(json, "packageVersion", component.version());
        SarifParts.given(json, "fixedVersion", component.fixedVersion());
        SarifParts.given(json, "purl", component.purl());
    }

    /** A path as an address that is valid and means the same. */
    static String reference(String path) {
        try {
            URI given = new URI(path);
            if (given.isAbsolute() && !given.isOpaque()) {
                return given.toASCIIString();
            }
        } catch (URISyntaxException e) {
            // A path, which is made an address below.
        }
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            return URLEncoder.encode(path, StandardCharsets.UTF_8)
                    .replace("+", "%20")
                    .replace("%2F", "/");
        }
    }

    void endRun() {
        json.writeEndArray();
        json.writeStringProperty("columnKind", "utf16CodeUnits");
        json.writeEndObject();
    }

    void end() {
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void close() {
        json.close();
    }
}
