package dev.winnow.ui.parts;

import com.vaadin.flow.component.html.Span;
import dev.winnow.importers.Severity;
import java.util.Locale;

/** A bar of coloured shares. It is only a picture: what it shows is said in numbers beside it. */
public final class Bar extends Span {
    public Bar() {
        addClassName("bar");
        getElement().setAttribute("aria-hidden", "true");
    }

    /** @param part of {@code whole}; both from 0 */
    public void add(Severity severity, long part, long whole) {
        if (part <= 0 || whole <= 0) {
            return;
        }
        var share = new Span();
        share.addClassName(SeverityMark.className(severity));
        share.getStyle().set("width", String.format(Locale.ROOT, "%.2f%%", 100.0 * part / whole));
        add(share);
    }
}
