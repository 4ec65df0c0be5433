package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import dev.winnow.importers.packages.ScanTargets;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Reads one run, or an external properties object, within a budget. */
final class RunReader {
    private static final int MOST_DISPLAYED = 20_000;
    private static final int MOST_BASES = 1000;

    private final Run run;
    private final JsonCursor json;
    private final Budget budget;

    RunReader(Run run, JsonCursor json, Budget budget) {
        this.run = run;
        this.json = json;
        this.budget = budget;
    }

    /** @param results reads the value of each member called so, where it stands */
    void read(ResultsReader results) throws IOException {
        if (!json.object()) {
            return;
        }
        while (json.member()) {
            if (json.name().equals("results")) {
                run.hasResults |= json.peek() != JsonToken.VALUE_NULL;
                results.read(run, json);
            } else {
                member();
            }
        }
    }

    private void member() throws IOException {
        switch (json.name()) {
            case "tool" -> tool();
            case "driver" -> driver();
            case "extensions" -> extensions();
            case "taxonomies" -> components(run.taxonomies);
            case "artifacts" -> artifacts();
            case "logicalLocations" -> logicalLocations();
            case "threadFlowLocations" -> flowPlaces();
            case "webRequests" -> requests();
            case "invocations" -> invocations();
            case "originalUriBaseIds" -> bases();
            case "versionControlProvenance" -> checkouts();
            case "automationDetails" -> run.external.readRunGuid(json);
            case "runGuid" -> run.external.addGuid(json.textIfScalar());
            case "guid" -> run.external.addOwnGuid(json.textIfScalar());
            case "externalPropertyFileReferences" -> run.external.readReferences(json);
            case "properties" -> {
                Bag bag = Bag.read(json);
                run.imageName = bag == null ? run.imageName : image(bag);
                run.imageDigests.addAll(bag == null ? List.of() : bag.imageDigests);
            }
            default -> json.skip();
        }
    }

    /** The scanned image's name; of an archive the name it was saved under, as far as Trivy tells. */
    private static @Nullable String image(Bag bag) {
        String name = bag.imageName;
        if (name != null && (ScanTargets.isAbsolute(name) || ScanTargets.isArchive(name))) {
            return bag.imageTags.isEmpty() ? ScanTargets.file(name) : bag.imageTags.getFirst();
        }
        return name;
    }

    private void tool() throws IOException {
        run.tools++;
        if (!json.object()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "driver" -> driver();
                case "extensions" -> extensions();
                default -> json.skip();
            }
        }
    }

    private void driver() throws IOException {
        run.tools++;
        ToolComponent read = ToolComponent.read(json, budget);
        if (read != null) {
            run.driver = read;
        }
    }

    private void extensions() throws IOException {
        run.tools++;
        components(run.extensions);
    }

    private void components(List<ToolComponent> into) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            ToolComponent component = ToolComponent.read(json, budget);
            budget.keep(0);
            into.add(component == null ? new ToolComponent() : component);
        }
    }

    private void artifacts() throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            if (!json.object()) {
                run.artifacts.add(Run.Artifact.UNKNOWN);
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
            run.artifacts.add(new Run.Artifact(place.uri, place.uriBaseId, parent));
        }
    }

    private void logicalLocations() throws IOException {
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
            run.logicalNames.add(kept);
        }
    }

    private void flowPlaces() throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            if (run.flowPlaces.size() >= MOST_DISPLAYED) {
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
            run.flowPlaces.add(place);
        }
    }

    private void requests() throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            Request request = Request.read(json);
            if (run.requests.size() < MOST_DISPLAYED) {
                budget.keep(request == null ? 0 : request.target().length());
                run.requests.add(request == null ? Request.NONE : request);
            }
        }
    }

    private void invocations() throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            Invocation invocation = Invocation.read(json, budget);
            budget.keep(200);
            run.invocations.add(invocation == null ? new Invocation() : invocation);
        }
    }

    private void bases() throws IOException {
        if (!json.object()) {
            return;
        }
        while (json.member()) {
            String name = json.name();
            var place = new Place();
            place.artifactLocation(json);
            if (run.bases.size() < MOST_BASES) {
                run.bases.put(name, new Run.Base(place.uri, place.uriBaseId));
            }
        }
    }

    private void checkouts() throws IOException {
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
                    if (run.checkouts.size() < MOST_BASES) {
                        run.checkouts.add(place);
                    }
                } else {
                    json.skip();
                }
            }
        }
    }
}
