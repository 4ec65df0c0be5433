package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Limits;
import dev.winnow.importers.ReportTooLarge;
import dev.winnow.importers.Result;
import dev.winnow.importers.ResultSink;
import java.io.IOException;

/** Reads a report's results, each handed on at once. */
final class Results {
    private final int most;
    private final Overview overview;
    private final ResultSink sink;
    private int count;

    Results(Limits limits, Overview overview, ResultSink sink) {
        this.most = limits.results();
        this.overview = overview;
        this.sink = sink;
    }

    /** Reads the value of {@code results}; what is no problem is left out. */
    void read(JsonCursor json, Normaliser normaliser) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            RawResult raw = RawResult.read(json);
            if (raw == null || !raw.isProblem()) {
                continue;
            }
            if (++count > most) {
                throw new ReportTooLarge("the report has more than " + most + " results");
            }
            Result result = normaliser.of(raw);
            overview.see(result);
            sink.accept(result);
        }
    }
}
