package dev.winnow.importers.grype;

import dev.winnow.importers.Importer;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Shape;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Reads what {@code grype IMAGE -o json} writes, and likewise {@code grype dir:PATH} and {@code grype sbom:FILE}. */
public final class GrypeImporter implements Importer {
    @Override
    public String format() {
        return "grype";
    }

    @Override
    public String title() {
        return "Grype JSON";
    }

    @Override
    public boolean recognises(Shape shape) {
        return shape instanceof Shape.JsonObject object && recognises(object.names(), object.texts());
    }

    @Override
    public ScanInfo read(Report report, ResultSink sink) throws IOException {
        return new GrypeReading(report, sink).read();
    }

    private static boolean recognises(Set<String> names, Map<String, String> texts) {
        String descriptor = texts.get("descriptor/name");
        if (descriptor != null) {
            // Syft writes descriptor, distro and source as well, under its own name.
            return descriptor.equals("grype");
        }
        if (names.contains("ignoredMatches")) {
            return true;
        }
        // Grype writes its matches before all else, so a document that opens with them need not be read to its end to
        // see more. Behind other members they are too common a word to stand alone.
        return names.contains("matches")
                && (names.size() == 1
                        || names.contains("source")
                        || names.contains("distro")
                        || names.contains("descriptor")
                        || names.contains("alertsByPackage"));
    }
}
