package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.winnow.text.EndDate;
import dev.winnow.triage.Match;
import dev.winnow.triage.NewRule;
import dev.winnow.triage.SilenceRule;
import dev.winnow.triage.file.RuleDiff;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import java.time.Instant;
import java.util.Optional;

/** What a file of silence rules changes, before and after. */
final class RuleDiffs {
    private RuleDiffs() {}

    static Span summary(RuleDiff diff) {
        return Html.span(
                diff.added().size() + " added, " + diff.changed().size() + " changed, "
                        + diff.ended().size() + " ended, " + diff.unchanged().size() + " unchanged"
                        + (diff.expired().isEmpty() ? "" : ", " + diff.expired().size() + " over already") + ".",
                "strong");
    }

    static DataTable table(RuleDiff diff) {
        var table = new DataTable(
                "Changes", Column.text("Change"), Column.text("Rule"), Column.text("Now"), Column.text("Afterwards"));
        diff.added()
                .forEach(rule ->
                        table.row(Chips.good("added"), Html.span(rule.name(), "strong", "break"), nothing(), of(rule)));
        diff.changed()
                .forEach(change -> table.row(
                        change.before().inForce() ? Chips.notice("changed") : Chips.notice("brought back"),
                        SilenceRuleView.link(change.before()),
                        of(change.before()),
                        of(change.after())));
        diff.ended().forEach(rule -> table.row(Chips.bad("ended"), SilenceRuleView.link(rule), of(rule), nothing()));
        return table;
    }

    private static Component nothing() {
        return Html.span("–", "soft");
    }

    private static Div of(SilenceRule rule) {
        return said(rule.name(), rule.match(), rule.reason(), rule.until());
    }

    private static Div of(NewRule rule) {
        return said(rule.name(), rule.match(), rule.reason(), rule.until());
    }

    private static Div said(String name, Match match, String reason, Optional<Instant> until) {
        return Html.div(
                "stack",
                Html.span(name, "strong", "break"),
                RuleWords.of(match),
                Html.span(reason, "soft", "break"),
                Html.span(until.map(end -> "until " + EndDate.write(end)).orElse("no end"), "soft"));
    }
}
