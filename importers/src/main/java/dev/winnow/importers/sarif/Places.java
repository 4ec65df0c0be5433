package dev.winnow.importers.sarif;

import dev.winnow.importers.CodeFlow;
import dev.winnow.importers.Location;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Veil;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes locations of a run's raw ones. */
final class Places {
    private final Run run;
    private final RuleBook rules;
    private final Paths paths;

    Places(Run run, RuleBook rules) {
        this.run = run;
        this.rules = rules;
        this.paths = new Paths(run);
    }

    /** @see Paths#hold */
    boolean hold() {
        return paths.hold();
    }

    /**
     * What of a result's places may be shown.
     *
     * @param secret that the result is about
     * @param rule whose message strings are used
     */
    record Shown(
            Veil veil, @Nullable String secret, @Nullable Descriptor rule) {
        String words(String words) {
            return veil.words(secret == null ? words : Masking.mask(words, secret));
        }
    }

    List<Location> of(List<Place> places, Shown shown) {
        if (places.size() == 1) {
            return List.of(location(places.getFirst(), shown));
        }
        var locations = new ArrayList<Location>(places.size());
        for (Place place : places) {
            locations.add(location(place, shown));
        }
        return locations;
    }

    List<CodeFlow> flows(List<List<Place>> raw, Shown shown) {
        var flows = new ArrayList<CodeFlow>(raw.size());
        for (List<Place> steps : raw) {
            var locations = new ArrayList<Location>(steps.size());
            for (Place step : steps) {
                Place shared = run.flowPlace(step.flowIndex);
                locations.add(location(shared == null ? step : shared, shown));
            }
            if (!locations.isEmpty()) {
                flows.add(new CodeFlow(locations));
            }
        }
        return flows;
    }

    private Location location(Place place, Shown shown) {
        String logical = place.logicalName == null ? run.logicalName(place.logicalIndex) : place.logicalName;
        String message = place.message == null ? null : place.message.resolve(rules.stringsOf(shown.rule()));
        if (message != null) {
            message = shown.words(message);
        }
        return new Location(
                paths.of(place),
                place.startLine,
                place.startColumn,
                place.endLine,
                place.endColumn,
                place.offset,
                shown.veil().codeOrNull(place.snippet),
                shown.veil().codeOrNull(place.context),
                logical == null || logical.isBlank() ? null : Texts.line(logical),
                message == null || message.isBlank() ? null : message);
    }
}
