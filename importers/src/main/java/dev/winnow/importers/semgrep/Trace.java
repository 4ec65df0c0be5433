package dev.winnow.importers.semgrep;

import dev.winnow.importers.CodeFlow;
import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Location;
import dev.winnow.importers.Veil;
import dev.winnow.importers.packages.FilePaths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * How a tainted value goes from its source to its sink. Semgrep nests calls in calls ({@code ["CliCall", [[place, code],
 * steps, call]]}) and older versions write {@code [{location, content}]}; a step is a place with its code, wherever it
 * stands. Reused.
 */
final class Trace {
    private static final int MOST = 50;

    private record Step(Place place, @Nullable String code) {}

    private record Place(@Nullable String path, int line, int column, int endLine, int endColumn) {}

    private final List<Step> source = new ArrayList<>();
    private final List<Step> between = new ArrayList<>();
    private final List<Step> sink = new ArrayList<>();

    void clear() {
        source.clear();
        between.clear();
        sink.clear();
    }

    void read(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "taint_source" -> steps(json, source);
                case "intermediate_vars" -> steps(json, between);
                case "taint_sink" -> steps(json, sink);
                default -> json.skip();
            }
        }
    }

    /** The flow; empty where it has fewer than two steps. */
    List<CodeFlow> flows(Veil veil) {
        var steps = new ArrayList<Location>();
        for (List<Step> part : List.of(source, between, sink)) {
            for (Step step : part) {
                steps.add(location(step, veil));
            }
        }
        return steps.size() < 2 ? List.of() : List.of(new CodeFlow(steps));
    }

    private static Location location(Step step, Veil veil) {
        Place place = step.place;
        return new Location(
                FilePaths.clean(place.path),
                place.line,
                place.column,
                place.endLine,
                place.endColumn,
                -1,
                veil.codeOrNull(step.code),
                null,
                null,
                null);
    }

    private static void steps(JsonCursor json, List<Step> steps) throws IOException {
        switch (json.peek()) {
            case START_ARRAY -> {
                json.array();
                Place place = null;
                while (json.element()) {
                    if (json.peek().isScalarValue()) {
                        String code = json.text();
                        if (place != null) {
                            add(steps, place, code);
                        }
                        place = null;
                    } else if (json.peek().isStructStart()) {
                        place = placeOrSteps(json, steps);
                    }
                }
            }
            case START_OBJECT -> placeOrSteps(json, steps);
            default -> json.skip();
        }
    }

    /** A place whose code stands behind it; null for anything else, whose steps have been added. */
    private static @Nullable Place placeOrSteps(JsonCursor json, List<Step> steps) throws IOException {
        if (json.peek() != JsonToken.START_OBJECT) {
            steps(json, steps);
            return null;
        }
        json.object();
        String path = null;
        int[] start = new int[2];
        int[] end = new int[2];
        boolean place = false;
        Place located = null;
        String code = null;
        while (json.member()) {
            switch (json.name()) {
                case "path" -> path = json.textIfScalar();
                case "start" -> {
                    place = true;
                    start = position(json);
                }
                case "end" -> end = position(json);
                case "location" -> located = placeOrSteps(json, steps);
                case "content" -> code = json.textIfScalar();
                default -> json.skip();
            }
        }
        if (located != null) {
            add(steps, located, code);
        }
        return place ? new Place(path, start[0], start[1], end[0], end[1]) : null;
    }

    private static int[] position(JsonCursor json) throws IOException {
        int[] position = new int[2];
        if (json.objectOrSkip()) {
            while (json.member()) {
                switch (json.name()) {
                    case "line" -> position[0] = Math.max(0, json.integer(0));
                    case "col" -> position[1] = Math.max(0, json.integer(0));
                    default -> json.skip();
                }
            }
        }
        return position;
    }

    private static void add(List<Step> steps, Place place, @Nullable String code) {
        if (steps.size() < MOST) {
            steps.add(new Step(place, code));
        }
    }
}
