package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.winnow.metrics.Counted;
import dev.winnow.metrics.Metrics;
import dev.winnow.metrics.Trend;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a number counts and what it leaves out, in a sentence whose numbers lead to what they count. */
final class TrendCounts {
    private TrendCounts() {}

    /** What stands behind a link from the number itself. */
    static Counted behind(Trend trend) {
        return switch (trend) {
            case MTTD -> Counted.MTTD;
            case MTTR -> Counted.MTTR;
            case PASS_RATE -> Counted.PASS_RATE;
            case CRITICALS -> Counted.CRITICALS;
            case UNAUTHORISED -> Counted.UNAUTHORISED;
            case ALERTS -> Counted.ALERTS;
            case REOPENED -> Counted.REOPENED;
        };
    }

    /** A piece of a sentence: words, or a number of things with what they are called behind it. */
    private sealed interface Piece {
        String text();

        record Said(String text) implements Piece {}

        record Number(Counted what, int count, String text) implements Piece {}
    }

    private static Piece said(String text) {
        return new Piece.Said(text);
    }

    private static Piece number(Metrics metrics, Counted what, String behind) {
        int count = metrics.count(what);
        return new Piece.Number(what, count, Words.number(count) + behind);
    }

    private static Piece named(Metrics metrics, Counted what) {
        int count = metrics.count(what);
        return new Piece.Number(what, count, Words.count(count, what.one(), what.many()));
    }

    private static List<Piece> pieces(Trend trend, Metrics metrics) {
        return switch (trend) {
            case MTTD ->
                List.of(
                        said("of "),
                        named(metrics, Counted.MTTD),
                        said("; left out: "),
                        number(metrics, Counted.BACKLOG, " backlog"),
                        said(", "),
                        number(metrics, Counted.NEGATIVE, " with wrong clocks"));
            case MTTR ->
                Stream.of(
                                List.of(
                                        said("of "),
                                        named(metrics, Counted.MTTR),
                                        said("; with the "),
                                        number(metrics, Counted.STILL_OPEN, " still open")),
                                metrics.count(Counted.MTTR_ENDED) == 0
                                        ? List.<Piece>of()
                                        : List.of(
                                                said(" and "), number(metrics, Counted.MTTR_ENDED, " ended otherwise")),
                                List.of(
                                        said(" the median is " + median(metrics) + "; left out: "),
                                        number(metrics, Counted.MTTR_SILENCED, " silenced")))
                        .flatMap(List::stream)
                        .toList();
            case PASS_RATE ->
                List.of(
                        number(metrics, Counted.PASSED, ""),
                        said(" of "),
                        named(metrics, Counted.PASS_RATE),
                        said(" passed with the first build, "),
                        number(metrics, Counted.FAILED, " failed"));
            case CRITICALS -> List.of(said("at the end of the period"));
            case UNAUTHORISED -> List.of(said("found in the period, each counted once"));
            case ALERTS ->
                List.of(
                        named(metrics, Counted.ALERTS),
                        said(" for " + Words.count(metrics.alerts().persons(), "person", "persons") + " in "
                                + Words.count(Math.round(metrics.alerts().days()), "day", "days")));
            case REOPENED ->
                List.of(
                        number(metrics, Counted.REOPENED, " came back"),
                        said("; "),
                        number(metrics, Counted.FIXED, " were fixed"));
        };
    }

    private static String median(Metrics metrics) {
        return metrics.mttr().kaplanMeierMedian().map(TrendWords::span).orElse("not reached");
    }

    static String text(Trend trend, Metrics metrics) {
        return pieces(trend, metrics).stream().map(Piece::text).collect(Collectors.joining());
    }

    /** @param query of the same period as the numbers */
    static Span line(Trend trend, Metrics metrics, BehindQuery query) {
        Span line = Html.span("", "counts", "soft", "break");
        line.removeAll();
        pieces(trend, metrics).forEach(piece -> line.add(shown(piece, query)));
        return line;
    }

    private static Component shown(Piece piece, BehindQuery query) {
        return switch (piece) {
            case Piece.Said words -> new Span(words.text());
            case Piece.Number number -> linked(number.text(), number.count(), query.of(number.what()));
        };
    }

    /** A number as a link to what it counts; nothing leads to nothing. */
    static Component linked(String text, int count, BehindQuery query) {
        return count == 0 ? new Span(text) : query.link(text);
    }
}
