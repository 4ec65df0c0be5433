package dev.winnow.importers.changes;

import dev.winnow.importers.Importer;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Shape;
import java.io.IOException;

/**
 * Reads {@code changes/1}, the format for drift detectors and audit logs of which no other importer knows: described in
 * docs/changes.md, with a JSON Schema beside it. Strict, as its writers can mend what they write: what is missing or of
 * another type is refused with its place. Members of other names are passed over.
 */
public final class ChangesImporter implements Importer {
    static final String VERSION = "changes/1";

    @Override
    public String format() {
        return "changes";
    }

    @Override
    public String title() {
        return "Winnow changes JSON";
    }

    @Override
    public boolean recognises(Shape shape) {
        return shape instanceof Shape.JsonObject object
                && object.texts().getOrDefault("winnow", "").startsWith("changes/");
    }

    @Override
    public ScanInfo read(Report report, ResultSink sink) throws IOException {
        return new ChangesReading(report, sink).read();
    }
}
