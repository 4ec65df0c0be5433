package dev.winnow.intake;

import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.LongHashSet;
import dev.winnow.finding.Recorder;
import dev.winnow.finding.identity.ResultTable;
import dev.winnow.importers.CodeFlow;
import dev.winnow.importers.Location;
import dev.winnow.importers.Result;
import dev.winnow.importers.ResultSink;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Takes a report's results on, and remembers those that will probably have to be written: new or changed ones. Where they
 * are few, the report need not be read a second time; where they pass a bound of memory, it is.
 */
final class Spool implements ResultSink, Recorder.Results {
    /** Characters of text remembered; two bytes each at the most. */
    private static final long MAX_CHARACTERS = 8_000_000;

    private static final int MAX_RESULTS = 20_000;

    private final ResultTable table;
    private final LongHashSet known;
    private final Again again;
    private final IntObjectHashMap<Result> remembered = new IntObjectHashMap<>();
    private long characters;
    private boolean full;

    /** Reads the whole report once more. */
    @FunctionalInterface
    interface Again {
        void read(ResultSink sink) throws IOException;
    }

    /** @param known digests of what the stream is known to contain: such results are not remembered */
    Spool(ResultTable table, LongHashSet known, Again again) {
        this.table = table;
        this.known = known;
        this.again = again;
    }

    @Override
    public void accept(Result result) {
        int row = table.size();
        table.add(result);
        if (full || known.contains(table.digest(row))) {
            return;
        }
        remembered.put(row, result);
        characters += weight(result);
        if (characters > MAX_CHARACTERS || remembered.size() > MAX_RESULTS) {
            full = true;
            remembered.clear();
        }
    }

    @Override
    public void read(RoaringBitmap rows, Recorder.RowSink sink) throws IOException {
        if (!full && hasAll(rows)) {
            for (int row : rows) {
                sink.accept(row, remembered.get(row));
            }
            return;
        }
        remembered.clear();
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

    private boolean hasAll(RoaringBitmap rows) {
        for (int row : rows) {
            if (!remembered.containsKey(row)) {
                return false;
            }
        }
        return true;
    }

    private static long weight(Result result) {
        long weight = 500 + result.message().length();
        for (Location location : result.locations()) {
            weight += weight(location);
        }
        for (CodeFlow flow : result.codeFlows()) {
            for (Location step : flow.steps()) {
                weight += weight(step);
            }
        }
        // The rule is mostly shared; an advisory of its own counts.
        return weight + result.rule().description().length() / 4;
    }

    private static long weight(Location location) {
        return 100 + length(location.snippet()) + length(location.context()) + length(location.message());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
