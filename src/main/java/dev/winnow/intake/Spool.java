package dev.winnow.intake;

import com.carrotsearch.hppc.LongHashSet;
import dev.winnow.finding.Recorder;
import dev.winnow.finding.StoredResults;
import dev.winnow.finding.identity.ResultTable;
import dev.winnow.importers.Result;
import dev.winnow.importers.ResultSink;
import java.io.IOException;
import org.roaringbitmap.RoaringBitmap;

/**
 * Takes a report's results on, and keeps those that will probably have to be written: new or changed ones. Where they
 * pass a bound of memory, the report is read a second time. Nothing is final before the report's end.
 */
final class Spool implements ResultSink, Recorder.Results {
    private final LongHashSet known;
    private final long maxBytes;
    private final Again again;
    private final StoredResults kept = new StoredResults();
    private ResultTable table = new ResultTable();
    private boolean full;

    /** Reads the whole report once more. */
    @FunctionalInterface
    interface Again {
        void read(ResultSink sink) throws IOException;
    }

    /**
     * @param known digests of what the stream is known to contain: such results are not kept
     * @param maxBytes the most memory to take
     */
    Spool(LongHashSet known, long maxBytes, Again again) {
        this.known = known;
        this.maxBytes = maxBytes;
        this.again = again;
    }

    @Override
    public void accept(Result result) {
        int row = table.size();
        table.add(result);
        if (full || known.contains(table.digest(row))) {
            return;
        }
        kept.add(row, result);
        if (kept.bytes() > maxBytes) {
            full = true;
            kept.clear();
        }
    }

    @Override
    public boolean restarts() {
        return true;
    }

    @Override
    public void restart() {
        table = new ResultTable();
        kept.clear();
        full = false;
    }

    /** All results taken, in order. */
    ResultTable table() {
        return table;
    }

    @Override
    public StoredResults kept() {
        return kept;
    }

    @Override
    public void again(RoaringBitmap rows, Recorder.RowSink sink) throws IOException {
        kept.clear();
        again.read(new ResultSink() {
            private int row;

            @Override
            public void accept(Result result) {
                if (rows.contains(row)) {
                    sink.accept(row, result);
                }
                row++;
            }
        });
    }
}
