package dev.winnow.importers.terraform;

import dev.winnow.importers.Category;
import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Report;
import dev.winnow.importers.Result;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Shape;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.importers.UnsupportedReport;
import dev.winnow.importers.drift.ValueReader;
import dev.winnow.importers.packages.BoundedSink;
import dev.winnow.importers.packages.Notices;
import dev.winnow.importers.packages.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pass over one report. */
final class TerraformReading {
    /** A plan names neither its workspace nor its folder. */
    private static final String TARGET = "infrastructure";

    private static final String WAY_OUT = " Upload what `terraform show -json drift.tfplan` writes of a plan made by"
            + " `terraform plan -refresh-only -out=drift.tfplan`.";

    private final Report report;
    private final ResultSink sink;
    private final Drift drift;
    private final Results results;
    private final Notices notices = new Notices();
    private @Nullable String version;
    private @Nullable Instant timestamp;
    private boolean complete = true;
    private boolean plan;
    private boolean state;
    private int unchanged;

    TerraformReading(Report report, ResultSink sink) {
        this.report = report;
        this.sink = new BoundedSink(sink, report.limits());
        var values = new ValueReader();
        drift = new Drift(values);
        results = new Results(report.masking(), values);
    }

    ScanInfo read() throws IOException {
        if (report.shape() instanceof Shape.JsonObject object && TerraformImporter.isLog(object.names())) {
            throw new UnsupportedReport(
                    "These are the lines of `terraform plan -json`, which do not say what of a resource changed."
                            + WAY_OUT);
        }
        try (JsonCursor json = JsonCursor.open(report)) {
            if (json.object()) {
                while (json.member()) {
                    member(json);
                }
            }
            json.end();
        }
        if (state && !plan) {
            throw new UnsupportedReport(
                    "This is a Terraform state, which does not say what drifted from it." + WAY_OUT);
        }
        if (unchanged > 0) {
            notices.add(unchanged
                    + " resources in resource_drift are as they were: moved in the code, or written otherwise.");
        }
        return new ScanInfo(tool(), Category.DRIFT, TARGET, timestamp, complete, notices.lines());
    }

    private void member(JsonCursor json) throws IOException {
        switch (json.name()) {
            case "format_version" -> format(json.textIfScalar());
            case "terraform_version" -> version = Texts.given(json.textIfScalar());
            case "timestamp" -> timestamp = Timestamps.parse(json.textIfScalar());
            case "resource_drift" -> {
                plan = true;
                drifts(json);
            }
            case "errored" ->
                incompleteIf(json.bool(false), "The plan ended with an error: not everything was compared.");
            case "complete" ->
                incompleteIf(!json.bool(true), "Terraform says that the plan is not complete: parts were deferred.");
            case "values" -> {
                state = true;
                json.skip();
            }
            case "resource_changes", "planned_values", "prior_state", "configuration" -> {
                plan = true;
                json.skip();
            }
            default -> json.skip();
        }
    }

    private void incompleteIf(boolean partial, String why) {
        if (partial) {
            complete = false;
            notices.add(why);
        }
    }

    private static void format(@Nullable String text) throws UnsupportedReport {
        String format = text == null ? "" : text;
        if (!format.startsWith("0.") && !format.startsWith("1.")) {
            throw new UnsupportedReport("Terraform plans of format_version 0 and 1 are read; this one is of "
                    + Texts.line(format.isBlank() ? "none" : format) + ".");
        }
    }

    private void drifts(JsonCursor json) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            if (!drift.read(json)) {
                continue;
            }
            Optional<Result> result = results.of(drift, tool());
            if (result.isPresent()) {
                sink.accept(result.get());
            } else {
                unchanged++;
            }
        }
    }

    private Tool tool() {
        return new Tool("Terraform", version == null ? null : Texts.line(version));
    }
}
