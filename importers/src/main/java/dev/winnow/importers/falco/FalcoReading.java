package dev.winnow.importers.falco;

import dev.winnow.importers.Category;
import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.packages.BoundedSink;
import dev.winnow.importers.packages.Notices;
import java.io.IOException;
import tools.jackson.core.JsonToken;

/** One pass over one report. */
final class FalcoReading {
    /** All alerts of one system are one stream: hosts and pods come and go. */
    private static final String TARGET = "runtime";

    private static final String DROPPED = "Falco internal: syscall event drop";

    private final Report report;
    private final ResultSink sink;
    private final Alert alert = new Alert();
    private final Results results = new Results();
    private final Notices notices = new Notices();
    private boolean complete = true;

    FalcoReading(Report report, ResultSink sink) {
        this.report = report;
        this.sink = new BoundedSink(sink, report.limits());
    }

    ScanInfo read() throws IOException {
        try (JsonCursor json = JsonCursor.open(new WithoutText(report.open()), report.limits())) {
            while (json.document()) {
                if (json.peek() == JsonToken.START_ARRAY) {
                    json.array();
                    while (json.element()) {
                        alert(json);
                    }
                } else {
                    alert(json);
                }
            }
        }
        return new ScanInfo(Results.TOOL, Category.RUNTIME, TARGET, null, complete, notices.lines());
    }

    private void alert(JsonCursor json) throws IOException {
        if (!alert.read(json)) {
            return;
        }
        String rule = alert.rule;
        if (rule == null) {
            throw json.malformed("an alert without rule");
        }
        sink.accept(results.of(alert, rule));
        if (rule.startsWith(DROPPED)) {
            complete = false;
            String text = alert.text();
            notices.add(text == null ? rule : text);
        }
    }
}
