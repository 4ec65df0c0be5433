package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.winnow.finding.EpisodeOutcome;
import dev.winnow.finding.Episodes.Episode;
import dev.winnow.finding.Findings.Sighting;
import dev.winnow.finding.identity.Pass;
import dev.winnow.project.Build;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.PathText;
import dev.winnow.ui.parts.SeverityMark;
import dev.winnow.ui.parts.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Who saw a finding and why their results are one, and the stretches in which it was open. */
final class FindingHistory extends Div {
    private static final int STREAMS = 30;

    private final FindingPage page;
    private final Instant now;

    FindingHistory(FindingPage page, Instant now) {
        this.page = page;
        this.now = now;
        addClassName("columns");
        add(Html.panel("Seen by", seenBy()), Html.panel("Open on the tracked branch", episodes()));
    }

    private Component seenBy() {
        var table = new DataTable(
                "Guards that saw it",
                Column.text("Guard"),
                Column.text("Says"),
                Column.text("Since build"),
                Column.text("Matched because"));
        page.sightings().stream()
                .limit(STREAMS)
                .forEach(sighting -> table.row(
                        guard(sighting),
                        says(sighting),
                        build(page.buildOf(sighting.firstScanId())),
                        reason(sighting)));
        int more = page.sightings().size() - STREAMS;
        return more > 0 ? Html.div("stack", table, Html.span("and " + more + " more streams", "soft")) : table;
    }

    private Component guard(Sighting sighting) {
        var target = new PathText(sighting.target() + " · " + sighting.branch());
        target.addClassName("soft");
        return Html.div("stack", GuardWords.link(Optional.of(page.finding().projectName()), sighting.guard()), target);
    }

    private static Component says(Sighting sighting) {
        var says = Html.line(new SeverityMark(sighting.severity()));
        if (sighting.suppressed()) {
            says.add(Chips.plain("silenced"));
        }
        says.add(sighting.present() ? Html.span("still there", "soft") : Chips.plain("not in its newest scan"));
        return says;
    }

    private static Component reason(Sighting sighting) {
        // The first to see it had nothing to match.
        String reason = sighting.matchedBy() == Pass.NONE
                ? "new then: " + Pass.NONE.reason()
                : sighting.matchedBy().reason();
        return Html.span(Words.sentence(reason), "soft");
    }

    private Component episodes() {
        if (page.episodes().isEmpty()) {
            return new Paragraph("It was never open there: only other branches have it, or scans that came too late.");
        }
        var timeline = new OrderedList();
        timeline.addClassName("timeline");
        page.episodes().reversed().forEach(episode -> timeline.add(episode(episode)));
        return timeline;
    }

    private ListItem episode(Episode episode) {
        Instant closed = episode.closedAt();
        Duration length = Duration.between(episode.openedAt(), closed == null ? now : closed);
        var head = Html.line(outcome(episode), Html.span(lasted(closed == null, length), "strong"));
        if (episode.backlog()) {
            Span chip = Chips.plain("backlog");
            chip.setTitle("The first complete scan of its stream found it: nobody knows since when it was there.");
            head.add(chip);
        }
        var item = new ListItem(Html.div("stack", head));
        if (closed != null) {
            String how = episode.outcome() == null
                    ? "Closed in build"
                    : switch (episode.outcome()) {
                        case FIXED -> "Fixed in build";
                        case RETIRED -> "Retired in build";
                        case CEASED -> "Did not happen again in build";
                    };
            item.add(turn(how, page.build(episode.closedBuildId()), closed));
        }
        item.add(turn("Opened in build", page.build(episode.openedBuildId()), episode.openedAt()));
        if (!episode.backlog() && episode.introducedAt().isBefore(episode.openedAt())) {
            item.add(Html.div("turn", Html.line(Html.span("Introduced"), soft(Moment.at(episode.introducedAt())))));
        }
        item.setClassName("open", closed == null);
        return item;
    }

    private static Span outcome(Episode episode) {
        EpisodeOutcome outcome = episode.outcome();
        if (outcome == null) {
            return Chips.notice("still open");
        }
        return switch (outcome) {
            case FIXED -> Chips.good("fixed");
            case RETIRED -> Chips.plain("retired");
            case CEASED -> Chips.plain("ceased");
        };
    }

    private static String lasted(boolean isOpen, Duration length) {
        return (isOpen ? "for " : "after ") + Words.span(length);
    }

    private Component turn(String what, Optional<Build> build, Instant at) {
        return Html.div("turn", Html.line(Html.span(what), build(build), soft(Moment.at(at))));
    }

    private static Moment soft(Moment moment) {
        moment.addClassName("soft");
        return moment;
    }

    private Component build(Optional<Build> build) {
        return build.map(one -> (Component) Go.build(page.finding().projectName(), one))
                .orElseGet(() -> Html.span("–"));
    }
}
