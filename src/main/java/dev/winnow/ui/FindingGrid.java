package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.winnow.finding.Finding;
import dev.winnow.search.Highlight;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Marked;
import dev.winnow.ui.parts.PathText;
import dev.winnow.ui.parts.PlaceText;
import dev.winnow.ui.parts.SeverityMark;
import dev.winnow.ui.parts.Visible;
import dev.winnow.ui.parts.Words;
import java.util.function.ToLongFunction;

/** Findings in a lazy grid, each a link to its page. */
final class FindingGrid {
    /** Of a request's path, beside method and parameter. */
    private static final int PATH = 24;

    private FindingGrid() {}

    /** @param withProject whether they come from several projects */
    static LazyGrid<FindingRow> create(String name, boolean withProject) {
        return columns(new LazyGrid<>(name, row -> card(row, withProject)), withProject);
    }

    /** @param points what a finding costs */
    static LazyGrid<FindingRow> create(String name, boolean withProject, ToLongFunction<FindingRow> points) {
        return columns(new LazyGrid<>(name, row -> card(row, withProject, cost(points.applyAsLong(row)))), withProject)
                .numbers("Points", "5rem", row -> DataTable.number(points.applyAsLong(row)));
    }

    private static Span cost(long points) {
        return Html.span(Words.count(points, "point", "points"), "cost", "soft");
    }

    private static LazyGrid<FindingRow> columns(LazyGrid<FindingRow> grid, boolean withProject) {
        grid.column("Severity", "7.5rem", row -> new SeverityMark(row.finding().severity()))
                .column("Finding", 5, FindingGrid::title)
                .column("Where", 4, FindingGrid::where);
        if (withProject) {
            grid.column("Project", "9rem", row -> Html.span(row.finding().projectName(), "clip"));
        }
        return grid.column("Guards", "9rem", FindingGrid::guards);
    }

    private static Component title(FindingRow row) {
        var cell = new Span(link(row));
        cell.addClassName("clip");
        marks(row.finding(), cell);
        return cell;
    }

    private static Component link(FindingRow row) {
        Highlight marked = row.highlights().get("title");
        // Where the title is the label, what was found in it is marked there.
        boolean asLabel = row.finding().label().equals(row.finding().title());
        Span name = asLabel && marked != null
                ? Marked.of(marked.pieces(), "name")
                : Html.span(row.finding().label(), "name");
        Span title = asLabel || row.title().isEmpty() || marked == null
                ? Html.span(" " + row.title(), "title")
                : Marked.of(marked.pieces(), "title");
        var link = Go.finding(row.finding().id(), name, title);
        Highlight said = row.highlights().get("message");
        if (said != null && !row.highlights().containsKey("title")) {
            link.add(Marked.of(said.pieces(), "soft"));
        }
        link.getElement().setAttribute("title", Visible.text(row.finding().title()));
        return link;
    }

    private static Component where(FindingRow row) {
        return row.request().map(request -> request(row, request)).orElseGet(() -> place(row));
    }

    private static Component place(FindingRow row) {
        if (row.finding().packageName() == null) {
            return new PlaceText(row.where());
        }
        // What to update to is what to do next: the installed version gives way to it.
        int fixed = row.where().lastIndexOf(FindingRow.FIXED_IN);
        return fixed < 0
                ? new PlaceText("", row.where())
                : new PlaceText(row.where().substring(0, fixed), row.where().substring(fixed));
    }

    /** Method, path and parameter: what the findings of one rule on one site differ in. */
    private static Component request(FindingRow row, FindingRow.Request request) {
        var where = new Span(Html.span(request.method(), "soft"), new PlaceText(request.path(), PATH));
        parameter(row, where);
        where.addClassNames("mono", "request");
        where.setTitle(row.where());
        return where;
    }

    private static void parameter(FindingRow row, Span into) {
        String parameter = row.finding().parameter();
        if (parameter != null && !parameter.isBlank()) {
            var name = new Span(Html.heard(" parameter "), Html.span(parameter, "clip"));
            name.addClassName("parameter");
            into.add(name);
        }
    }

    private static Component guards(FindingRow row) {
        return Html.span(String.join(", ", row.guards()), "clip");
    }

    private static Component card(FindingRow row, boolean withProject, Component... end) {
        var head = Html.line(new SeverityMark(row.finding().severity()));
        marks(row.finding(), head);
        Labels.addTo(head, row.marked());
        head.addClassName("head");
        head.add(end);
        var foot = Html.line(Html.span(String.join(", ", row.guards()), "soft"));
        if (withProject) {
            foot.add(Html.span("in " + row.finding().projectName(), "soft"));
        }
        var card = Html.div("card", head, link(row));
        if (!row.where().isEmpty()) {
            var where = Html.line(row.request()
                    .map(request -> new PathText(request.method() + " " + request.path()))
                    .orElseGet(() -> new PathText(row.where())));
            parameter(row, where);
            card.add(where);
        }
        card.add(foot);
        return card;
    }

    private static void marks(Finding finding, Span into) {
        if (finding.silenced()) {
            into.add(Chips.plain("silenced"));
        }
        if (finding.exploited()) {
            into.add(Chips.bad("exploited"));
        }
    }
}
