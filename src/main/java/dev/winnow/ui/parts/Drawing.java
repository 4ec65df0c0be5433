package dev.winnow.ui.parts;

import com.vaadin.flow.component.html.Span;

/** An SVG that the server drew, inside the page, so that it takes its colours from the style sheet. */
public final class Drawing extends Span {
    /** @param svg an element that we made: its texts are escaped already */
    public Drawing(String svg) {
        addClassName("drawing");
        getElement().setProperty("innerHTML", svg);
    }
}
