package dev.winnow.ui.parts;

import com.vaadin.flow.component.html.Span;
import dev.winnow.importers.Severity;
import java.util.Locale;

/** A severity as colour, shape and word. */
public final class SeverityMark extends Span {
    public SeverityMark(Severity severity) {
        this(severity, Words.of(severity));
    }

    private SeverityMark(Severity severity, String text) {
        add(Html.sign(shape(severity)), new Span(text));
        addClassNames("severity", className(severity));
    }

    /** So many of that severity, with the word heard. */
    public static SeverityMark counting(Severity severity, int count) {
        return counting(severity, count, false);
    }

    /** So many of that severity. */
    static SeverityMark counting(Severity severity, int count, boolean withWord) {
        var mark = new SeverityMark(severity, Words.number(count));
        String word = of(severity);
        mark.add(withWord ? Html.span(" " + word) : Html.heard(" " + word));
        mark.setTitle(count + " " + word);
        return mark;
    }

    private static String of(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    static String className(Severity severity) {
        return "sev-" + of(severity);
    }

    static String shape(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "◆";
            case HIGH -> "▲";
            case MEDIUM -> "■";
            case LOW -> "●";
            case INFO -> "○";
            case UNKNOWN -> "?";
        };
    }
}
