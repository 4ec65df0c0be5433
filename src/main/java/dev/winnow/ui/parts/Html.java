package dev.winnow.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;

/** Short ways to say plain elements. */
public final class Html {
    private Html() {}

    public static Span span(String text, String... classes) {
        var span = new Span(Visible.text(text));
        span.addClassNames(classes);
        return span;
    }

    /** Read out, not seen. */
    public static Span heard(String text) {
        return span(text, "heard");
    }

    /** Seen, not read out: a sign whose meaning stands beside it in words. */
    public static Span sign(String text) {
        Span span = span(text, "sign");
        span.getElement().setAttribute("aria-hidden", "true");
        return span;
    }

    public static Span line(Component... parts) {
        var span = new Span(parts);
        span.addClassName("line");
        return span;
    }

    public static Div div(String className, Component... parts) {
        var div = new Div(parts);
        div.addClassName(className);
        return div;
    }

    /** A part of a page under a heading of its own. */
    public static Section panel(String heading, Component... parts) {
        var title = new H2(heading);
        var panel = new Section(title);
        panel.add(parts);
        panel.addClassName("panel");
        panel.getElement().setAttribute("aria-label", heading);
        return panel;
    }
}
