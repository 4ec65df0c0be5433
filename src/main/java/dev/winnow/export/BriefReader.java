package dev.winnow.export;

import dev.winnow.export.Figure.Aim;
import dev.winnow.export.Observation.OfGuard;
import dev.winnow.export.Observation.Span;
import dev.winnow.importers.Category;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.GuardSignal.Advice;
import dev.winnow.metrics.Period;
import dev.winnow.metrics.Quarter;
import dev.winnow.project.Stage;
import dev.winnow.triage.Silencers.Means;
import dev.winnow.triage.Silencers.Silencer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a brief that {@link BriefJson} wrote: all that formats print is in it. */
final class BriefReader {
    private BriefReader() {}

    /** @throws IllegalArgumentException where it is of a version that nobody has written yet */
    static QuarterBrief read(byte[] document) {
        JsonNode json = JsonMapper.shared().readTree(document);
        int version = json.path("winnowBrief").asInt(0);
        if (version < 1 || version > BriefJson.VERSION) {
            throw new IllegalArgumentException(
                    "a brief of version " + json.path("winnowBrief").asString("none") + " cannot be read");
        }
        JsonNode silenced = json.path("silenced");
        JsonNode definitions = json.path("definitions");
        return new QuarterBrief(
                Quarter.of(json.path("quarter").asString()),
                period(json),
                ZoneId.of(json.path("zone").asString()),
                Instant.parse(json.path("madeAt").asString()),
                text(json, "team"),
                new TreeSet<>(list(json.path("projects"), JsonNode::asString)),
                json.path("allProjects").asBoolean(),
                list(json.path("figures"), BriefReader::figure),
                list(json.path("guards"), BriefReader::guard),
                list(json.path("observations"), BriefReader::observation),
                list(silenced.path("findings"), BriefReader::silenced),
                silenced.path("total").asInt(),
                definitions.path("version").asInt(),
                list(
                        definitions.path("metrics"),
                        one -> new Meaning(
                                one.path("title").asString(), one.path("words").asString())),
                Optional.empty());
    }

    private static Figure figure(JsonNode json) {
        return new Figure(
                json.path("metric").asString(),
                json.path("title").asString(),
                one(Unit.values(), Unit::word, json.path("unit")),
                number(json, "value"),
                one(Aim.values(), Aim::word, json.path("aim")),
                number(json, "target"),
                number(json, "before"),
                json.path("n").asInt(),
                json.path("basis").asString(),
                json.path("met").isBoolean() ? Optional.of(json.path("met").asBoolean()) : Optional.empty());
    }

    private static Observation observation(JsonNode json) {
        return new Observation(
                one(Span.values(), Span::word, json.path("period")),
                period(json),
                json.path("metric").asString(),
                json.path("statistic").asString(),
                text(json, "severity").flatMap(Severity::ofWord),
                text(json, "guard")
                        .map(guard -> new OfGuard(json.path("project").asString(), guard)),
                number(json, "value"),
                one(Unit.values(), Unit::word, json.path("unit")),
                json.path("n").isNumber() ? OptionalInt.of(json.path("n").asInt()) : OptionalInt.empty());
    }

    private static GuardLine guard(JsonNode json) {
        return new GuardLine(
                json.path("project").asString(),
                json.path("guard").asString(),
                json.path("tool").asString(),
                one(Stage.values(), Stage::word, json.path("stage")),
                one(Category.values(), Category::word, json.path("category")),
                json.path("opened").asInt(),
                json.path("fixed").asInt(),
                json.path("falsePositive").asInt(),
                json.path("accepted").asInt(),
                json.path("open").asInt(),
                json.path("ended").asInt(),
                json.path("alerts").asInt(),
                json.path("onlyIt").asInt(),
                number(json, "signal"),
                number(json, "low"),
                number(json, "high"),
                one(Advice.values(), Advice::word, json.path("advice")));
    }

    private static SilencedFinding silenced(JsonNode json) {
        return new SilencedFinding(
                json.path("project").asString(),
                Long.parseLong(json.path("finding").asString()),
                json.path("title").asString(),
                Severity.ofWord(json.path("severity").asString()).orElseThrow(),
                Instant.parse(json.path("at").asString()),
                text(json, "means")
                        .map(means -> new Silencer(
                                one(Means.values(), Means::word, json.path("means")),
                                json.path("said").asString(),
                                json.path("reason").asString(),
                                json.path("author").asString(),
                                text(json, "until").map(Instant::parse),
                                text(json, "reviewer"))));
    }

    private static Period period(JsonNode json) {
        return new Period(
                Instant.parse(json.path("from").asString()),
                Instant.parse(json.path("to").asString()));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> each) {
        var list = new ArrayList<T>(array.size());
        array.forEach(one -> list.add(each.apply(one)));
        return List.copyOf(list);
    }

    private static Optional<String> text(JsonNode json, String name) {
        return json.path(name).isString() ? Optional.of(json.path(name).asString()) : Optional.empty();
    }

    private static OptionalDouble number(JsonNode json, String name) {
        return json.path(name).isNumber() ? OptionalDouble.of(json.path(name).asDouble()) : OptionalDouble.empty();
    }

    private static <E extends Enum<E>> E one(E[] values, Function<E, String> word, JsonNode text) {
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(text.asString()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not of a brief: " + text));
    }
}
