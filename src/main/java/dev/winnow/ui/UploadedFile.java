package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.winnow.finding.Scan;
import dev.winnow.importers.Formats;
import dev.winnow.importers.Importer;
import dev.winnow.intake.ImportProgress;
import dev.winnow.project.Build;
import dev.winnow.ui.UploadSteps.Step;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.ScoreRing;
import dev.winnow.ui.parts.SeverityTally;
import dev.winnow.ui.parts.Words;
import java.util.Optional;

/** One uploaded file on its way: received, recognised, read, matched, written; then its outcome or what is wrong. */
final class UploadedFile extends Div {
    private final Span state = Html.span("Receiving", "state");
    private final UploadSteps steps = new UploadSteps();
    private final ProgressBar bar = new ProgressBar();
    private final Div outcome = Html.div("stack");
    private boolean settled;
    private boolean repeats;
    private long scanId;

    UploadedFile(String name, long bytes) {
        addClassName("file");
        getElement().setAttribute("role", "status");
        bar.setIndeterminate(true);
        bar.getElement().setAttribute("aria-label", "Import of " + name);
        var head =
                Html.line(Html.span(name, "strong", "break"), Html.span(bytes < 0 ? "" : Words.bytes(bytes), "soft"));
        add(head, steps, Html.line(state), bar, outcome);
    }

    /** Stored safely; its import is queued. @param format what it was recognised as */
    void accepted(long scanId, String format) {
        this.scanId = scanId;
        steps.at(Step.READ);
        steps.say(Step.RECOGNISED, " as " + title(format));
        state.setText("Waiting");
    }

    /** @param before whether the same report for the same build was imported before */
    void repeats(boolean before) {
        repeats = before;
    }

    boolean isSettled() {
        return settled;
    }

    boolean isImporting() {
        return scanId > 0 && !settled;
    }

    long scanId() {
        return scanId;
    }

    void progress(ImportProgress progress) {
        state.setText(
                switch (progress.phase()) {
                    case WAITING -> "Waiting for a free worker";
                    case READING -> "Reading" + percent(progress);
                    case MATCHING -> "Matching with what is known";
                    case WRITING -> "Writing" + percent(progress);
                });
        steps.at(
                switch (progress.phase()) {
                    case WAITING, READING -> Step.READ;
                    case MATCHING -> Step.MATCHED;
                    case WRITING -> Step.WRITTEN;
                });
        boolean measured = progress.fraction() > 0;
        bar.setIndeterminate(!measured);
        if (measured) {
            bar.setValue(Math.min(1, progress.fraction()));
        }
    }

    private static String percent(ImportProgress progress) {
        return " " + Math.round(progress.fraction() * 100) + " %";
    }

    void imported(Scan scan, String project, Build build) {
        end(repeats ? "The same report was imported for this build before." : "");
        steps.finish();
        steps.say(Step.READ, ": " + Words.count(scan.counts().results(), "result", "results"));
        steps.say(Step.MATCHED, ": " + Words.count(scan.counts().total(), "finding", "findings"));
        var counts = Html.line(
                Go.build(
                        project,
                        build,
                        BuildPart.NEW,
                        Words.number(scan.counts().fresh()) + " new"),
                Go.build(
                        project,
                        build,
                        BuildPart.FIXED,
                        Words.number(scan.counts().fixed()) + " fixed"),
                SeverityTally.full(scan.findings()));
        var verdict = Html.line(
                ScoreRing.of(Optional.of(build)),
                Html.span(build.grade().map(Enum::name).orElse(""), "grade"),
                Chips.gate(Optional.of(build)),
                Go.build(project, build.id(), "Open build " + Go.name(build)));
        outcome.add(verdict, counts);
    }

    void failed(String reason) {
        end("");
        if (scanId == 0) {
            steps.at(Step.RECOGNISED);
        }
        steps.stop();
        addClassName("failed");
        outcome.add(Html.line(Chips.bad("not imported")), Html.span(reason, "break"));
    }

    private void end(String text) {
        settled = true;
        state.setText(text);
        bar.setVisible(false);
    }

    private static String title(String format) {
        return Formats.named(format).map(Importer::title).orElse(format);
    }
}
