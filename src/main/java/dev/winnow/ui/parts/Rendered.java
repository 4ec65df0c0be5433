package dev.winnow.ui.parts;

import com.vaadin.flow.component.html.Div;

/** Text of people as Markdown shows it. */
public final class Rendered extends Div {
    /** @param html that is safe to show: of {@link dev.winnow.discussion.Markdown} alone */
    public Rendered(String html) {
        addClassNames("rendered", "break");
        add(new com.vaadin.flow.component.Html("<div>" + html + "</div>"));
    }
}
