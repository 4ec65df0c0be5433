package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.importers.Severity;
import dev.winnow.policy.ProjectStanding;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Tile;
import dev.winnow.ui.parts.Words;
import java.util.List;

/** How all projects stand together, in four numbers; each leads to what it counts. */
final class OverviewTiles {
    private OverviewTiles() {}

    static Div of(List<ProjectStanding> rows) {
        long criticals = sum(rows, Severity.CRITICAL);
        var tiles = Html.div(
                "tiles",
                tile(OverviewPart.FAILING, rows, "worse", "of " + Words.count(rows.size(), "project", "projects")),
                new Tile(
                        "Open criticals",
                        criticals == 0 ? number(0, "worse") : Go.open(Severity.CRITICAL, number(criticals, "worse")),
                        "and " + Words.number(sum(rows, Severity.HIGH)) + " high"),
                tile(OverviewPart.WORSE, rows, "worse", "newest build, by score"),
                tile(OverviewPart.PROVISIONAL, rows, "waiting", "newest build, provisional"));
        tiles.getElement().setAttribute("role", "group");
        tiles.getElement().setAttribute("aria-label", "All projects");
        return tiles;
    }

    private static Tile tile(OverviewPart part, List<ProjectStanding> rows, String tone, String note) {
        long count = rows.stream().filter(part.claim()).count();
        Component value = number(count, tone);
        if (count > 0) {
            var link = new RouterLink("", OverviewView.class);
            link.add(value);
            link.setQueryParameters(QueryParameters.of(OverviewView.SHOW, part.word()));
            value = link;
        }
        return new Tile(part.title(), value, note);
    }

    private static Span number(long count, String tone) {
        Span number = new Span(Words.number(count));
        number.addClassName(count > 0 ? tone : "soft");
        return number;
    }

    private static long sum(List<ProjectStanding> rows, Severity severity) {
        return rows.stream().mapToLong(row -> row.project().open().of(severity)).sum();
    }
}
