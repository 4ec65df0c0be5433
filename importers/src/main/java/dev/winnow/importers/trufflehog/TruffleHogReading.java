package dev.winnow.importers.trufflehog;

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
final class TruffleHogReading {
    private final Report report;
    private final ResultSink sink;
    private final Secret secret = new Secret();
    private final Results results;
    private final Notices notices = new Notices();
    private @Nullable String version;
    private @Nullable String target;
    private boolean complete = true;

    TruffleHogReading(Report report, ResultSink sink) {
        this.report = report;
        this.sink = new BoundedSink(sink, report.limits());
        this.results = new Results(report.masking());
    }

    ScanInfo read() throws IOException {
        try (JsonCursor json = JsonCursor.open(report)) {
            while (json.document()) {
                if (json.peek() == JsonToken.START_ARRAY) {
                    json.array();
                    while (json.element()) {
                        line(json);
                    }
                } else {
                    line(json);
                }
            }
        }
        return new ScanInfo(
                new Tool("TruffleHog", version),
                Category.SECRETS,
                target == null ? ScanTargets.SOURCE : target,
                null,
                complete,
                notices.lines());
    }

    private void line(JsonCursor json) throws IOException {
        if (!secret.read(json)) {
            return;
        }
        if (secret.isLog()) {
            log();
            return;
        }
        if (secret.rule() == null) {
            throw json.malformed("a secret without DetectorName or reason");
        }
        if (target == null) {
            target = secret.origin.target();
        }
        sink.accept(results.of(secret));
    }

    private void log() {
        String said = secret.logMessage == null ? "" : secret.logMessage;
        if (secret.version != null) {
            version = Texts.line(secret.version);
        }
        String level = secret.level == null ? "" : secret.level;
        boolean error = level.startsWith("error") || level.startsWith("fatal") || level.startsWith("panic");
        if (error) {
            notices.add(secret.logError == null ? said : said + ": " + secret.logError);
        }
        // A single file or a verification that fails is an error line too, and says little of the scan as a whole.
        if (error && (!level.startsWith("error") || said.contains("during scan") || said.contains("running scan"))) {
            complete = false;
        }
    }
}
