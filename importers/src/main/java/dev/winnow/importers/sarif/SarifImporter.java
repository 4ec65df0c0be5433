package dev.winnow.importers.sarif;

import dev.winnow.importers.Importer;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Shape;
import java.io.IOException;
import java.util.Locale;

/**
 * SARIF, the format most static analysers write: {@code semgrep scan --sarif}, {@code codeql database analyze
 * --format=sarif-latest}, {@code gitleaks detect -f sarif}, {@code trivy image -f sarif}.
 */
public final class SarifImporter implements Importer {
    @Override
    public String format() {
        return "sarif";
    }

    @Override
    public String title() {
        return "SARIF 2.1.0";
    }

    @Override
    public boolean placesByResults() {
        return true;
    }

    @Override
    public boolean recognises(Shape shape) {
        if (!(shape instanceof Shape.JsonObject object)) {
            return false;
        }
        String schema = object.texts().getOrDefault("$schema", "");
        return object.names().contains("runs")
                || object.names().contains("inlineExternalProperties")
                || schema.toLowerCase(Locale.ROOT).contains("sarif");
    }

    @Override
    public ScanInfo read(Report report, ResultSink sink) throws IOException {
        if (sink.restarts()) {
            ScanInfo info = new OnePass(report, sink).read();
            if (info != null) {
                return info;
            }
        }
        return new TwoPasses(report, sink).read();
    }
}
