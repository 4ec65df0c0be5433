package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.winnow.metrics.GuardCounted;
import dev.winnow.metrics.GuardSignal.Advice;
import dev.winnow.metrics.GuardTotal;
import dev.winnow.statistics.Share;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.util.Locale;
import java.util.OptionalDouble;

/** Draws and says what became of what a guard reported. Every drawing stands beside its numbers. */
final class SignalParts {
    private SignalParts() {}

    private record Part(String name, String word, int count, GuardCounted what) {}

    private static Part[] parts(GuardTotal of) {
        return new Part[] {
            new Part("fixed", "fixed", of.fixed(), GuardCounted.FIXED),
            new Part("open", "open", of.open(), GuardCounted.OPEN),
            new Part("accepted", "accepted", of.accepted(), GuardCounted.ACCEPTED),
            new Part(
                    "false-positive",
                    of.falsePositive() == 1 ? "false positive" : "false positives",
                    of.falsePositive(),
                    GuardCounted.FALSE_POSITIVE),
            new Part("ended", "ended", of.ended(), GuardCounted.ENDED)
        };
    }

    /** A bar of its fates, and the same in numbers that lead to what they count; each fate has a pattern of its own besides its colour. */
    static Component fates(GuardTotal of, SignalLinks links) {
        if (of.opened() == 0) {
            return Html.span("Reported nothing new.", "soft");
        }
        var bar = Html.span("", "fates");
        bar.getElement().setAttribute("aria-hidden", "true");
        var words = Html.span("", "key-line");
        words.add(links.to(GuardCounted.OPENED, Words.number(of.opened()) + " opened:", of.opened()));
        for (Part part : parts(of)) {
            if (part.count() > 0) {
                var share = Html.span("", "fate", part.name());
                share.getStyle().set("width", percent((double) part.count() / of.opened()));
                bar.add(share);
                words.add(Html.line(
                        swatch(part.name()),
                        links.to(part.what(), Words.number(part.count()) + " " + part.word(), part.count())));
            }
        }
        return Html.div("stack", bar, words);
    }

    private static Span swatch(String name) {
        var swatch = Html.span("", "fate", "swatch", name);
        swatch.getElement().setAttribute("aria-hidden", "true");
        return swatch;
    }

    /** What was fixed of what opened, with its interval between nothing and all. */
    static Component signal(Share signal) {
        if (signal.whole() == 0) {
            return Html.span("–", "soft");
        }
        var scale = Html.span("", "interval");
        scale.getElement().setAttribute("aria-hidden", "true");
        for (double border : new double[] {0.2, 0.5}) {
            scale.add(at("border", border));
        }
        var range = at("range", signal.low());
        range.getStyle().set("width", percent(signal.high() - signal.low()));
        scale.add(range, at("point", signal.value()));
        return Html.div(
                "stack",
                Html.line(
                        Html.span(said(signal.value()), "strong"),
                        Html.span(
                                "fixed: " + Words.number(signal.part()) + " of " + Words.number(signal.whole()),
                                "soft")),
                scale,
                Html.span(interval(signal), "soft", "note"));
    }

    private static Span at(String name, double place) {
        var span = Html.span("", name);
        span.getStyle().set("inset-inline-start", percent(place));
        return span;
    }

    /** Such as {@code 90 % interval 42.3 to 67.1 %}. */
    static String interval(Share share) {
        return "90 % interval "
                + TrendWords.share(OptionalDouble.of(share.low())).replace(" %", "") + " to " + said(share.high());
    }

    static String said(double share) {
        return TrendWords.share(OptionalDouble.of(share));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * share);
    }

    /** What to do, and why. */
    static Div advice(Advice advice) {
        return Html.div("stack", chip(advice), Html.span(advice.reason(), "soft", "note"));
    }

    static Span chip(Advice advice) {
        return switch (advice) {
            case KEEP -> Chips.good("keep");
            case TUNE -> Chips.notice("tune");
            case FIX_OR_DROP -> Chips.bad("fix or drop");
            case TOO_FEW -> Chips.plain("too few to say");
        };
    }

    /** What the bars, the scale and the advice mean. */
    static String help() {
        return "Counted are the times that a finding was opened in the period while the guard reported it, backlog among"
                + " them: fixed by now; still open; accepted, which is silenced for any reason but an error of the guard;"
                + " false positive; or ended without a fix, as when a target was retired. The signal is what was fixed of"
                + " what opened. Its 90 % Wilson interval is wide where there is little to go by; the lines on its scale"
                + " stand at 20 % and 50 %: from 50 % on a guard is worth keeping, from 20 % on worth tuning, below that it"
                + " is to be fixed or dropped, and with fewer than 20 opened nothing is said. “Only it” are those that no"
                + " other guard reported: what would be missed without it. Alerts are those that were new to people:"
                + " neither backlog nor silenced from the start.";
    }
}
