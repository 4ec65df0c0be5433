package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Report;
import dev.winnow.importers.ReportTooLarge;
import dev.winnow.importers.Result;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.Tool;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The second reading: results only, each handed on at once. */
final class ResultsPass {
    private final Log log;
    private final Report report;
    private final ResultSink sink;
    private final Overview overview;
    private int count;

    /** How many elements of each array of runs were met: a name may come twice in an object. */
    private int runs;

    private int externals;

    ResultsPass(Log log, Report report, ResultSink sink) {
        this.log = log;
        this.report = report;
        this.sink = sink;
        String image = null;
        for (Run run : log.runs) {
            image = image == null ? run.imageName : image;
        }
        Tool first = tool(log.runs.isEmpty() ? null : log.runs.getFirst());
        this.overview = new Overview(KnownTool.of(first.name()), image);
    }

    Overview overview() {
        return overview;
    }

    /** The tool of a run; without a name it is called unknown. */
    static Tool tool(@Nullable Run run) {
        if (run == null || run.driver.name.isBlank()) {
            return new Tool("unknown", run == null ? null : run.driver.version);
        }
        return new Tool(run.driver.name, run.driver.version);
    }

    void read(JsonCursor json) throws IOException {
        if (json.object()) {
            while (json.member()) {
                switch (json.name()) {
                    case "runs" -> runs = all(json, log.runs, runs);
                    case "inlineExternalProperties" -> externals = all(json, log.externals, externals);
                    default -> json.skip();
                }
            }
        }
        json.end();
    }

    private int all(JsonCursor json, List<Run> known, int from) throws IOException {
        int index = from;
        if (json.array()) {
            while (json.element()) {
                Run run = index < known.size() ? known.get(index) : new Run();
                index++;
                one(json, run.owner == null ? run : run.owner);
            }
        }
        return index;
    }

    private void one(JsonCursor json, Run run) throws IOException {
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
                boolean nameless = run.driver.name.isBlank() && !log.runs.isEmpty();
                normaliser = new Normaliser(run, tool(nameless ? log.runs.getFirst() : run), report.masking());
            }
            results(json, normaliser);
        }
    }

    private void results(JsonCursor json, Normaliser normaliser) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            RawResult raw = RawResult.read(json);
            if (raw == null || !raw.isProblem()) {
                continue;
            }
            if (++count > report.limits().results()) {
                throw new ReportTooLarge(
                        "the report has more than " + report.limits().results() + " results");
            }
            Result result = normaliser.of(raw);
            overview.see(result);
            sink.accept(result);
        }
    }
}
