package dev.winnow.importers.packages;

import dev.winnow.importers.Limits;
import dev.winnow.importers.ReportTooLarge;
import dev.winnow.importers.Result;
import dev.winnow.importers.ResultSink;
import java.io.IOException;

/** Passes results on until there are more than the limits allow. */
public final class BoundedSink implements ResultSink {
    private final ResultSink next;
    private final int most;
    private int count;

    public BoundedSink(ResultSink next, Limits limits) {
        this.next = next;
        this.most = limits.results();
    }

    /** @throws ReportTooLarge for the first result too many */
    @Override
    public void accept(Result result) throws IOException {
        if (count >= most) {
            throw new ReportTooLarge("the report has more than " + most + " results");
        }
        count++;
        next.accept(result);
    }
}
