package dev.winnow.export;

import dev.winnow.triage.Silencers.Silencer;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** A brief as JSON, as docs/exports.md describes it. */
final class BriefJson {
    static final int VERSION = 1;

    private BriefJson() {}

    static void write(QuarterBrief brief, OutputStream out) {
        try (JsonGenerator json = JsonText.to(out)) {
            json.writeStartObject();
            json.writeNumberProperty("winnowBrief", VERSION);
            json.writeStringProperty("quarter", brief.quarter().toString());
            json.writeStringProperty("before", brief.quarter().before().toString());
            json.writeStringProperty("from", brief.period().from().toString());
            json.writeStringProperty("to", brief.period().to().toString());
            json.writeStringProperty("zone", brief.zone().getId());
            json.writeStringProperty("madeAt", brief.made().toString());
            json.writeBooleanProperty("over", brief.isOver());
            json.writeStringProperty("scope", brief.scope());
            json.writeBooleanProperty("allProjects", brief.whole());
            JsonText.text(json, "team", brief.team());
            json.writeArrayPropertyStart("projects");
            brief.projects().forEach(json::writeString);
            json.writeEndArray();
            json.writeArrayPropertyStart("figures");
            brief.figures().forEach(figure -> write(figure, json));
            json.writeEndArray();
            json.writeArrayPropertyStart("observations");
            brief.observations().forEach(one -> write(one, json));
            json.writeEndArray();
            json.writeArrayPropertyStart("guards");
            brief.guards().forEach(guard -> write(guard, json));
            json.writeEndArray();
            json.writeObjectPropertyStart("silenced");
            json.writeNumberProperty("total", brief.silencedTotal());
            json.writeArrayPropertyStart("findings");
            brief.silenced().forEach(finding -> write(finding, json));
            json.writeEndArray();
            json.writeEndObject();
            json.writeObjectPropertyStart("definitions");
            json.writeNumberProperty("version", brief.definitions());
            json.writeArrayPropertyStart("metrics");
            for (Meaning definition : brief.meanings()) {
                json.writeStartObject();
                json.writeStringProperty("title", definition.title());
                json.writeStringProperty("words", definition.words());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private static void write(Figure figure, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("metric", figure.metric());
        json.writeStringProperty("title", figure.title());
        json.writeStringProperty("unit", figure.unit().word());
        JsonText.number(json, "value", figure.value());
        json.writeNumberProperty("n", figure.n());
        json.writeStringProperty("basis", figure.basis());
        json.writeStringProperty("aim", figure.aim().word());
        JsonText.number(json, "target", figure.target());
        json.writeName("met");
        figure.met().ifPresentOrElse(json::writeBoolean, json::writeNull);
        JsonText.number(json, "before", figure.before());
        JsonText.number(json, "change", figure.change());
        json.writeEndObject();
    }

    private static void write(Observation one, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("period", one.span().word());
        json.writeStringProperty("from", one.period().from().toString());
        json.writeStringProperty("to", one.period().to().toString());
        json.writeStringProperty("metric", one.metric());
        json.writeStringProperty("statistic", one.statistic());
        JsonText.text(json, "severity", one.severity().map(BriefCsv::word));
        JsonText.text(json, "project", one.guard().map(Observation.OfGuard::project));
        JsonText.text(json, "guard", one.guard().map(Observation.OfGuard::guard));
        JsonText.number(json, "value", one.value());
        json.writeStringProperty("unit", one.unit().word());
        JsonText.number(json, "n", one.n());
        json.writeEndObject();
    }

    private static void write(GuardLine guard, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("project", guard.project());
        json.writeStringProperty("guard", guard.guard());
        json.writeStringProperty("tool", guard.tool());
        json.writeStringProperty("stage", guard.stage().word());
        json.writeStringProperty("category", guard.category().word());
        json.writeNumberProperty("opened", guard.opened());
        json.writeNumberProperty("fixed", guard.fixed());
        json.writeNumberProperty("falsePositive", guard.falsePositive());
        json.writeNumberProperty("accepted", guard.accepted());
        json.writeNumberProperty("open", guard.open());
        json.writeNumberProperty("ended", guard.ended());
        json.writeNumberProperty("alerts", guard.alerts());
        json.writeNumberProperty("onlyIt", guard.alone());
        JsonText.number(json, "signal", guard.signal());
        JsonText.number(json, "low", guard.low());
        JsonText.number(json, "high", guard.high());
        json.writeStringProperty("advice", guard.advice().word());
        json.writeEndObject();
    }

    private static void write(SilencedFinding finding, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("project", finding.project());
        json.writeStringProperty("finding", Long.toString(finding.findingId()));
        json.writeStringProperty("title", finding.title());
        json.writeStringProperty("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("at", finding.at().toString());
        Optional<Silencer> by = finding.by();
        JsonText.text(json, "means", by.map(one -> one.means().word()));
        JsonText.text(json, "said", by.map(Silencer::said));
        JsonText.text(json, "reason", by.map(Silencer::reason));
        JsonText.text(json, "author", by.map(Silencer::author));
        JsonText.text(json, "reviewer", by.flatMap(Silencer::reviewer));
        JsonText.text(json, "until", by.flatMap(Silencer::until).map(Instant::toString));
        json.writeEndObject();
    }
}
