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
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Drawing;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalDouble;

/** One number over time: as a figure against its target, as a chart, in a sentence, and as a table. */
final class TrendPanel extends Section {
    /** @param flat whether it did not move for three sprints */
    TrendPanel(
            Trend trend,
            Metrics whole,
            List<Metrics> parts,
            Bucket bucket,
            Targets targets,
            boolean flat,
            ZoneId zone) {
        addClassNames("panel", "trend");
        String title = trend.definition().title();
        getElement().setAttribute("aria-label", title);
        setId(trend.name().toLowerCase(java.util.Locale.ROOT));
        OptionalDouble now = trend.value(whole);
        OptionalDouble target = trend.target(targets);
        var head = Html.line(Html.span(TrendWords.value(trend, now), "value"), against(trend, now, target));
        if (flat) {
            head.add(Chips.notice("flat for three sprints"));
        }
        add(new H2(title), head, Html.span(counted(trend, whole), "soft"));
        var table = new NativeDetails("The same as a table", table(trend, parts, bucket, zone));
        if (parts.size() > 1) {
            add(chart(trend, parts, bucket, target, zone, table));
        }
        add(new Paragraph(sentence(trend, parts, bucket, zone)));
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

    /** What the number counts, and what it leaves out. */
    static String counted(Trend trend, Metrics metrics) {
        return switch (trend) {
            case MTTD ->
                "of " + Words.count(metrics.mttd().spread().count(), "detection", "detections") + "; left out: "
                        + Words.number(metrics.mttd().backlog()) + " backlog, "
                        + Words.number(metrics.mttd().negative()) + " with wrong clocks";
            case MTTR ->
                "of " + Words.count(metrics.mttr().spread().count(), "repair", "repairs") + "; with the "
                        + Words.number(metrics.mttr().stillOpen()) + " still open the median is "
                        + metrics.mttr()
                                .kaplanMeierMedian()
                                .map(median ->
                                        TrendWords.value(Trend.MTTR, OptionalDouble.of(median.toMillis() / 1_000.0)))
                                .orElse("not reached")
                        + "; left out: " + Words.number(metrics.mttr().silenced()) + " silenced";
            case PASS_RATE ->
                Words.number(metrics.passRate().passed()) + " of "
                        + Words.count(metrics.passRate().changes(), "change", "changes")
                        + " passed with the first build";
            case CRITICALS -> "at the end of the period";
            case UNAUTHORISED -> "found in the period";
            case ALERTS ->
                Words.count(metrics.alerts().alerts(), "alert", "alerts") + " for "
                        + Words.count(metrics.alerts().persons(), "person", "persons") + " in "
                        + Words.count(Math.round(metrics.alerts().days()), "day", "days");
            case REOPENED ->
                Words.number(metrics.reopened()) + " came back; " + Words.number(metrics.fixed()) + " were fixed";
        };
    }

    private static Component chart(
            Trend trend, List<Metrics> parts, Bucket bucket, OptionalDouble target, ZoneId zone, NativeDetails table) {
        try {
            var chart = new TrendChart(
                    parts.stream()
                            .map(part -> new TrendChart.Point(
                                    TrendWords.part(bucket, part.period(), zone), trend.value(part)))
                            .toList(),
                    target,
                    grain(trend, parts),
                    value -> TrendWords.value(trend, value));
            var wide = new Drawing(chart.svg(540, 200));
            wide.addClassName("if-wide");
            var narrow = new Drawing(chart.svg(340, 180));
            narrow.addClassName("if-narrow");
            return Html.div("stack", wide, narrow);
        } catch (RuntimeException | LinkageError | InternalError e) {
            // A machine without fonts; the log has said so at the start.
            table.setOpen(true);
            return Html.span("");
        }
    }

    /** Whole days, hours or minutes, and whole findings. */
    private static double grain(Trend trend, List<Metrics> parts) {
        double top = parts.stream()
                .flatMapToDouble(part -> trend.value(part).stream())
                .max()
                .orElse(0);
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
        String how = from == to ? "the same" : trend.improves(from, to) ? "better" : "worse";
        return "From " + ends + " to " + TrendWords.value(trend, to) + " in "
                + TrendWords.part(bucket, last.period(), zone) + ": " + how + ".";
    }

    private static DataTable table(Trend trend, List<Metrics> parts, Bucket bucket, ZoneId zone) {
        var table = new DataTable(
                trend.definition().title(), Column.text("From"), Column.number("Value"), Column.text("Counted"));
        parts.reversed()
                .forEach(part -> table.row(
                        Html.span(TrendWords.part(bucket, part.period(), zone)),
                        Html.span(TrendWords.value(trend, trend.value(part)), "number"),
                        Html.span(counted(trend, part), "soft", "break")));
        return table;
    }
}
