package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import java.io.IOException;
import java.util.List;

/** Reads a log twice, first all but its results, then only these: results may refer to what stands behind them. */
final class TwoPasses {
    private final Report report;
    private final ResultSink sink;

    /** How many elements of each array of runs were met: a name may come twice in an object. */
    private int runs;

    private int externals;

    TwoPasses(Report report, ResultSink sink) {
        this.report = report;
        this.sink = sink;
    }

    ScanInfo read() throws IOException {
        Log log = readLog();
        var overview = new Overview(log.tool());
        var results = new Results(report.limits(), overview, sink);
        try (JsonCursor json = JsonCursor.open(report)) {
            readResults(json, log, results);
        }
        return overview.info(log);
    }

    /** The report without its results; where that fails, the whole of it, so that the error has its right place. */
    private Log readLog() throws IOException {
        try (JsonCursor json = JsonCursor.open(new WithoutResults(report.open()), report.limits())) {
            var log = new Log();
            log.read(json, ResultsReader.SKIP);
            return log;
        } catch (MalformedReport e) {
            // Read again below.
        }
        try (JsonCursor json = JsonCursor.open(report)) {
            var log = new Log();
            log.read(json, ResultsReader.SKIP);
            return log;
        } catch (MalformedReport e) {
            Version.checkLeniently(report);
            throw e;
        }
    }

    private void readResults(JsonCursor json, Log log, Results results) throws IOException {
        if (json.object()) {
            while (json.member()) {
                switch (json.name()) {
                    case "runs" -> runs = all(json, log, log.runs, runs, results);
                    case "inlineExternalProperties" -> externals = all(json, log, log.externals, externals, results);
                    default -> json.skip();
                }
            }
        }
        json.end();
    }

    private int all(JsonCursor json, Log log, List<Run> known, int from, Results results) throws IOException {
        int index = from;
        if (json.array()) {
            while (json.element()) {
                Run run = index < known.size() ? known.get(index) : new Run();
                index++;
                one(json, log, run.owner == null ? run : run.owner, results);
            }
        }
        return index;
    }

    private void one(JsonCursor json, Log log, Run run, Results results) throws IOException {
        if (!json.object()) {
            return;
        }
        Normaliser normaliser = null;
        while (json.member()) {
            if (!json.name().equals("results")) {
                json.skip();
                continue;
            }
            if (normaliser == null) {
                normaliser = new Normaliser(run, log.toolOf(run), report.masking());
            }
            results.read(json, normaliser);
        }
    }
}
