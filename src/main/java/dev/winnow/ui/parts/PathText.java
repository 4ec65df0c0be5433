package dev.winnow.ui.parts;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;

/** A path or an address that breaks between its parts, where the line is too short for it. */
public final class PathText extends Span {
    public PathText(String path) {
        addClassNames("mono", "path");
        String text = Visible.text(path);
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            // A scheme's slashes stay with what they belong to.
            boolean ends = isBreak(text.charAt(i)) && (i + 1 == text.length() || !isBreak(text.charAt(i + 1)));
            if (ends && i + 1 < text.length()) {
                getElement().appendChild(Element.createText(text.substring(from, i + 1)), new Element("wbr"));
                from = i + 1;
            }
        }
        getElement().appendChild(Element.createText(text.substring(from)));
    }

    private static boolean isBreak(char c) {
        return c == '/' || c == '?' || c == '&' || c == '!';
    }
}
