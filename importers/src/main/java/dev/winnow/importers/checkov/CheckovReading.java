package dev.winnow.importers.checkov;

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
final class CheckovReading {
    private final Report report;
    private final ResultSink sink;
    private final Check check = new Check();
    private final Results results;
    private final Notices notices = new Notices();
    private @Nullable String version;
    private boolean sawSettings;
    private boolean sawSecrets;
    private boolean sawPackages;
    private boolean known;

    CheckovReading(Report report, ResultSink sink) {
        this.report = report;
        this.sink = new BoundedSink(sink, report.limits());
        this.results = new Results(report.masking());
    }

    ScanInfo read() throws IOException {
        try (JsonCursor json = JsonCursor.open(report)) {
            if (json.peek() == JsonToken.START_ARRAY) {
                json.array();
                known = true;
                while (json.element()) {
                    block(json);
                }
            } else {
                block(json);
            }
            if (!known) {
                throw json.malformed("a Checkov report without check_type, results and checkov_version");
            }
            json.end();
        }
        var tool = new Tool("Checkov", version);
        return new ScanInfo(tool, category(), ScanTargets.SOURCE, null, true, notices.lines());
    }

    private Category category() {
        if (sawSettings || sawSecrets == sawPackages) {
            return Category.IAC;
        }
        return sawSecrets ? Category.SECRETS : Category.SCA;
    }

    private void block(JsonCursor json) throws IOException {
        if (!json.object()) {
            return;
        }
        CheckType type = CheckType.SETTINGS;
        while (json.member()) {
            switch (json.name()) {
                case "check_type" -> {
                    known = true;
                    type = CheckType.of(json.textIfScalar());
                    saw(type);
                }
                case "results" -> results(json, type);
                case "summary" -> summary(json);
                case "checkov_version" -> version(json.textIfScalar());
                default -> json.skip();
            }
        }
    }

    private void saw(CheckType type) {
        switch (type) {
            case SECRETS -> sawSecrets = true;
            case PACKAGES -> sawPackages = true;
            default -> sawSettings = true;
        }
    }

    private void summary(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            if (json.name().equals("checkov_version")) {
                version(json.textIfScalar());
            } else {
                json.skip();
            }
        }
    }

    private void version(@Nullable String text) {
        known = true;
        version = text == null || text.isBlank() ? version : Texts.line(text);
    }

    private void results(JsonCursor json, CheckType type) throws IOException {
        if (!json.object()) {
            return;
        }
        known = true;
        while (json.member()) {
            switch (json.name()) {
                case "failed_checks" -> checks(json, type, false);
                case "skipped_checks" -> checks(json, type, true);
                case "parsing_errors" -> parsingErrors(json);
                default -> json.skip();
            }
        }
    }

    private void checks(JsonCursor json, CheckType type, boolean skipped) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            if (check.read(json)) {
                if (check.id == null) {
                    throw json.malformed("a check without check_id");
                }
                sink.accept(results.of(check, type, skipped));
            }
        }
    }

    private void parsingErrors(JsonCursor json) throws IOException {
        if (!json.arrayOrSkip()) {
            return;
        }
        while (json.element()) {
            String file = json.textIfScalar();
            if (file != null && !file.isBlank()) {
                notices.add("could not be parsed: " + file);
            }
        }
    }
}
