package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads code flows for display: the first few, and the first steps of each. */
final class Flows {
    private static final int MOST_FLOWS = 5;
    private static final int MOST_STEPS = 100;

    private Flows() {}

    /** A step that only names one of the run's {@code threadFlowLocations} has its index in {@link Place#flowIndex}. */
    static List<List<Place>> read(JsonCursor json) throws IOException {
        var flows = new ArrayList<List<Place>>(1);
        if (!json.array()) {
            return flows;
        }
        while (json.element()) {
            if (flows.size() >= MOST_FLOWS) {
                json.skip();
            } else if (json.object()) {
                while (json.member()) {
                    if (json.name().equals("threadFlows")) {
                        threads(json, flows);
                    } else {
                        json.skip();
                    }
                }
            }
        }
        return flows;
    }

    private static void threads(JsonCursor json, List<List<Place>> flows) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            if (flows.size() >= MOST_FLOWS) {
                json.skip();
            } else if (json.object()) {
                while (json.member()) {
                    if (json.name().equals("locations")) {
                        flows.add(steps(json));
                    } else {
                        json.skip();
                    }
                }
            }
        }
    }

    private static List<Place> steps(JsonCursor json) throws IOException {
        var steps = new ArrayList<Place>();
        if (!json.array()) {
            return steps;
        }
        while (json.element()) {
            if (steps.size() >= MOST_STEPS) {
                json.skip();
                continue;
            }
            Place step = step(json);
            if (step != null) {
                steps.add(step);
            }
        }
        return steps;
    }

    /** A {@code threadFlowLocation}. */
    static @Nullable Place step(JsonCursor json) throws IOException {
        if (!json.object()) {
            return null;
        }
        Place place = null;
        int index = -1;
        while (json.member()) {
            switch (json.name()) {
                case "location" -> place = Place.read(json);
                case "index" -> index = json.integer(-1);
                default -> json.skip();
            }
        }
        if (place == null && index >= 0) {
            place = new Place();
            place.flowIndex = index;
        }
        return place;
    }
}
