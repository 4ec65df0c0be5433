package dev.winnow.importers.grype;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.packages.BoundedSink;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** One pass over one report; a second, short one only where a package's URL has to be built. */
final class GrypeReading {
    private final Report report;
    private final ResultSink sink;
    private final Match match = new Match();
    private final Results results = new Results();
    private final Scan scan = new Scan();

    private @Nullable String distribution;
    private boolean lookedAhead;

    GrypeReading(Report report, ResultSink sink) {
        this.report = report;
        this.sink = new BoundedSink(sink, report.limits());
    }

    ScanInfo read() throws IOException {
        try (JsonCursor json = JsonCursor.open(report)) {
            if (json.peek() != JsonToken.START_OBJECT) {
                throw json.malformed("expected an object");
            }
            json.object();
            while (json.member()) {
                switch (json.name()) {
                    case "matches" -> matches(json, false);
                    case "ignoredMatches" -> matches(json, true);
                    case "source" -> scan.source(json);
                    case "descriptor" -> {
                        scan.descriptor(json);
                        results.tool(scan.tool());
                    }
                    case "alertsByPackage" -> scan.alerts(json);
                    default -> json.skip();
                }
            }
            json.end();
        }
        return scan.info();
    }

    private void matches(JsonCursor json, boolean ignored) throws IOException {
        scan.sawMatches |= !ignored;
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            if (!match.read(json)) {
                continue;
            }
            if (match.vulnerability.id == null) {
                throw json.malformed("a match without the id of a vulnerability");
            }
            if (match.artifact.needsDistribution() && match.distribution() == null) {
                match.distribution(distribution());
            }
            sink.accept(results.of(match, ignored));
        }
    }

    /** The scanned system's name. It stands behind the matches. */
    private @Nullable String distribution() throws IOException {
        if (!lookedAhead) {
            lookedAhead = true;
            try (JsonCursor json = JsonCursor.open(report)) {
                json.object();
                while (json.member()) {
                    if (json.name().equals("distro") && json.peek() == JsonToken.START_OBJECT) {
                        distribution = name(json);
                    } else {
                        json.skip();
                    }
                }
            }
        }
        return distribution;
    }

    private static @Nullable String name(JsonCursor json) throws IOException {
        String name = null;
        json.object();
        while (json.member()) {
            if (json.name().equals("name")) {
                name = json.textIfScalar();
            } else {
                json.skip();
            }
        }
        return name == null || name.isBlank() ? null : name;
    }
}
