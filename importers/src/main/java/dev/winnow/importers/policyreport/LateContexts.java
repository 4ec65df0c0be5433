package dev.winnow.importers.policyreport;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Report;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What the large reports of a document say of all their results behind them, from a reading ahead: {@code scope} comes
 * after {@code results} where members are sorted. There are few large ones, since there are only so many results.
 */
final class LateContexts {
    private final Map<Integer, Context> contexts = new HashMap<>();

    static LateContexts of(Report report) throws IOException {
        var late = new LateContexts();
        try (JsonCursor json = JsonCursor.openJsonOrYaml(report)) {
            new Walk(json, late::part).all();
        }
        return late;
    }

    /** Of an object by its number in the whole report; empty for a small one. */
    Context of(int number) {
        return contexts.getOrDefault(number, new Context());
    }

    private Walk.Part part(int number) {
        return new Walk.Part() {
            private int results;

            @Override
            public void results(JsonCursor json, Context context) throws IOException {
                if (!json.arrayOrSkip()) {
                    return;
                }
                while (json.element()) {
                    Item item = Item.read(json);
                    results += item == null ? 0 : item.size();
                }
            }

            @Override
            public void end(JsonCursor json, Context context) {
                if (results > PolicyReportReading.MOST_HELD) {
                    contexts.put(number, context);
                }
            }
        };
    }
}
