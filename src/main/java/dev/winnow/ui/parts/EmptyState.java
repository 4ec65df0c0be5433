package dev.winnow.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/** Says why there is nothing here, and what to do next. */
public final class EmptyState extends Div {
    public EmptyState(String heading, String advice, Component... next) {
        addClassName("empty");
        add(new H2(heading), new Paragraph(advice));
        add(next);
    }
}
