package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import dev.winnow.finding.StreamCare.Kept;
import dev.winnow.project.Build;
import dev.winnow.project.Guard;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.util.List;
import java.util.Map;

/**
 * What the guards of a project look at on its tracked branch, and what waits for a person there: closings that are held,
 * and guards that stopped running. Open where something waits.
 */
final class ProjectGuards extends Div {
    /**
     * @param guards by their ids
     * @param builds those of the newest scans, by their ids
     */
    ProjectGuards(StreamTable table, List<Kept> streams, Map<Long, Guard> guards, Map<Long, Build> builds) {
        addClassName("panel");
        var details = new NativeDetails(summary(streams), table.of(streams, guards, builds));
        details.setOpen(streams.stream().anyMatch(kept -> kept.held() > 0 || kept.stale() || kept.brokeOff()));
        add(details);
    }

    private static Span summary(List<Kept> streams) {
        long guards =
                streams.stream().map(kept -> kept.stream().guardId()).distinct().count();
        long stale = streams.stream().filter(Kept::stale).count();
        long broken = streams.stream().filter(Kept::brokeOff).count();
        long held = streams.stream().filter(kept -> kept.held() > 0).count();
        Span line = Html.line(
                Html.span("What the guards look at", "strong"),
                Html.span(Words.count(guards, "guard", "guards"), "soft"));
        if (held > 0) {
            line.add(Chips.notice(Words.number(held) + " with held closings"));
        }
        if (broken > 0) {
            line.add(Chips.notice(Words.number(broken) + " broke off"));
        }
        if (stale > 0) {
            line.add(Chips.notice(Words.number(stale) + " stale"));
        }
        return line;
    }
}
