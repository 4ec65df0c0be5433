package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** A run without its results: all that results may refer to. An external properties object is read as one too. */
final class Run {
    private static final int MOST_DISPLAYED = 20_000;

    ToolComponent driver = new ToolComponent();
    final List<ToolComponent> extensions = new ArrayList<>(0);
    final List<ToolComponent> taxonomies = new ArrayList<>(0);
    final List<Artifact> artifacts = new ArrayList<>(0);
    final List<String> logicalNames = new ArrayList<>(0);
    final List<Place> flowPlaces = new ArrayList<>(0);
    final List<Request> requests = new ArrayList<>(0);
    final List<Invocation> invocations = new ArrayList<>(0);
    final Map<String, Base> bases = new HashMap<>(0);
    final List<Place> checkouts = new ArrayList<>(0);

    /** The guids by which external properties name this run; of external properties, the runs they name. */
    final List<String> guids = new ArrayList<>(2);

    /** Of external properties: the guid by which runs name them. */
    final List<String> ownGuids = new ArrayList<>(0);

    /** Of external properties: the run their results belong to. */
    @Nullable
    Run owner;

    /** Guids and addresses of external properties this run wants, and whether its results are among them. */
    final List<String> externals = new ArrayList<>(0);

    boolean externalResults;
    boolean hasResults;

    @Nullable
    String imageName;

    /** A file that results name by its index; one in a container has a parent. */
    record Artifact(@Nullable String uri, @Nullable String uriBaseId, int parent) {
        static final Artifact UNKNOWN = new Artifact(null, null, -1);
    }

    /** An address that others are relative to; without one of its own it is a root the report keeps to itself. */
    record Base(@Nullable String uri, @Nullable String uriBaseId) {}

    static Run read(JsonCursor json, Budget budget) throws IOException {
        var run = new Run();
        if (json.object()) {
            while (json.member()) {
                run.member(json, budget);
            }
        }
        return run;
    }

    private void member(JsonCursor json, Budget budget) throws IOException {
        switch (json.name()) {
            case "tool" -> tool(json, budget);
            case "driver" -> driver(json, budget);
            case "extensions" -> components(json, extensions, budget);
            case "taxonomies" -> components(json, taxonomies, budget);
            case "artifacts" -> artifacts(json, budget);
            case "logicalLocations" -> logicalLocations(json, budget);
            case "threadFlowLocations" -> flowPlaces(json, budget);
            case "webRequests" -> requests(json, budget);
            case "invocations" -> invocations(json, budget);
            case "originalUriBaseIds" -> bases(json);
            case "versionControlProvenance" -> checkouts(json);
            case "automationDetails" -> guidOf(json);
            case "runGuid" -> addGuid(json.textIfScalar());
            case "guid" -> {
                String guid = json.textIfScalar();
                if (guid != null) {
                    ownGuids.add(Texts.line(guid));
                }
            }
            case "externalPropertyFileReferences" -> externals(json);
            case "results" -> {
                hasResults |= json.peek() != JsonToken.VALUE_NULL;
                json.skip();
            }
            case "properties" -> {
                Bag bag = Bag.read(json);
                imageName = bag == null ? imageName : bag.imageName;
            }
            default -> json.skip();
        }
    }

    /** Appends what an external properties object adds. */
    void add(Run external) {
        driver.add(external.driver);
        extensions.addAll(external.extensions);
        taxonomies.addAll(external.taxonomies);
        artifacts.addAll(external.artifacts);
        logicalNames.addAll(external.logicalNames);
        flowPlaces.addAll(external.flowPlaces);
        requests.addAll(external.requests);
        invocations.addAll(external.invocations);
        hasResults |= external.hasResults;
    }

    private void tool(JsonCursor json, Budget budget) throws IOException {
        if (!json.object()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "driver" -> driver(json, budget);
                case "extensions" -> components(json, extensions, budget);
                default -> json.skip();
            }
        }
    }

    private void driver(JsonCursor json, Budget budget) throws IOException {
        ToolComponent read = ToolComponent.read(json, budget);
        if (read != null) {
            driver = read;
        }
    }

    private static void components(JsonCursor json, List<ToolComponent> into, Budget budget) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            ToolComponent component = ToolComponent.read(json, budget);
            budget.keep(0);
            into.add(component == null ? new ToolComponent() : component);
        }
    }

    private void artifacts(JsonCursor json, Budget budget) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            if (!json.object()) {
                artifacts.add(Artifact.UNKNOWN);
                budget.keep(0);
                continue;
            }
            var place = new Place();
            int parent = -1;
            while (json.member()) {
                switch (json.name()) {
                    case "location" -> place.artifactLocation(json);
                    case "parentIndex" -> parent = json.integer(-1);
                    default -> json.skip();
                }
            }
            budget.keep(place.uri == null ? 0 : place.uri.length());
            artifacts.add(new Artifact(place.uri, place.uriBaseId, parent));
        }
    }

    private void logicalLocations(JsonCursor json, Budget budget) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            String name = "";
            String qualified = "";
            if (json.object()) {
                while (json.member()) {
                    switch (json.name()) {
                        case "name" -> name = json.textOrEmpty();
                        case "fullyQualifiedName" -> qualified = json.textOrEmpty();
                        default -> json.skip();
                    }
                }
            }
            String kept = Texts.line(qualified.isBlank() ? name : qualified);
            budget.keep(kept.length());
            logicalNames.add(kept);
        }
    }

    private void flowPlaces(JsonCursor json, Budget budget) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            if (flowPlaces.size() >= MOST_DISPLAYED) {
                json.skip();
                continue;
            }
            Place place = Flows.step(json);
            if (place == null) {
                place = new Place();
            }
            place.snippet = place.snippet == null ? null : budget.block(place.snippet);
            place.context = null;
            budget.keep(0);
            flowPlaces.add(place);
        }
    }

    private void requests(JsonCursor json, Budget budget) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            Request request = Request.read(json);
            if (requests.size() < MOST_DISPLAYED) {
                budget.keep(request == null ? 0 : request.target().length());
                requests.add(request == null ? Request.NONE : request);
            }
        }
    }

    private void invocations(JsonCursor json, Budget budget) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            Invocation invocation = Invocation.read(json, budget);
            budget.keep(200);
            invocations.add(invocation == null ? new Invocation() : invocation);
        }
    }

    private void bases(JsonCursor json) throws IOException {
        if (!json.object()) {
            return;
        }
        while (json.member()) {
            String name = json.name();
            var place = new Place();
            place.artifactLocation(json);
            if (bases.size() < 1000) {
                bases.put(name, new Base(place.uri, place.uriBaseId));
            }
        }
    }

    private void checkouts(JsonCursor json) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            if (!json.object()) {
                continue;
            }
            while (json.member()) {
                if (json.name().equals("mappedTo")) {
                    var place = new Place();
                    place.artifactLocation(json);
                    if (checkouts.size() < 1000) {
                        checkouts.add(place);
                    }
                } else {
                    json.skip();
                }
            }
        }
    }

    private void guidOf(JsonCursor json) throws IOException {
        if (!json.object()) {
            return;
        }
        while (json.member()) {
            if (json.name().equals("guid")) {
                addGuid(json.textIfScalar());
            } else {
                json.skip();
            }
        }
    }

    private void addGuid(@Nullable String guid) {
        if (guid != null && guids.size() < 10) {
            guids.add(guid);
        }
    }

    private void externals(JsonCursor json) throws IOException {
        if (!json.object()) {
            return;
        }
        while (json.member()) {
            boolean results = json.name().equals("results");
            switch (json.peek()) {
                case START_ARRAY -> {
                    json.array();
                    while (json.element()) {
                        external(json, results);
                    }
                }
                case START_OBJECT -> external(json, results);
                default -> json.skip();
            }
        }
    }

    private void external(JsonCursor json, boolean results) throws IOException {
        if (!json.object()) {
            return;
        }
        externalResults |= results;
        while (json.member()) {
            switch (json.name()) {
                case "guid" -> addExternal(json.textIfScalar());
                case "location" -> {
                    var place = new Place();
                    place.artifactLocation(json);
                    addExternal(place.uri);
                }
                default -> json.skip();
            }
        }
    }

    private void addExternal(@Nullable String name) {
        if (name != null && externals.size() < 1000) {
            externals.add(name);
        }
    }
}
