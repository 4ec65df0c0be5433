package dev.winnow.importers.sarif;

import dev.winnow.importers.Limits;
import dev.winnow.importers.Report;
import dev.winnow.importers.Result;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Shape;
import dev.winnow.importers.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes results on, as long as they stand, and knows how they were read. */
final class Restartable implements ResultSink {
    final List<Result> results = new ArrayList<>();
    private int openings;
    private int restarts;

    /** How a report came to be read. */
    enum Way {
        ONE_PASS,
        /** In two passes, as it showed before the first result was handed on. */
        FALLBACK,
        RESTART
    }

    ScanInfo read(Source source, Limits limits) throws IOException {
        Source counted = () -> {
            openings++;
            return source.open();
        };
        return new SarifImporter().read(new Report(counted, new Shape.JsonNull(), limits, Sarif.MASKING), this);
    }

    Way way() {
        return restarts > 0 ? Way.RESTART : openings == 1 ? Way.ONE_PASS : Way.FALLBACK;
    }

    @Override
    public void accept(Result result) {
        results.add(result);
    }

    @Override
    public boolean restarts() {
        return true;
    }

    @Override
    public void restart() {
        results.clear();
        restarts++;
    }
}
