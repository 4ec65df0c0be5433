package dev.winnow.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;

/** One number with what it counts, and the way to the things it counts. */
public final class Tile extends Div {
    /**
     * @param value what is counted, a link where it can be one
     * @param note says what it is part of
     */
    public Tile(String label, Component value, String note) {
        addClassName("tile");
        value.addClassName("value");
        add(Html.span(label, "label"), value, Html.span(note, "soft"));
    }
}
