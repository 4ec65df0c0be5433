package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import dev.winnow.discussion.Assignees;
import dev.winnow.discussion.Comments;
import dev.winnow.discussion.Marks;
import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.FindingStatus;
import dev.winnow.policy.language.Weights;
import dev.winnow.triage.Decisions;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.SeverityMark;
import dev.winnow.ui.parts.Visible;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A finding: what and where it is, who saw it, and since when. */
@Route("findings/:finding([0-9]{1,19})")
@PermitAll
class FindingView extends Page implements BeforeEnterObserver {
    static final String FINDING = "finding";

    private final Readable readable;
    private final FindingPages pages;
    private final Decisions decisions;
    private final Marks marks;
    private final Assignees people;
    private final Comments comments;
    private final Clock clock;
    private final Div summary = Html.div("place");
    private final Div decision = Html.div("place");
    private final Div what = Html.div("place");
    private final Div history = Html.div("place");
    private @Nullable MarksPart marking;
    private @Nullable DiscussionPart discussion;
    private String title = "Finding";
    private String project = "";
    private long id;
    private List<Object> shown = List.of();

    FindingView(
            Readable readable,
            FindingPages pages,
            Decisions decisions,
            Marks marks,
            Assignees people,
            Comments comments,
            LiveUpdates live,
            Clock clock) {
        this.readable = readable;
        this.pages = pages;
        this.decisions = decisions;
        this.marks = marks;
        this.people = people;
        this.comments = comments;
        this.clock = clock;
        live.follow(this, scan -> scan.project().equals(project), this::refresh);
        live.followTalk(
                this,
                talk -> talk.projectId() == FindingId.project(id)
                        && talk.numbers().contains(FindingId.number(id)),
                this::hear);
    }

    @Override
    String title() {
        return title;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        id = event.getRouteParameters().getLong(FINDING).orElse(0L);
        Finding finding = readable.finding(id);
        title = finding.label() + " · " + finding.projectName();
        project = finding.projectName();
        id = finding.id();
        var talk = new DiscussionPart(comments, readable, finding, clock);
        discussion = talk;
        marking = new MarksPart(marks, people, readable, finding, talk.opener());
        removeAll();
        add(summary, Html.div("columns", decision, marking), what, discussion, history);
        show(pages.of(finding));
    }

    private void hear() {
        if (marking != null && discussion != null) {
            marking.refresh();
            discussion.refresh();
        }
    }

    /** A page that is read is drawn anew only where an import changed what it says. */
    private void refresh() {
        Finding finding = readable.finding(id);
        boolean joined = finding.id() != id;
        // What is said of the one that it turned out to be from now on concerns this page.
        id = finding.id();
        if (joined) {
            hear();
        }
        FindingPage page = pages.of(finding);
        if (!state(page).equals(shown)) {
            show(page);
        }
    }

    private static List<Object> state(FindingPage page) {
        Finding finding = page.finding();
        var state = new ArrayList<Object>(List.of(
                finding.status(), finding.severity(), finding.silenced(), finding.exploited(), finding.triage()));
        page.sightings()
                .forEach(one ->
                        state.add(List.of(one.guard(), one.target(), one.present(), one.severity(), one.suppressed())));
        state.addAll(page.episodes());
        state.addAll(page.alerts());
        return state;
    }

    private void show(FindingPage page) {
        shown = state(page);
        Finding finding = page.finding();
        Instant now = clock.instant();
        var said = new Said();
        // Each in its place: what people are writing about it stays as it is.
        List.of(summary, decision, what, history).forEach(Div::removeAll);
        summary.add(summary(page, said, now));
        decision.add(DecisionPart.deciding(
                decisions, readable::caller, clock, finding, () -> show(pages.of(readable.finding(id)))));
        page.sightings().stream().findFirst().ifPresent(sighting -> what.add(new FindingWhat(finding, sighting, said)));
        if (!page.alerts().isEmpty()) {
            what.add(new AlertsPart(finding.projectName(), page.alerts(), page::build, now));
        }
        history.add(new FindingHistory(page, now));
    }

    private static Section summary(FindingPage page, Said said, Instant now) {
        Finding finding = page.finding();
        var marks = Html.line(
                new SeverityMark(finding.severity()),
                Html.span(Words.of(finding.kind()), "soft"),
                Chips.status(finding));
        if (finding.silenced()) {
            marks.add(Chips.plain("silenced"));
        }
        if (finding.exploited()) {
            marks.add(Chips.bad("known to be exploited"));
        }
        String name = finding.label();
        var section = new Section(marks, new H1(Visible.text(name)));
        section.addClassNames("panel", "finding");
        section.getElement().setAttribute("aria-label", "Summary");
        said.isNew(name);
        // The whole of it comes below where the title is but its start.
        boolean isStart = page.sightings().stream()
                .limit(1)
                .anyMatch(sighting ->
                        Said.isStartOf(finding.title(), sighting.details().message()));
        if (!isStart && said.isNew(finding.title())) {
            section.add(Html.span(finding.title(), "lead", "break"));
        }
        section.add(origin(page, now));
        return section;
    }

    private static Component origin(FindingPage page, Instant now) {
        Finding finding = page.finding();
        var line = Html.line(Html.line(Html.span("in"), link(finding)));
        line.addClassNames("soft", "spread");
        var since = Html.line(Html.span("first seen"), Moment.ago(finding.firstSeenAt(), now));
        page.buildOf(finding.firstScanId())
                .ifPresent(build -> since.add(Html.span("in build"), Go.build(finding.projectName(), build)));
        line.add(since, Html.span(cost(finding, page.weights())));
        return line;
    }

    private static Component link(Finding finding) {
        return new com.vaadin.flow.router.RouterLink(
                finding.projectName(),
                ProjectView.class,
                new com.vaadin.flow.router.RouteParameters(ProjectView.PROJECT, finding.projectName()));
    }

    private static String cost(Finding finding, Weights weights) {
        if (finding.status() != FindingStatus.OPEN) {
            return "costs nothing on the tracked branch";
        }
        if (finding.silenced()) {
            return "costs nothing: silenced";
        }
        long points = weights.of(finding.severity(), finding.exploited());
        return "costs " + Words.count(points, "risk point", "risk points");
    }
}
