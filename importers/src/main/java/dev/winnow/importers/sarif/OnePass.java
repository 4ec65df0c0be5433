package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.Report;
import dev.winnow.importers.Result;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log once, hoping that all that its results refer to stands before them, as most tools write it. Where they turn
 * out to need what comes later, nothing has been read: mostly that shows while the first of them are still held back.
 */
final class OnePass implements ResultsReader {
    private final Report report;
    private final ResultSink sink;
    private final Log log = new Log();
    private final HeldBack first = new HeldBack();
    private boolean released;

    /** Sees every result; there is one as soon as there are results. */
    private @Nullable Overview overview;

    private @Nullable Results results;

    /** The run whose results came last, and what makes them. */
    private @Nullable Run current;

    private @Nullable Normaliser normaliser;

    /** @param sink one that {@linkplain ResultSink#restarts restarts} */
    OnePass(Report report, ResultSink sink) {
        this.report = report;
        this.sink = sink;
    }

    /**
     * Reads the report.
     *
     * @return null where it must be read in two passes, also to say what is wrong with it; the sink then has no result
     */
    @Nullable
    ScanInfo read() throws IOException {
        try (JsonCursor json = JsonCursor.open(report)) {
            log.read(json, this);
            check();
            release();
        } catch (TooEarly | MalformedReport e) {
            if (released) {
                sink.restart();
            }
            return null;
        }
        return (overview == null ? new Overview(log.tool()) : overview).info(log);
    }

    @Override
    public void read(Run run, JsonCursor json) throws IOException {
        if (run.tools == 0) {
            throw new TooEarly();
        }
        if (normaliser == null || run != current) {
            check();
            current = run;
            normaliser = new Normaliser(run, log.toolOf(run), report.masking());
        }
        if (overview == null || results == null) {
            overview = new Overview(log.tool());
            results = new Results(report.limits(), overview, this::take);
        }
        results.read(json, normaliser);
    }

    private void take(Result result) throws IOException {
        if (released) {
            sink.accept(result);
            return;
        }
        if (normaliser != null && normaliser.missed()) {
            throw new TooEarly();
        }
        first.add(result);
        if (first.isFull()) {
            release();
        }
    }

    private void release() throws IOException {
        released = true;
        first.release(sink);
    }

    /** Whether what came since leaves the results of the last run as they are. */
    private void check() throws TooEarly {
        if (!log.externals.isEmpty() || (normaliser != null && !normaliser.holds())) {
            throw new TooEarly();
        }
    }

    /** Results depend on what has not been read yet. */
    private static final class TooEarly extends IOException {
        private static final long serialVersionUID = 1;

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
