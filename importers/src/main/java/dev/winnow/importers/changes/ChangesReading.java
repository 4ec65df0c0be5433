package dev.winnow.importers.changes;

import dev.winnow.importers.Category;
import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.importers.UnsupportedReport;
import dev.winnow.importers.drift.ValueReader;
import dev.winnow.importers.packages.BoundedSink;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One pass over one report; its tool may stand behind its changes. */
final class ChangesReading {
    private static final String TARGET = "infrastructure";

    private final Report report;
    private final ResultSink sink;
    private final Strict members =
            new Strict(Set.of("winnow", "tool", "detectedAt", "environment", "complete", "changes"));
    private final Strict toolMembers = new Strict(Set.of("name", "version"));
    private final Change change;
    private final Results results;
    private Tool tool = new Tool(Tool.UNKNOWN, null);
    private @Nullable Instant detectedAt;
    private @Nullable String environment;
    private boolean complete;

    ChangesReading(Report report, ResultSink sink) {
        this.report = report;
        this.sink = new BoundedSink(sink, report.limits());
        var values = new ValueReader();
        change = new Change(values);
        results = new Results(report.masking(), values);
    }

    ScanInfo read() throws IOException {
        try (JsonCursor json = JsonCursor.open(report)) {
            members.object(json);
            for (String name = members.member(json); name != null; name = members.member(json)) {
                member(json, name);
            }
            for (String name : List.of("winnow", "tool", "complete", "changes")) {
                members.require(json, name);
            }
            json.end();
        }
        String target = environment == null ? TARGET : Texts.line(environment);
        return new ScanInfo(tool, Category.DRIFT, target, detectedAt, complete, List.of());
    }

    private void member(JsonCursor json, String name) throws IOException {
        switch (name) {
            case "winnow" -> version(Strict.text(json));
            case "tool" -> tool = tool(json);
            case "detectedAt" -> detectedAt = Strict.time(json);
            case "environment" -> environment = Strict.words(json);
            case "complete" -> complete = Strict.bool(json);
            case "changes" -> {
                Strict.array(json);
                while (json.element()) {
                    change.read(json);
                    sink.accept(results.of(change, tool));
                }
            }
            default -> json.skip();
        }
    }

    private static void version(String version) throws UnsupportedReport {
        if (!version.equals(ChangesImporter.VERSION)) {
            throw new UnsupportedReport("Of Winnow's own format " + ChangesImporter.VERSION + " is read; this is "
                    + Texts.line(Masking.maskKnown(version)) + ".");
        }
    }

    private Tool tool(JsonCursor json) throws IOException {
        String named = "";
        String version = null;
        toolMembers.object(json);
        for (String name = toolMembers.member(json); name != null; name = toolMembers.member(json)) {
            switch (name) {
                case "name" -> named = Strict.words(json);
                case "version" -> version = Strict.words(json);
                default -> json.skip();
            }
        }
        toolMembers.require(json, "name");
        return new Tool(Texts.line(named), version == null ? null : Texts.line(version));
    }
}
