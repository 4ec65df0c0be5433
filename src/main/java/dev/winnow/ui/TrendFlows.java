package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.winnow.metrics.Counted;
import dev.winnow.metrics.Definition;
import dev.winnow.metrics.Metrics;
import dev.winnow.metrics.Targets;
import dev.winnow.metrics.Trends;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.LateDetails;
import dev.winnow.ui.parts.SeverityMark;
import dev.winnow.ui.parts.Words;
import java.time.ZoneId;

/** What came and what became of it, and what had to be fixed: tables whose numbers lead to what they count. */
final class TrendFlows {
    /** As many parts are shown at once. */
    private static final int SHORT = 60;

    private final TrendQuery query;
    private final ZoneId zone;

    TrendFlows(TrendQuery query, ZoneId zone) {
        this.query = query;
        this.zone = zone;
    }

    Component flow(Trends trends) {
        Metrics whole = trends.whole();
        var words = new Paragraph();
        words.add(
                linked(whole, Counted.OPENED, " opened"),
                new Span(", "),
                linked(whole, Counted.FIXED, " fixed"),
                new Span(", "),
                linked(whole, Counted.SILENCED, " silenced"),
                new Span(": " + signed(net(whole)) + "."));
        // A year by day is long, to read as to make.
        return Html.panel(
                "Net flow",
                words,
                trends.parts().size() <= SHORT ? table(trends) : new LateDetails("Each part", () -> table(trends)));
    }

    private DataTable table(Trends trends) {
        var table = new DataTable(
                "Opened, fixed and silenced",
                Column.text("From"),
                Column.number("Opened"),
                Column.number("Fixed"),
                Column.number("Silenced"),
                Column.number("Net"),
                Column.number("Reopened"));
        trends.parts()
                .reversed()
                .forEach(part -> table.row(
                        Html.span(TrendWords.part(query.bucket(), part.period(), zone)),
                        number(part, Counted.OPENED),
                        number(part, Counted.FIXED),
                        number(part, Counted.SILENCED),
                        Html.span(signed(net(part)), "number"),
                        number(part, Counted.REOPENED)));
        return table;
    }

    private Component linked(Metrics whole, Counted what, String behind) {
        int count = whole.count(what);
        return TrendCounts.linked(Words.number(count) + behind, count, new BehindQuery(query, what));
    }

    private Component number(Metrics part, Counted what) {
        return number(part.count(what), new BehindQuery(query, what).in(part.period()));
    }

    private static Component number(int count, BehindQuery behind) {
        Span number = Html.line(TrendCounts.linked(Words.number(count), count, behind));
        number.addClassName("number");
        return number;
    }

    private static int net(Metrics part) {
        return part.opened() - part.fixed() - part.silenced();
    }

    private static String signed(int number) {
        return number > 0 ? "+" + Words.number(number) : number < 0 ? "−" + Words.number(-number) : "0";
    }

    /** What had to be fixed by its target, and was. */
    Component due(Metrics whole, Targets aims) {
        String title = Definition.DUE.title();
        if (whole.due().isEmpty()) {
            return Html.panel(title, new Paragraph("Nothing was due in this period."));
        }
        var table = new DataTable(
                title,
                Column.text("Severity"),
                Column.text("Target"),
                Column.number("Due"),
                Column.number("Fixed in time"),
                Column.number("Missed"),
                Column.number("Share"));
        whole.due().forEach((severity, due) -> {
            var behind = new BehindQuery(query, Counted.DUE).of(severity);
            table.row(
                    new SeverityMark(severity),
                    Html.span(aims.fixWithin(severity).map(TargetWords::said).orElse("–")),
                    number(due.due(), behind),
                    number(due.inTime(), behind.of(Counted.IN_TIME)),
                    number(due.due() - due.inTime(), behind.of(Counted.LATE)),
                    Html.span(TrendWords.share(due.rate()), "number"));
        });
        return Html.panel(title, new Paragraph(Definition.DUE.words()), table);
    }
}
