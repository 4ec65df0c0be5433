package dev.winnow.importers.sarif;

import dev.winnow.importers.Tool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run without its results: all that results may refer to. An external properties object is one too. While it is being
 * read, lists only grow, and it remembers whether a result asked for what has not come yet.
 */
final class Run {
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
    final ExternalProperties external = new ExternalProperties();

    /** Of external properties: the run their results belong to. */
    @Nullable
    Run owner;

    boolean hasResults;

    @Nullable
    String imageName;

    final List<String> imageDigests = new ArrayList<>(0);

    /** How often its tool, or a part of it, was read: once, unless a name comes twice. */
    int tools;

    private boolean missed;

    /** A file that results name by its index; one in a container has a parent. */
    record Artifact(@Nullable String uri, @Nullable String uriBaseId, int parent) {
        static final Artifact UNKNOWN = new Artifact(null, null, -1);
    }

    /** An address that others are relative to; without one of its own it is a root the report keeps to itself. */
    record Base(@Nullable String uri, @Nullable String uriBaseId) {}

    /** Its tool; without a name it is called unknown. */
    Tool tool() {
        return new Tool(driver.name.isBlank() ? Tool.UNKNOWN : driver.name, driver.version);
    }

    @Nullable
    Artifact artifact(int index) {
        return at(index, artifacts);
    }

    @Nullable
    String logicalName(int index) {
        return at(index, logicalNames);
    }

    @Nullable
    Place flowPlace(int index) {
        return at(index, flowPlaces);
    }

    @Nullable
    Request request(int index) {
        return at(index, requests);
    }

    /** What a list has at an index; null for a negative one, and for one that it does not reach. */
    private <T> @Nullable T at(int index, List<T> list) {
        if (index >= list.size()) {
            missed = true;
            return null;
        }
        return index < 0 ? null : list.get(index);
    }

    /** Whether anything was asked for by an index that its list did not reach. */
    boolean missed() {
        return missed;
    }

    /** How many things there are that results name by their index. */
    int listed() {
        return artifacts.size() + logicalNames.size() + flowPlaces.size() + requests.size();
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
}
