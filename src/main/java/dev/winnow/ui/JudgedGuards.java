package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.winnow.triage.guard.GuardTally;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Words;
import java.util.List;
import java.util.Optional;

/** Guards by how often they were wrong, as people judged; those that are wrong most often first. */
final class JudgedGuards {
    private JudgedGuards() {}

    static Div list(List<GuardTally> guards) {
        var grid = new LazyGrid<GuardTally>("Guards", JudgedGuards::card)
                .column("Guard", 3, JudgedGuards::name)
                .column("False positives", "9rem", guard -> GuardWords.share(guard.falsePositives()))
                .column("Otherwise judged", 3, guard -> Html.span(GuardWords.others(guard::of), "clamp", "soft"))
                .numbers("Not judged", "7rem", guard -> DataTable.number(guard.undecided()))
                .numbers(
                        "Projects",
                        "6rem",
                        guard -> DataTable.number(guard.projects().size()));
        grid.show((offset, limit) -> guards.stream().skip(offset).limit(limit).toList());
        return Html.div(
                "panel",
                new Paragraph("A false positive is an error of the guard. Here is how many of the findings that people"
                        + " ever judged were false, with the rules behind them and what its makers need to know. It counts each finding"
                        + " once, whenever it was; signal to noise counts each time that one was opened in a period, and whether"
                        + " that was fixed."),
                grid);
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
