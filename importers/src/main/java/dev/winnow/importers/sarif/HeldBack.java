package dev.winnow.importers.sarif;

import dev.winnow.importers.CodeFlow;
import dev.winnow.importers.Location;
import dev.winnow.importers.Result;
import dev.winnow.importers.ResultSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report's first results, as long as they are few and small. */
final class HeldBack {
    private static final int MOST_RESULTS = 64;
    private static final int MOST_CHARACTERS = 4 << 20;

    private final List<Result> results = new ArrayList<>();
    private long characters;

    void add(Result result) {
        results.add(result);
        characters += size(result.locations()) + result.message().length();
        for (CodeFlow flow : result.codeFlows()) {
            characters += size(flow.steps());
        }
    }

    boolean isFull() {
        return results.size() >= MOST_RESULTS || characters >= MOST_CHARACTERS;
    }

    void release(ResultSink sink) throws IOException {
        for (Result result : results) {
            sink.accept(result);
        }
        results.clear();
    }

    private static long size(List<Location> locations) {
        long size = 0;
        for (Location location : locations) {
            size += 100 + length(location.snippet()) + length(location.context()) + length(location.message());
        }
        return size;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
