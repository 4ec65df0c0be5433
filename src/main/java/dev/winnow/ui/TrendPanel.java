package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import dev.winnow.chart.TrendChart;
import dev.winnow.metrics.Bucket;
import dev.winnow.metrics.Metrics;
import dev.winnow.metrics.Targets;
import dev.winnow.metrics.Trend;
import dev.winnow.metrics.Trends;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Drawing;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.LateDetails;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** One number over time: as a figure against its target, as a chart, in a sentence, and as a table. */
final class TrendPanel extends Section {
    TrendPanel(
            Trend trend,
            Trends trends,
            TrendMarks marks,
            TrendQuery query,
            Targets targets,
            ZoneId zone,
            TrendDrawings drawings) {
        addClassNames("panel", "trend");
        String title = trend.definition().title();
        getElement().setAttribute("aria-label", title);
        setId(trend.name().toLowerCase(Locale.ROOT));
        Metrics whole = trends.whole();
        OptionalDouble now = trend.value(whole);
        OptionalDouble target = trend.target(targets);
        var behind = new BehindQuery(query, TrendCounts.behind(trend));
        var value = Html.line(TrendCounts.linked(TrendWords.value(trend, now), whole.count(behind.what()), behind));
        value.addClassName("value");
        var head = Html.line(value, against(trend, now, target));
        if (trends.isFlat(trend)) {
            head.add(Chips.notice("flat for three sprints"));
        }
        add(new H2(title), head, TrendCounts.line(trend, whole, behind));
        if (query.choosesEpisodes() && (trend == Trend.PASS_RATE || trend == Trend.CRITICALS)) {
            add(Html.span(
                    "Of the projects as a whole: severity, guard and category choose episodes alone.",
                    "soft",
                    "break"));
        }
        var table = new LateDetails("The same as a table", () -> table(trend, trends.parts(), marks, query, zone));
        if (trends.parts().size() > 1) {
            add(chart(trend, trends.parts(), marks, query.bucket(), target, zone, table, drawings));
        }
        add(new Paragraph(sentence(trend, trends.parts(), query.bucket(), zone)));
        add(
                table,
                new NativeDetails(
                        "What this is", new Paragraph(trend.definition().words())));
    }

    private static Component against(Trend trend, OptionalDouble now, OptionalDouble target) {
        if (target.isEmpty()) {
            return Html.span("should fall", "soft");
        }
        String aim = (trend == Trend.PASS_RATE ? "target at least " : "target at most ")
                + TrendWords.value(trend, target.getAsDouble());
        if (now.isEmpty()) {
            return Html.span(aim, "soft");
        }
        return trend.reaches(now.getAsDouble(), target.getAsDouble())
                ? Html.line(Chips.good("on target"), Html.span(aim, "soft"))
                : Html.line(Chips.bad("off target"), Html.span(aim, "soft"));
    }

    private static Component chart(
            Trend trend,
            List<Metrics> parts,
            TrendMarks marks,
            Bucket bucket,
            OptionalDouble target,
            ZoneId zone,
            LateDetails table,
            TrendDrawings drawings) {
        try {
            var wanted = new TrendDrawings.Drawn(
                    trend,
                    parts.stream()
                            .map(part -> new TrendChart.Point(
                                    TrendWords.part(bucket, part.period(), zone), trend.value(part)))
                            .toList(),
                    marks.all().stream()
                            .map(mark -> new TrendChart.Mark(mark.part(), Integer.toString(mark.number())))
                            .toList(),
                    target,
                    grain(trend, parts, target),
                    540,
                    200);
            var wide = new Drawing(drawings.svg(wanted));
            wide.addClassName("if-wide");
            var narrow = new Drawing(drawings.svg(wanted.of(340, 180)));
            narrow.addClassName("if-narrow");
            return Html.div("stack", wide, narrow);
        } catch (RuntimeException | LinkageError | InternalError e) {
            // A machine without fonts; the log has said so at the start.
            table.setOpen(true);
            return Html.span("");
        }
    }

    /** Whole days, hours or minutes, and whole findings. */
    private static double grain(Trend trend, List<Metrics> parts, OptionalDouble target) {
        double top = parts.stream()
                .flatMapToDouble(part -> trend.value(part).stream())
                .max()
                .orElse(0);
        top = Math.max(top, target.orElse(0));
        return switch (trend.unit()) {
            case DURATION -> top > 2 * 86_400 ? 86_400 : top > 7_200 ? 3_600 : 60;
            case SHARE -> 0;
            case NUMBER -> trend == Trend.ALERTS ? 0 : 1;
        };
    }

    /** What one sees in the chart, for those who do not see it. */
    static String sentence(Trend trend, List<Metrics> parts, Bucket bucket, ZoneId zone) {
        List<Metrics> with =
                parts.stream().filter(part -> trend.value(part).isPresent()).toList();
        if (with.isEmpty()) {
            return "Nothing was counted in this period.";
        }
        Metrics first = with.getFirst();
        Metrics last = with.getLast();
        double from = trend.value(first).orElseThrow();
        double to = trend.value(last).orElseThrow();
        String ends = TrendWords.value(trend, from) + " in " + TrendWords.part(bucket, first.period(), zone);
        if (with.size() == 1) {
            return ends + ".";
        }
        boolean same = TrendWords.value(trend, from).equals(TrendWords.value(trend, to));
        String how = same ? "the same" : trend.improves(from, to) ? "better" : "worse";
        return "From " + ends + " to " + TrendWords.value(trend, to) + " in "
                + TrendWords.part(bucket, last.period(), zone) + ": " + how + ".";
    }

    private static DataTable table(Trend trend, List<Metrics> parts, TrendMarks marks, TrendQuery query, ZoneId zone) {
        var columns = new ArrayList<>(List.of(Column.text("From"), Column.number("Value"), Column.text("Counted")));
        if (marks.any()) {
            columns.add(Column.text("What changed"));
        }
        var table = new DataTable(trend.definition().title(), columns.toArray(Column[]::new));
        var behind = new BehindQuery(query, TrendCounts.behind(trend));
        for (int i = parts.size() - 1; i >= 0; i--) {
            Metrics part = parts.get(i);
            BehindQuery its = behind.in(part.period());
            var value = Html.line(
                    TrendCounts.linked(TrendWords.value(trend, trend.value(part)), part.count(its.what()), its));
            value.addClassName("number");
            var cells = new ArrayList<Component>(List.of(
                    Html.span(TrendWords.part(query.bucket(), part.period(), zone)),
                    value,
                    TrendCounts.line(trend, part, its)));
            if (marks.any()) {
                cells.add(Html.span(marks.said(i), "soft", "break"));
            }
            table.row(cells.toArray(Component[]::new));
        }
        return table;
    }
}
