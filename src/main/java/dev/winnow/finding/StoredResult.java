package dev.winnow.finding;

import dev.winnow.importers.Component;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result as the database keeps it: the columns of its finding, cut to what they hold, and the details of its sighting.
 *
 * @param aliases further names of the vulnerability, separated by spaces
 * @param line 0 where unknown
 * @param details {@link SightingDetails} as {@link StoredJson}
 */
record StoredResult(
        Kind kind,
        RuleText rule,
        String title,
        @Nullable String identifier,
        @Nullable String aliases,
        @Nullable String place,
        @Nullable String parameter,
        int line,
        @Nullable String packageName,
        @Nullable String packageVersion,
        @Nullable String fixedVersion,
        byte[] details) {

    static StoredResult of(Result result, RuleText rule) {
        Location location = result.primaryLocation();
        Component component = result.component();
        return new StoredResult(
                result.kind(),
                rule,
                Cut.to(result.title(), 300),
                result.identifiers().isEmpty()
                        ? null
                        : Cut.to(result.identifiers().getFirst(), 100),
                aliases(result.identifiers()),
                Cut.orNull(place(result, location), 1_000),
                result.request() == null ? null : Cut.orNull(result.request().parameter(), 200),
                location == null ? 0 : location.startLine(),
                component == null ? null : Cut.to(component.name(), 300),
                component == null ? null : Cut.orNull(component.version(), 200),
                component == null ? null : Cut.orNull(component.fixedVersion(), 300),
                StoredJson.write(SightingDetails.of(result)));
    }

    private static @Nullable String aliases(List<String> identifiers) {
        return identifiers.size() < 2
                ? null
                : Cut.to(String.join(" ", identifiers.subList(1, identifiers.size())), 1_000);
    }

    private static @Nullable String place(Result result, @Nullable Location location) {
        if (result.request() != null) {
            return result.request().method() + " " + result.request().url();
        }
        boolean happened = result.kind() == Kind.RUNTIME || result.kind() == Kind.CHANGE;
        if (happened && result.resource() != null) {
            // A workload or resource lasts; the node that it was seen on does not.
            return result.resource();
        }
        if (location == null) {
            return null;
        }
        return location.uri() == null ? location.logicalName() : location.uri();
    }

    /** Its primary location, if it has one. */
    List<Location> firstLocation() {
        List<Location> locations =
                StoredJson.read(details, SightingDetails.class).locations();
        return locations.subList(0, Math.min(1, locations.size()));
    }
}
