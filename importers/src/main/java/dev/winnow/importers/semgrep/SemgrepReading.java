package dev.winnow.importers.semgrep;

import dev.winnow.importers.Category;
import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.importers.packages.BoundedSink;
import dev.winnow.importers.packages.Notices;
import dev.winnow.importers.packages.ScanTargets;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** One pass over one report. */
final class SemgrepReading {
    private final Report report;
    private final ResultSink sink;
    private final Match match = new Match();
    private final Results results = new Results();
    private final Notices notices = new Notices();
    private boolean listed;
    private boolean scanned;
    private boolean failed;
    private boolean found;
    private boolean ofApi;
    private boolean strange;

    SemgrepReading(Report report, ResultSink sink) {
        this.report = report;
        this.sink = new BoundedSink(sink, report.limits());
    }

    ScanInfo read() throws IOException {
        try (JsonCursor json = JsonCursor.open(report)) {
            json.object();
            while (json.member()) {
                switch (json.name()) {
                    case "version" -> version(json.textIfScalar());
                    case "results" -> results(json);
                    case "findings" -> findings(json);
                    case "errors" -> errors(json);
                    case "paths" -> paths(json);
                    default -> {
                        strange = true;
                        json.skip();
                    }
                }
            }
            if (!listed || (ofApi && strange && !found)) {
                throw json.malformed("a Semgrep report without a list of results");
            }
            json.end();
        }
        boolean complete = scanned || found || !failed;
        return new ScanInfo(results.tool, Category.SAST, ScanTargets.SOURCE, null, complete, notices.lines());
    }

    private void version(@Nullable String version) {
        if (version != null && !version.isBlank()) {
            results.tool = new Tool("Semgrep", Texts.line(version));
        }
    }

    private void results(JsonCursor json) throws IOException {
        listed = json.array();
        if (!listed) {
            return;
        }
        while (json.element()) {
            if (match.read(json)) {
                if (match.checkId == null) {
                    throw json.malformed("a result without check_id");
                }
                found = true;
                sink.accept(results.of(match));
            }
        }
    }

    /** What the web service answers. An empty list of findings is its own only where nothing else stands beside it. */
    private void findings(JsonCursor json) throws IOException {
        ofApi = json.array();
        listed |= ofApi;
        if (!ofApi) {
            return;
        }
        while (json.element()) {
            ApiFinding finding = ApiFinding.read(json);
            if (finding != null) {
                found = true;
                sink.accept(finding.result(results.tool));
            }
        }
    }

    private void errors(JsonCursor json) throws IOException {
        if (!json.arrayOrSkip()) {
            return;
        }
        while (json.element()) {
            error(json);
        }
    }

    private void error(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        String level = null;
        String message = null;
        String path = null;
        while (json.member()) {
            switch (json.name()) {
                case "level" -> level = json.textIfScalar();
                case "message", "long_msg" -> message = json.textIfScalar();
                case "path" -> path = json.textIfScalar();
                default -> json.skip();
            }
        }
        failed |= "error".equals(level);
        if (message != null) {
            notices.add(path == null ? message : path + ": " + message);
        }
    }

    private void paths(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            if (json.name().equals("scanned") && json.peek() == JsonToken.START_ARRAY) {
                json.array();
                while (json.element()) {
                    scanned = true;
                    json.skip();
                }
            } else {
                json.skip();
            }
        }
    }
}
