package dev.winnow.importers.sarif;

import dev.winnow.importers.Importer;
import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Shape;
import dev.winnow.importers.Tool;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * SARIF, the format most static analysers write: {@code semgrep scan --sarif}, {@code codeql database analyze
 * --format=sarif-latest}, {@code gitleaks detect -f sarif}, {@code trivy image -f sarif}.
 */
public final class SarifImporter implements Importer {
    private static final int MOST_NOTICES = 100;

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
        Log log = readLog(report);
        var results = new ResultsPass(log, report, sink);
        try (JsonCursor json = JsonCursor.open(report)) {
            results.read(json);
        }
        return info(log, results.overview());
    }

    /** The report without its results; where that fails, the whole of it, so that the error has its right place. */
    private static Log readLog(Report report) throws IOException {
        try (JsonCursor json = JsonCursor.open(new WithoutResults(report.open()), report.limits())) {
            return Log.read(json);
        } catch (MalformedReport e) {
            // Read again below.
        }
        try (JsonCursor json = JsonCursor.open(report)) {
            return Log.read(json);
        } catch (MalformedReport e) {
            Version.checkLeniently(report);
            throw e;
        }
    }

    private static ScanInfo info(Log log, Overview overview) {
        var notices = new ArrayList<>(log.notices);
        boolean complete = log.complete;
        Instant end = null;
        for (Run run : log.runs) {
            for (Invocation invocation : run.invocations) {
                complete &= invocation.successful;
                notices.addAll(invocation.notices);
                end = later(end, invocation.end);
            }
        }
        List<String> bounded = notices.size() > MOST_NOTICES ? notices.subList(0, MOST_NOTICES) : notices;
        Tool tool = ResultsPass.tool(log.runs.isEmpty() ? null : log.runs.getFirst());
        return new ScanInfo(tool, overview.category(), overview.target(), end, complete, bounded);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }
}
