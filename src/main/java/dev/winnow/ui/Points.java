package dev.winnow.ui;

import com.vaadin.flow.component.html.Span;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;

/** Risk points with their sign: more is worse. */
final class Points {
    private Points() {}

    /** @param what the points are for; none gained or lost are said to be neither */
    static Span signed(long points, String what) {
        String sign = points < 0 ? "− " : points > 0 ? "+ " : "± ";
        Span span = Html.span(sign + Words.number(Math.abs(points)) + " ", "number");
        span.addClassName(points > 0 ? "worse" : points < 0 ? "better" : "soft");
        return new Span(span, Html.span(what));
    }
}
