package dev.winnow.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import java.net.URI;
import java.net.URISyntaxException;

/** Addresses from reports and uploads: links where they are plain web addresses, else text. */
public final class WebLink {
    private WebLink() {}

    public static Component of(String address) {
        return of(address, address);
    }

    /** A link that opens beside this page and tells the other side nothing of it. */
    public static Component of(String address, String text) {
        if (!isWeb(address)) {
            return Html.span(text, "break");
        }
        var link = new Anchor(address, text);
        link.setTarget(AnchorTarget.BLANK);
        link.getElement().setAttribute("rel", "noopener noreferrer");
        link.addClassNames("break", "outward");
        return link;
    }

    static boolean isWeb(String address) {
        try {
            var uri = new URI(address);
            return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
