package dev.winnow.ui;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.winnow.discussion.Marked;
import dev.winnow.finding.Finding;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.SeverityMark;
import dev.winnow.ui.parts.Visible;
import dev.winnow.ui.parts.Words;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The head of the finding that is shown beside the inbox's list. */
final class InboxDetail {
    private InboxDetail() {}

    /** @param comments how many it has */
    static Section of(FindingPage page, Marked marked, int comments, Instant now) {
        Finding finding = page.finding();
        var marks = Html.line(
                new SeverityMark(finding.severity()),
                Html.span(Words.of(finding.kind()), "soft"),
                Chips.status(finding));
        if (finding.exploited()) {
            marks.add(Chips.bad("known to be exploited"));
        }
        String guards = page.sightings().stream()
                .map(sighting -> sighting.guard())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        var origin = Html.line(
                Html.span("in " + finding.projectName()),
                Html.line(Html.span("first seen"), Moment.ago(finding.firstSeenAt(), now)),
                Html.span("by " + guards),
                Go.finding(finding.id(), Html.span("Open its page"), Html.heard(" of " + finding.label())));
        origin.addClassNames("soft", "spread");
        var section = new Section(marks, new H2(Visible.text(finding.label())));
        String title = new FindingRow(finding, List.of()).title();
        if (!title.isEmpty()) {
            section.add(Html.span(title, "lead", "break"));
        }
        section.add(origin, said(marked, comments));
        section.addClassNames("panel", "finding");
        section.getElement().setAttribute("aria-label", "Finding");
        return section;
    }

    private static Span said(Marked marked, int comments) {
        var line = Html.line();
        marked.assignee()
                .ifPresentOrElse(
                        login -> line.add(Labels.person(login)),
                        () -> line.add(Html.span("nobody sees to it yet", "soft")));
        marked.labels().forEach(label -> line.add(Labels.link(label)));
        if (comments > 0) {
            line.add(Html.span(Words.count(comments, "comment", "comments"), "soft"));
        }
        return line;
    }
}
