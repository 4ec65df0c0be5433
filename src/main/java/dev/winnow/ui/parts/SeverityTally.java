package dev.winnow.ui.parts;

import com.vaadin.flow.component.html.Span;
import dev.winnow.importers.Severity;
import dev.winnow.project.SeverityCounts;

/** How many of each severity, worst first; severities without any are left out. */
public final class SeverityTally extends Span {
    private SeverityTally(SeverityCounts counts, boolean words) {
        addClassName("tally");
        counts.bySeverity().forEach((severity, count) -> {
            if (count > 0) {
                add(SeverityMark.counting(severity, count, words));
            }
        });
        if (counts.total() == 0) {
            add(Html.span("none", "soft"));
        }
    }

    /** With the words, where there is room. */
    public static SeverityTally full(SeverityCounts counts) {
        return new SeverityTally(counts, true);
    }

    /** With the words heard and in tool tips only. */
    public static SeverityTally compact(SeverityCounts counts) {
        return new SeverityTally(counts, false);
    }

    /** The severities of it in colour, by their share; a picture that the tally beside it says in numbers. */
    public static Span bar(SeverityCounts counts) {
        var bar = new Bar();
        for (Severity severity : Severity.values()) {
            bar.add(severity, counts.of(severity), counts.total());
        }
        return bar;
    }
}
