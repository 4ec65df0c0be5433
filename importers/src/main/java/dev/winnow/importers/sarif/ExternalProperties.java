package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a run and its external properties find each other: by their guids, or by an address in the log. */
final class ExternalProperties {
    private static final int MOST_GUIDS = 10;
    private static final int MOST_REFERENCES = 1000;

    /** The guids by which external properties name this run; of external properties, the runs they name. */
    private final List<String> guids = new ArrayList<>(2);

    /** Of external properties: the guid by which runs name them. */
    private final List<String> ownGuids = new ArrayList<>(0);

    /** Guids and addresses of external properties this run wants. */
    final List<String> references = new ArrayList<>(0);

    /** Whether its results are among them. */
    boolean holdResults;

    void addGuid(@Nullable String guid) {
        if (guid != null && guids.size() < MOST_GUIDS) {
            guids.add(guid);
        }
    }

    void addOwnGuid(@Nullable String guid) {
        if (guid != null) {
            ownGuids.add(Texts.line(guid));
        }
    }

    /** The guid in a run's {@code automationDetails}. */
    void readRunGuid(JsonCursor json) throws IOException {
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

    /** A run's {@code externalPropertyFileReferences}. */
    void readReferences(JsonCursor json) throws IOException {
        if (!json.object()) {
            return;
        }
        while (json.member()) {
            boolean results = json.name().equals("results");
            switch (json.peek()) {
                case START_ARRAY -> {
                    json.array();
                    while (json.element()) {
                        readReference(json, results);
                    }
                }
                case START_OBJECT -> readReference(json, results);
                default -> json.skip();
            }
        }
    }

    private void readReference(JsonCursor json, boolean results) throws IOException {
        if (!json.object()) {
            return;
        }
        holdResults |= results;
        while (json.member()) {
            switch (json.name()) {
                case "guid" -> addReference(json.textIfScalar());
                case "location" -> {
                    var place = new Place();
                    place.artifactLocation(json);
                    addReference(place.uri);
                }
                default -> json.skip();
            }
        }
    }

    private void addReference(@Nullable String name) {
        if (name != null && references.size() < MOST_REFERENCES) {
            references.add(name);
        }
    }

    /** Whether these, at this index among the log's inline ones, belong to the run that has the other. */
    boolean belongTo(ExternalProperties run, int index) {
        for (String guid : ownGuids) {
            if (containsIgnoringCase(run.references, guid)) {
                return true;
            }
        }
        String place = "/" + index;
        for (String name : run.references) {
            if (name.startsWith("sarif:/inlineExternalProp") && name.endsWith(place)) {
                return true;
            }
        }
        for (String guid : guids) {
            if (containsIgnoringCase(run.guids, guid)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a run may name these so. */
    boolean areCalled(String name) {
        return containsIgnoringCase(ownGuids, name);
    }

    private static boolean containsIgnoringCase(List<String> names, String name) {
        for (String each : names) {
            if (each.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
