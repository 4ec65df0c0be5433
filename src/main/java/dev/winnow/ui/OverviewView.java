package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import dev.winnow.project.Build;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.ScoreRing;
import dev.winnow.ui.parts.SeverityTally;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Each project's newest build: how it stands, and whether that is better or worse than before. */
@Route("")
@PermitAll
class OverviewView extends Page {
    private final OverviewRows rows;
    private final Readable readable;
    private final Clock clock;

    OverviewView(OverviewRows rows, Readable readable, LiveUpdates live, Clock clock) {
        this.rows = rows;
        this.readable = readable;
        this.clock = clock;
        show();
        live.follow(this, scan -> true, this::show);
    }

    @Override
    String title() {
        return "Overview";
    }

    private void show() {
        removeAll();
        List<OverviewRow> all = rows.all();
        if (all.isEmpty()) {
            add(new H1("Overview"), FirstSteps.create(readable.caller()));
            return;
        }
        add(Html.div(
                "heading",
                new H1("Overview"),
                Html.span(Words.count(all.size(), "project", "projects") + ", worst first", "soft")));
        var table = new DataTable(
                "Projects, worst first",
                Column.text("Project"),
                Column.text("Score"),
                Column.text("Gate"),
                Column.text("Open findings"),
                Column.text("Guards"),
                Column.number("Newest build"));
        table.addClassName("projects");
        Instant now = clock.instant();
        all.forEach(row -> table.row(
                project(row.project()),
                score(row),
                Chips.verdict(row.newest().flatMap(Build::verdict)),
                open(row.project()),
                row.newest().map(OverviewView::guards).orElseGet(() -> Html.span("–")),
                newest(row, now)));
        add(Html.div("panel", table));
    }

    private static Component project(Project project) {
        var cell = Html.div("stack", Go.project(project));
        cell.addClassName("name");
        String team = project.team();
        if (team != null) {
            cell.add(Html.span(team, "soft"));
        }
        return cell;
    }

    private static Component score(OverviewRow row) {
        var cell = Html.line(ScoreRing.of(row.newest()));
        row.newest().flatMap(Build::grade).ifPresent(grade -> cell.add(Html.span(grade.name(), "grade")));
        row.newest().ifPresent(now -> row.before().ifPresent(before -> cell.add(Chips.change(before, now))));
        return cell;
    }

    private static Component open(Project project) {
        int open = project.open().total();
        var numbers =
                Html.line(Go.findings(project, Words.number(open) + " open"), SeverityTally.compact(project.open()));
        return open == 0
                ? Html.span("none open", "soft")
                : Html.div("stack", SeverityTally.bar(project.open()), numbers);
    }

    /** How many guards of those expected have reported for the build. */
    static Span guards(Build build) {
        var text = Html.line(Html.span(build.guardsReported() + " of "
                + Words.count(Math.max(build.guardsExpected(), build.guardsReported()), "guard", "guards")));
        if (build.provisional()) {
            text.add(Chips.notice("provisional"));
        }
        return text;
    }

    private static Component newest(OverviewRow row, Instant now) {
        Optional<Build> newest = row.newest();
        if (newest.isEmpty()) {
            return Html.span("none on " + row.project().trackedBranch(), "soft");
        }
        var age = Moment.ago(newest.get().placedAt(), now);
        age.addClassName("soft");
        return Html.div("stack", Go.build(row.project().name(), newest.get()), age);
    }
}
