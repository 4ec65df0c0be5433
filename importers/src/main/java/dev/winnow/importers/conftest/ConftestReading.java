package dev.winnow.importers.conftest;

import dev.winnow.importers.Category;
import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Report;
import dev.winnow.importers.Result;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.Rule;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Suppression;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.importers.packages.BoundedSink;
import dev.winnow.importers.packages.FilePaths;
import dev.winnow.importers.packages.RulePool;
import dev.winnow.importers.packages.ScanTargets;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pass over one report. */
final class ConftestReading {
    private static final Tool TOOL = new Tool("Conftest", null);
    private static final Suppression EXCEPTION = new Suppression("exception", null);

    /** What a policy says of a file. */
    private enum Outcome {
        FAILURE("deny"),
        WARNING("warn"),
        EXCEPTION("exception");

        /** The name of its rules where a report does not give the query. */
        private final String rule;

        Outcome(String rule) {
            this.rule = rule;
        }
    }

    private final Report report;
    private final ResultSink sink;
    private final Said said = new Said();
    private final RulePool rules = new RulePool();
    private @Nullable String file;
    private String namespace = "main";

    ConftestReading(Report report, ResultSink sink) {
        this.report = report;
        this.sink = new BoundedSink(sink, report.limits());
    }

    ScanInfo read() throws IOException {
        try (JsonCursor json = JsonCursor.open(report)) {
            if (json.array()) {
                while (json.element()) {
                    file(json);
                }
            }
            json.end();
        }
        return new ScanInfo(TOOL, Category.POLICY, ScanTargets.SOURCE, null, true, List.of());
    }

    private void file(JsonCursor json) throws IOException {
        file = null;
        namespace = "main";
        if (!json.object()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "filename" -> file = FilePaths.clean(json.textIfScalar());
                case "namespace" -> {
                    String name = json.textIfScalar();
                    namespace = name == null || name.isBlank() ? "main" : Texts.line(name);
                }
                case "failures", "Failures" -> outcomes(json, Outcome.FAILURE);
                case "warnings", "Warnings" -> outcomes(json, Outcome.WARNING);
                case "exceptions" -> outcomes(json, Outcome.EXCEPTION);
                default -> json.skip();
            }
        }
    }

    private void outcomes(JsonCursor json, Outcome outcome) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            if (said.read(json)) {
                sink.accept(result(outcome));
            }
        }
    }

    private Result result(Outcome outcome) {
        String query = said.query == null ? "data." + namespace + "." + outcome.rule : Texts.line(said.query);
        var rule = rules.shared(new Rule(query, null, "", "", null, List.of(), List.of(namespace), List.of(), null));
        String message = said.message == null ? "" : Texts.block(Masking.maskKnown(said.message));
        String path = said.file == null ? file : FilePaths.clean(said.file);
        return Result.of(TOOL, Kind.MISCONFIGURATION, rule, severity(outcome))
                .title(message)
                .message(message)
                .locations(path == null ? List.of() : List.of(Location.ofLines(path, said.line, said.line)))
                .suppression(outcome == Outcome.EXCEPTION ? EXCEPTION : null)
                .build();
    }

    /** The policy's own word where it gives one in its metadata. */
    private Severity severity(Outcome outcome) {
        Severity usual = outcome == Outcome.WARNING ? Severity.MEDIUM : Severity.HIGH;
        return said.severity == null ? usual : Severity.ofWord(said.severity).orElse(usual);
    }
}
