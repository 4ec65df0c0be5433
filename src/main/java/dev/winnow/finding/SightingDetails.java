package dev.winnow.finding;

import dev.winnow.importers.CodeFlow;
import dev.winnow.importers.Component;
import dev.winnow.importers.Fingerprint;
import dev.winnow.importers.Location;
import dev.winnow.importers.Result;
import dev.winnow.importers.Suppression;
import dev.winnow.importers.WebRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one stream says of one finding, as far as it is kept for display. */
public record SightingDetails(
        String title,
        String message,
        List<String> identifiers,
        List<Location> locations,
        @Nullable Component component,
        @Nullable String resource,
        @Nullable WebRequest request,
        List<Fingerprint> fingerprints,
        @Nullable Suppression suppression,
        List<CodeFlow> codeFlows,
        List<String> references,
        @Nullable String layer,
        @Nullable Instant occurredAt) {

    static SightingDetails of(Result result) {
        return new SightingDetails(
                result.title(),
                result.message(),
                result.identifiers(),
                result.locations(),
                result.component(),
                result.resource(),
                result.request(),
                result.fingerprints(),
                result.suppression(),
                result.codeFlows(),
                result.references(),
                result.layer(),
                result.occurredAt());
    }
}
