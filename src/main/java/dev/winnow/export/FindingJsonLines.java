package dev.winnow.export;

import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings.SuppressedBy;
import dev.winnow.triage.Silencers.Silencer;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Findings as one JSON document: {@code {"findings":[…]}}. */
final class FindingJsonLines implements FindingWriter {
    private final JsonGenerator json;

    FindingJsonLines(OutputStream out) {
        json = JsonText.to(out);
        json.writeStartObject();
        json.writeArrayPropertyStart("findings");
    }

    @Override
    public void write(FindingLine line) {
        Finding finding = line.finding();
        json.writeStartObject();
        // As in the rest of the interface: more digits than JavaScript keeps.
        json.writeStringProperty("id", Long.toString(finding.id()));
        json.writeStringProperty("project", finding.projectName());
        json.writeNumberProperty("number", finding.number());
        json.writeStringProperty("kind", finding.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("severity", BriefCsv.word(finding.severity()));
        json.writeStringProperty("status", finding.status().word());
        json.writeStringProperty("triage", finding.triage().word());
        json.writeBooleanProperty("silenced", finding.silenced());
        json.writeBooleanProperty("exploited", finding.exploited());
        json.writeStringProperty("rule", finding.ruleId());
        json.writeStringProperty("title", finding.title());
        JsonText.text(json, "identifier", Optional.ofNullable(finding.identifier()));
        JsonText.text(json, "place", Optional.ofNullable(finding.place()));
        if (finding.line() > 0) {
            json.writeNumberProperty("line", finding.line());
        } else {
            json.writeNullProperty("line");
        }
        JsonText.text(json, "package", Optional.ofNullable(finding.packageName()));
        JsonText.text(json, "packageVersion", Optional.ofNullable(finding.packageVersion()));
        JsonText.text(json, "fixedVersion", Optional.ofNullable(finding.fixedVersion()));
        json.writeArrayPropertyStart("guards");
        line.guards().forEach(json::writeString);
        json.writeEndArray();
        json.writeStringProperty("firstSeenAt", finding.firstSeenAt().toString());
        JsonText.text(json, "assignee", line.marked().assignee());
        json.writeArrayPropertyStart("labels");
        line.marked().labels().forEach(json::writeString);
        json.writeEndArray();
        json.writeName("silencer");
        line.silencer().ifPresentOrElse(this::write, json::writeNull);
        json.writeName("suppressedBy");
        line.suppressed().ifPresentOrElse(this::write, json::writeNull);
        json.writeStringProperty("url", line.url());
        json.writeEndObject();
    }

    private void write(Silencer silencer) {
        json.writeStartObject();
        json.writeStringProperty("means", silencer.means().word());
        json.writeStringProperty("said", silencer.said());
        json.writeStringProperty("reason", silencer.reason());
        json.writeStringProperty("author", silencer.author());
        JsonText.text(json, "until", silencer.until().map(Instant::toString));
        json.writeEndObject();
    }

    private void write(SuppressedBy guard) {
        json.writeStartObject();
        json.writeStringProperty("guard", guard.guard());
        JsonText.text(json, "reason", guard.reason());
        json.writeEndObject();
    }

    @Override
    public void end() {
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }
}
