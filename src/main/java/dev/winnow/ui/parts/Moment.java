package dev.winnow.ui.parts;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A time, as its distance from now or in full. */
@Tag("time")
public final class Moment extends HtmlContainer {
    private Moment(Instant at, String text) {
        setText(text);
        setTitle(Words.minute(at));
        getElement().setAttribute("datetime", at.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    public static Moment ago(Instant at, Instant now) {
        return new Moment(at, Words.ago(at, now));
    }

    public static Moment ahead(Instant at, Instant now) {
        return new Moment(at, Words.ahead(at, now));
    }

    public static Moment at(Instant at) {
        return new Moment(at, Words.minute(at));
    }
}
