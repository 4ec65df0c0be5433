package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.Behind;
import dev.winnow.metrics.BehindRows;
import dev.winnow.metrics.BehindRows.Row;
import dev.winnow.metrics.Counted;
import dev.winnow.project.Build;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.SeverityMark;
import dev.winnow.ui.parts.Visible;
import dev.winnow.ui.parts.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is behind a number in a lazy grid, each a link to its finding or build. */
final class BehindGrid {
    private static final String TIME = "12rem";

    private BehindGrid() {}

    /** Episodes that nothing is timed of. @param name what they are */
    static LazyGrid<Row> episodes(String name, boolean withProject) {
        return episodes(Counted.OPENED, name, withProject);
    }

    /** @param withProject whether they come from several projects */
    static LazyGrid<Row> create(Counted what, boolean withProject) {
        String name = Words.sentence(what.many());
        return switch (what.of()) {
            case EPISODES -> episodes(what, name, withProject);
            case FINDINGS -> findings(what, name, withProject);
            case BUILDS -> builds(name, withProject);
        };
    }

    private static LazyGrid<Row> episodes(Counted what, String name, boolean withProject) {
        var grid = new LazyGrid<Row>(name, row -> card(what, row, withProject))
                .column("Severity", "7.5rem", BehindGrid::severity)
                .column("Finding", 4, BehindGrid::finding);
        project(grid, withProject)
                .column("Guards", "9rem", BehindGrid::guards)
                .column("Opened, closed", TIME, row -> Html.div("stack", opened(row), closed(row)));
        return what.timed() ? grid.numbers(took(what), "7rem", row -> Html.span(took(row))) : grid;
    }

    private static LazyGrid<Row> findings(Counted what, String name, boolean withProject) {
        var grid = new LazyGrid<Row>(name, row -> card(what, row, withProject))
                .column("Severity", "7.5rem", BehindGrid::severity)
                .column("Finding", 4, BehindGrid::finding);
        return project(grid, withProject)
                .column("Guards", "9rem", BehindGrid::guards)
                .column(
                        what == Counted.SILENCED ? "Silenced" : "There at",
                        TIME,
                        row -> Moment.at(row.behind().at()));
    }

    private static LazyGrid<Row> builds(String name, boolean withProject) {
        var grid = new LazyGrid<Row>(name, row -> buildCard(row, withProject))
                .column("Verdict", "7rem", BehindGrid::verdict)
                .column("Build", 2, BehindGrid::build)
                .column("Change", 3, row -> Html.span(change(row), "clip"))
                .column(
                        "Branch",
                        2,
                        row -> Html.span(row.build().map(Build::branch).orElse(""), "clip"));
        return project(grid, withProject)
                .column("Built", TIME, row -> Moment.at(row.behind().at()));
    }

    private static LazyGrid<Row> project(LazyGrid<Row> grid, boolean wanted) {
        return wanted
                ? grid.column(
                        "Project",
                        "9rem",
                        row -> Html.span(row.behind().project().name(), "clip"))
                : grid;
    }

    /** What the time is that goes into the mean. */
    private static String took(Counted what) {
        return switch (what) {
            case MTTD -> "Detected in";
            case MTTR -> "Fixed in";
            default -> "Open for";
        };
    }

    private static String took(Row row) {
        return episode(row)
                .flatMap(Behind.OfEpisode::took)
                .map(TrendWords::span)
                .orElse("–");
    }

    private static Optional<Behind.OfEpisode> episode(Row row) {
        return row.behind() instanceof Behind.OfEpisode episode ? Optional.of(episode) : Optional.empty();
    }

    /** Of an episode as it closed, or is now. */
    private static Component severity(Row row) {
        Severity severity = episode(row)
                .map(one -> one.fact().severity())
                .or(() -> row.finding().map(one -> one.severity()))
                .orElse(Severity.UNKNOWN);
        return new SeverityMark(severity);
    }

    private static Component finding(Row row) {
        long id = BehindRows.finding(row.behind()).orElseThrow();
        Component link = row.finding()
                .map(one -> {
                    String beside = new FindingRow(one, List.of()).title();
                    String title = beside.isEmpty() ? "" : " " + beside;
                    var whole = Go.finding(id, Html.span(one.label(), "name"), Html.span(title, "title"));
                    whole.getElement().setAttribute("title", Visible.text(one.title()));
                    return whole;
                })
                .orElseGet(() -> Go.finding(id, Html.span("Finding " + id, "name")));
        var cell = new Span(link);
        cell.addClassName("clip");
        // Findings of one rule differ by where they are alone.
        return row.finding()
                .map(one -> new FindingRow(one, row.guards()).where())
                .filter(where -> !where.isEmpty())
                .<Component>map(where -> Html.div("stack", cell, Html.span(where, "soft", "note", "clip")))
                .orElse(cell);
    }

    private static Component guards(Row row) {
        return Html.span(String.join(", ", row.guards()), "clip");
    }

    private static Component opened(Row row) {
        return episode(row)
                .<Component>map(one -> Moment.at(Instant.ofEpochMilli(one.fact().openedAt())))
                .orElseGet(() -> Html.span("–"));
    }

    private static Component closed(Row row) {
        return episode(row)
                .filter(one -> !one.fact().isOpen())
                .<Component>map(one -> Moment.at(Instant.ofEpochMilli(one.fact().closedAt())))
                .orElseGet(() -> Html.span("still open", "soft"));
    }

    private static Component verdict(Row row) {
        return Chips.verdict(
                row.behind() instanceof Behind.OfBuild build ? Optional.of(build.verdict()) : Optional.empty());
    }

    private static Component build(Row row) {
        String name =
                row.build().map(Go::name).orElse(Long.toString(row.behind().id()));
        return Go.build(row.behind().project().name(), row.behind().id(), Visible.text(name));
    }

    /** The pull request where it is known, else the commit. */
    private static String change(Row row) {
        return row.build()
                .map(build -> build.changeId()
                        .map(change -> "change " + change)
                        .orElseGet(() -> "commit " + Words.commit(build.commitSha())))
                .orElse("");
    }

    private static Component card(Counted what, Row row, boolean withProject) {
        var head = Html.line(severity(row));
        head.addClassName("head");
        if (what.timed()) {
            head.add(Html.span(took(what).toLowerCase(java.util.Locale.ROOT) + " " + took(row), "soft"));
        }
        var card = Html.div("card", head, finding(row), foot(row, String.join(", ", row.guards()), withProject));
        if (row.behind() instanceof Behind.OfEpisode) {
            card.add(
                    Html.line(Html.span("opened", "soft"), opened(row)),
                    episode(row).orElseThrow().fact().isOpen()
                            ? closed(row)
                            : Html.line(Html.span("closed", "soft"), closed(row)));
        } else {
            card.add(Html.line(Moment.at(row.behind().at())));
        }
        return card;
    }

    private static Component buildCard(Row row, boolean withProject) {
        return Html.div(
                "card",
                Html.line(verdict(row), build(row)),
                foot(row, change(row), withProject),
                Html.line(Moment.at(row.behind().at())));
    }

    private static Component foot(Row row, String text, boolean withProject) {
        var foot = Html.line(Html.span(text, "soft", "break"));
        if (withProject) {
            foot.add(Html.span("in " + row.behind().project().name(), "soft"));
        }
        return foot;
    }
}
