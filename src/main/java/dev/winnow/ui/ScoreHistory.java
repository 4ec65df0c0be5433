package dev.winnow.ui;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import dev.winnow.chart.ScoreChart;
import dev.winnow.chart.ScorePoint;
import dev.winnow.project.Build;
import dev.winnow.project.Grade;
import dev.winnow.project.Outcome;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Drawing;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The score over the newest builds of the tracked branch: as a chart, in a sentence, and as a table. */
final class ScoreHistory extends Section {
    /** A chart of more would be a smear. */
    static final int BUILDS = 60;

    /** Makes a drawing of a chart; fails where the machine has no fonts. */
    @FunctionalInterface
    interface Pen {
        String draw(ScoreChart chart, int width, int height);
    }

    /** @param scored builds that have a score, the newest first; at least two */
    ScoreHistory(Project project, List<Build> scored) {
        this(project, scored, ScoreChart::svg);
    }

    ScoreHistory(Project project, List<Build> scored, Pen pen) {
        List<Build> builds = scored.reversed();
        addClassNames("panel", "history");
        String heading = "Score on " + project.trackedBranch();
        getElement().setAttribute("aria-label", heading);
        var caption = new Paragraph(summary(builds));
        caption.addClassName("soft");
        var same = new NativeDetails("The same as a table", table(project, scored));
        add(new H2(heading));
        try {
            var chart = new ScoreChart(
                    builds.stream().map(build -> point(project, build)).toList(), ZoneOffset.UTC);
            var wide = new Drawing(pen.draw(chart, 1120, 230));
            wide.addClassName("if-wide");
            var narrow = new Drawing(pen.draw(chart, 350, 210));
            narrow.addClassName("if-narrow");
            add(wide, narrow);
        } catch (RuntimeException | LinkageError | InternalError e) {
            // A machine without fonts; the log has said so at the start.
            same.setOpen(true);
        }
        add(caption, same);
    }

    private static ScorePoint point(Project project, Build build) {
        int score = build.score().orElseThrow();
        return new ScorePoint(
                build.placedAt(),
                score,
                build.verdict(),
                "Build " + Go.name(build) + ": " + score + " " + Grade.of(score)
                        + build.verdict().map(verdict -> ", " + verdict.word()).orElse("") + ", "
                        + Words.minute(build.placedAt()),
                "projects/" + project.name() + "/builds/" + build.id());
    }

    /** What one sees in the chart, for those who do not see it. */
    static String summary(List<Build> builds) {
        Build first = builds.getFirst();
        Build last = builds.getLast();
        Build lowest = builds.stream()
                .min(Comparator.comparingInt(build -> build.score().orElseThrow()))
                .orElseThrow();
        long failed = builds.stream()
                .filter(build -> build.verdict().equals(Optional.of(Outcome.FAIL)))
                .count();
        return String.format(
                Locale.ENGLISH,
                "The last %d builds: from %d to %d, lowest %d in build %s. The gate failed %s.",
                builds.size(),
                first.score().orElseThrow(),
                last.score().orElseThrow(),
                lowest.score().orElseThrow(),
                Go.name(lowest),
                failed == 0 ? "none of them" : Words.number(failed) + " of them");
    }

    private static DataTable table(Project project, List<Build> newestFirst) {
        var table = new DataTable(
                "Scores of the newest builds",
                Column.text("Build"),
                Column.text("When"),
                Column.number("Score"),
                Column.text("Grade"),
                Column.text("Gate"));
        newestFirst.forEach(build -> table.row(
                Go.build(project.name(), build),
                Html.span(Words.minute(build.placedAt())),
                DataTable.number(build.score().orElseThrow()),
                Html.span(build.grade().map(Enum::name).orElse("")),
                Chips.verdict(build.verdict())));
        return table;
    }
}
