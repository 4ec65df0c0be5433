package dev.winnow.ui.parts;

import com.vaadin.flow.component.html.Div;

/** Text of a report, in its own lines. Markdown and HTML in it are shown as they are written. */
public final class Prose extends Div {
    private static final int LONGEST = 20_000;

    public Prose(String text) {
        addClassName("prose");
        String body = Visible.text(text).strip();
        setText(body.length() > LONGEST ? body.substring(0, LONGEST) + "…" : body);
    }
}
