package dev.winnow.ui.parts;

import com.vaadin.flow.component.html.Span;

/**
 * A place on one line. What tells places apart stands at their end, so a long path loses whole folders from its start,
 * and where even that is too long for the room, the folders give way to the file.
 */
public final class PlaceText extends Span {
    /** Characters that a column of a list has room for on a usual screen. */
    private static final int MOST = 38;

    public PlaceText(String place) {
        this(place, MOST);
    }

    /** @param most characters that are shown where cutting whole folders off achieves it */
    public PlaceText(String place, int most) {
        String shown = shortened(Visible.text(place), most);
        int name = shown.lastIndexOf('/', shown.length() - 2) + 1;
        addClassNames("mono", "fit");
        setTitle(Visible.text(place));
        add(Html.span(shown.substring(0, name), "clip", "start"), Html.span(shown.substring(name), "clip", "end"));
    }

    /** A text whose start gives way to its end. */
    public PlaceText(String start, String end) {
        addClassNames("mono", "fit");
        setTitle(Visible.text(start + end));
        add(Html.span(start, "clip", "start"), Html.span(end, "clip", "end"));
    }

    static String shortened(String place, int most) {
        if (place.length() <= most) {
            return place;
        }
        int fits = place.indexOf('/', place.length() + 1 - most);
        int cut = fits < 0 || fits >= place.length() - 1 ? place.lastIndexOf('/', place.length() - 2) : fits;
        return cut <= 0 ? place : "…" + place.substring(cut);
    }
}
