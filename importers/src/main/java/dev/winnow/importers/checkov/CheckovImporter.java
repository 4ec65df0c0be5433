package dev.winnow.importers.checkov;

import dev.winnow.importers.Importer;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Shape;
import java.io.IOException;
import java.util.Set;

/**
 * Reads what {@code checkov -d . --output json} writes: one object for one type of checks, an array of them for several,
 * and the bare summary of a scan that had nothing to check.
 *
 * <p>Results are failed and skipped checks; a skip is the scanner's suppression, with its comment. Without a platform
 * key Checkov knows no severities: a failed check is then medium, as its peers take it, a leaked secret high.
 */
public final class CheckovImporter implements Importer {
    @Override
    public String format() {
        return "checkov";
    }

    @Override
    public String title() {
        return "Checkov JSON";
    }

    @Override
    public boolean recognises(Shape shape) {
        return switch (shape) {
            case Shape.JsonObject object -> {
                Set<String> names = object.names();
                yield (names.contains("check_type") && (names.contains("results") || names.contains("summary")))
                        || (names.contains("checkov_version") && names.contains("failed"));
            }
            case Shape.JsonArray array ->
                array.names().contains("check_type")
                        && (array.names().contains("results") || array.names().contains("summary"));
            default -> false;
        };
    }

    @Override
    public boolean mayBeEmpty(Shape shape) {
        return shape instanceof Shape.JsonArray array && array.empty();
    }

    /** A summary alone does not tell what was looked for. */
    @Override
    public boolean placesByResults() {
        return true;
    }

    @Override
    public ScanInfo read(Report report, ResultSink sink) throws IOException {
        return new CheckovReading(report, sink).read();
    }
}
