package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.chart.Sparkline;
import dev.winnow.policy.ProjectStanding;
import dev.winnow.policy.ProjectStandings;
import dev.winnow.project.Build;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Drawing;
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
class OverviewView extends Page implements BeforeEnterObserver {
    static final String SHOW = "show";

    private final ProjectStandings standings;
    private final Readable readable;
    private final Clock clock;
    private OverviewPart part = OverviewPart.ALL;

    OverviewView(ProjectStandings standings, Readable readable, LiveUpdates live, Clock clock) {
        this.standings = standings;
        this.readable = readable;
        this.clock = clock;
        live.follow(this, scan -> true, this::show);
    }

    @Override
    String title() {
        return "Overview";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        part = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(SHOW)
                .flatMap(OverviewPart::ofWord)
                .orElse(OverviewPart.ALL);
        show();
    }

    private void show() {
        removeAll();
        List<ProjectStanding> all = standings.of(
                readable.projects(), readable.caller().visibleProjects().isEmpty());
        if (all.isEmpty()) {
            add(new H1("Overview"), FirstSteps.create(readable.caller()));
            return;
        }
        add(
                Html.div(
                        "heading",
                        new H1("Overview"),
                        Html.span("newest builds, worst first", "soft"),
                        Html.div("room"),
                        new RouterLink("Wall", WallView.class)),
                OverviewTiles.of(all),
                projects(all));
    }

    private Component projects(List<ProjectStanding> all) {
        List<ProjectStanding> shown = all.stream().filter(part.claim()).toList();
        var panel = Html.div("panel");
        if (part != OverviewPart.ALL) {
            panel.add(Html.line(
                    Html.span(part.title() + ": " + Words.count(shown.size(), "project", "projects"), "strong"),
                    new RouterLink("Show all " + all.size(), OverviewView.class)));
        }
        panel.add(shown.isEmpty() ? Html.div("none", Html.span("None.")) : table(shown));
        return panel;
    }

    private DataTable table(List<ProjectStanding> all) {
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
                gate(row),
                open(row.project()),
                row.newest().map(OverviewView::guards).orElseGet(() -> Html.span("–")),
                newest(row, now)));
        return table;
    }

    /** The verdict with the rule that decided, leading to the build that explains it. */
    private static Component gate(ProjectStanding row) {
        Span chip = Chips.gate(row.newest());
        if (row.newest().isEmpty()) {
            return chip;
        }
        var cell = Html.div("stack", Go.build(row.project().name(), row.newest().get(), chip));
        row.rule().ifPresent(rule -> cell.add(Html.span(rule, "soft", "note", "break")));
        return cell;
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

    private static Component score(ProjectStanding row) {
        var cell = Html.line(ScoreRing.of(row.newest()));
        cell.addClassName("tight");
        row.newest().flatMap(Build::grade).ifPresent(grade -> cell.add(Html.span(grade.name(), "grade")));
        row.newest().ifPresent(now -> row.before().ifPresent(before -> cell.add(Chips.change(before, now))));
        List<Integer> scores = row.project().recentScores();
        if (scores.size() > 1) {
            var line = new Drawing(Sparkline.svg(scores));
            line.getElement().setAttribute("title", "Scores of the last " + scores.size() + " builds: " + scores);
            line.addClassName("spark");
            cell.add(line);
        }
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

    private static Component newest(ProjectStanding row, Instant now) {
        Optional<Build> newest = row.newest();
        if (newest.isEmpty()) {
            return Html.span("none on " + row.project().trackedBranch(), "soft");
        }
        var age = Moment.ago(newest.get().placedAt(), now);
        age.addClassName("soft");
        return Html.div("stack", Go.build(row.project().name(), newest.get()), age);
    }
}
