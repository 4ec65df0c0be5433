package dev.winnow.importers.semgrep;

import dev.winnow.importers.Importer;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Shape;
import java.io.IOException;
import java.util.Set;

/**
 * Reads what {@code semgrep scan --json}, {@code semgrep ci --json} and Opengrep write: findings in code, leaked secrets
 * and, of Supply Chain, vulnerable packages; also what Semgrep's web service answers when asked for its findings.
 *
 * <p>ERROR is high, WARNING medium and INFO low, as Semgrep's own documentation equates them; newer rules say CRITICAL,
 * HIGH, MEDIUM, LOW. Errors of single files are common and leave a scan complete; one that looked at no file at all is
 * not.
 */
public final class SemgrepImporter implements Importer {
    /** Names at the top of a report, so that one of Bandit without results is not taken for one. */
    private static final Set<String> TOP = Set.of(
            "version",
            "results",
            "errors",
            "paths",
            "time",
            "explanations",
            "rules_by_engine",
            "engine_requested",
            "interfile_languages_used",
            "skipped_rules",
            "subprojects",
            "mcp_scan_results",
            "profiling_results");

    @Override
    public String format() {
        return "semgrep";
    }

    @Override
    public String title() {
        return "Semgrep JSON";
    }

    @Override
    public boolean recognises(Shape shape) {
        if (!(shape instanceof Shape.JsonObject object)) {
            return false;
        }
        boolean clean = object.empty().contains("results")
                && object.names().contains("errors")
                && TOP.containsAll(object.names());
        // Its web service answers with nothing else where it knows no finding.
        boolean nothing = object.empty().contains("findings") && object.names().size() == 1;
        return clean
                || nothing
                || object.texts().containsKey("findings/match_based_id")
                || (object.texts().containsKey("results/check_id")
                        && object.texts().containsKey("results/path"));
    }

    @Override
    public ScanInfo read(Report report, ResultSink sink) throws IOException {
        return new SemgrepReading(report, sink).read();
    }
}
