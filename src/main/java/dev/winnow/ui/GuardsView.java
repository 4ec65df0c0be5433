package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.triage.guard.GuardReviews;
import dev.winnow.triage.guard.GuardTally;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;

/** The guards of all projects that the caller may see, those that are wrong most often first. */
@Route("guards")
@PermitAll
class GuardsView extends Page implements BeforeEnterObserver {
    private final GuardReviews reviews;
    private final Readable readable;

    GuardsView(GuardReviews reviews, Readable readable) {
        this.reviews = reviews;
        this.readable = readable;
    }

    @Override
    String title() {
        return "Guards";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        List<GuardTally> guards = reviews.list(readable.caller(), Optional.empty());
        removeAll();
        add(Html.div("heading", new H1("Guards"), Html.span(Words.number(guards.size()), "soft")));
        if (guards.isEmpty()) {
            add(new EmptyState(
                    "No guard yet",
                    "A guard is a scanner of a project: its first report makes it. Here is how often each of them was"
                            + " wrong, as people judged.",
                    readable.caller().mayUploadSomewhere()
                            ? new RouterLink("Upload a report", UploadView.class)
                            : Html.span("")));
            return;
        }
        var grid = new LazyGrid<GuardTally>("Guards", GuardsView::card)
                .column("Guard", 3, GuardsView::name)
                .column("False positives", "9rem", guard -> GuardWords.share(guard.falsePositives()))
                .column("Otherwise judged", 3, guard -> Html.span(GuardWords.others(guard::of), "clamp", "soft"))
                .numbers("Not judged", "7rem", guard -> DataTable.number(guard.undecided()))
                .numbers(
                        "Projects",
                        "6rem",
                        guard -> DataTable.number(guard.projects().size()));
        grid.show((offset, limit) -> guards.stream().skip(offset).limit(limit).toList());
        add(Html.div(
                "panel",
                new Paragraph("A false positive is an error of the guard. Here is how many of the findings that people"
                        + " judged were false, with the rules behind them and what its makers need to know."),
                grid));
    }

    private static Component name(GuardTally guard) {
        return Html.div(
                "stack",
                GuardWords.link(Optional.empty(), guard.guard()),
                Html.span(
                        String.join(", ", guard.tools()) + " · " + String.join(", ", guard.categories()),
                        "soft",
                        "break"));
    }

    private static Component card(GuardTally guard) {
        return Html.div(
                "card",
                GuardWords.link(Optional.empty(), guard.guard()),
                Html.span(
                        String.join(", ", guard.tools()) + " · " + String.join(", ", guard.categories()),
                        "soft",
                        "break"),
                Html.line(
                        Html.span("False positives:"),
                        Html.span(
                                guard.falsePositives().whole() == 0
                                        ? "none judged"
                                        : guard.falsePositives().words(),
                                "strong")),
                Html.span(GuardWords.others(guard::of), "soft"),
                Html.span(
                        Words.number(guard.undecided()) + " not judged, in "
                                + Words.count(guard.projects().size(), "project", "projects"),
                        "soft"));
    }
}
