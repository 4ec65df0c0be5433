package dev.winnow.importers.falco;

import dev.winnow.importers.Importer;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Shape;
import java.io.IOException;
import java.util.Set;

/**
 * Reads Falco's alerts as its {@code json_output} and its HTTP output write them, and as Falcosidekick passes them on: one
 * object, an array of them, or one a line, with lines of text before, between and behind them.
 *
 * <p>Emergency, Alert and Critical are critical, Error is high, Warning medium, Notice low, Informational and Debug
 * informational. What an alert is about is the workload: namespace and deployment, else what the pod's name says of it;
 * else the image, else the host. Where Falco says that it dropped events, it did not see everything, and the scan is
 * partial. A file without any alert has no bytes: it is read where somebody says {@code format=falco}.
 */
public final class FalcoImporter implements Importer {
    /** What stands beside rule and priority; each of it may be turned off in {@code falco.yaml}. */
    private static final Set<String> BESIDE =
            Set.of("output", "message", "output_fields", "time", "source", "hostname", "tags");

    /** Fewer of it may stand beside rule and priority in anything. */
    private static final int ENOUGH = 2;

    @Override
    public String format() {
        return "falco";
    }

    @Override
    public String title() {
        return "Falco alerts";
    }

    @Override
    public boolean recognises(Shape shape) {
        return switch (shape) {
            case Shape.JsonObject object -> isAlert(object.names());
            case Shape.JsonArray array -> isAlert(array.names());
            default -> false;
        };
    }

    private static boolean isAlert(Set<String> names) {
        return names.contains("rule")
                && names.contains("priority")
                && BESIDE.stream().filter(names::contains).limit(ENOUGH).count() == ENOUGH;
    }

    @Override
    public boolean mayBeEmpty(Shape shape) {
        return (shape instanceof Shape.Other other && other.look() == Shape.Look.EMPTY)
                || (shape instanceof Shape.JsonArray array && array.empty());
    }

    @Override
    public ScanInfo read(Report report, ResultSink sink) throws IOException {
        return new FalcoReading(report, sink).read();
    }
}
