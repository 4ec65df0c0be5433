package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.winnow.finding.EpisodeOutcome;
import dev.winnow.finding.Episodes.Episode;
import dev.winnow.finding.Findings.Sighting;
import dev.winnow.project.Build;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.SeverityMark;
import dev.winnow.ui.parts.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
                Column.text("Same problem because"));
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

    private static Component guard(Sighting sighting) {
        return Html.div(
                "stack",
                Html.span(sighting.guard(), "strong"),
                Html.span(sighting.target() + " · " + sighting.branch(), "soft", "break"));
    }

    private static Component says(Sighting sighting) {
        var says = Html.line(new SeverityMark(sighting.severity()));
        if (sighting.suppressed()) {
            says.add(Chips.plain("silenced"));
        }
        if (!sighting.present()) {
            says.add(Chips.plain("not in its newest scan"));
        }
        return says;
    }

    private static Component reason(Sighting sighting) {
        return Html.span(Words.sentence(sighting.matchedBy().reason()), "soft");
    }

    private Component episodes() {
        if (page.episodes().isEmpty()) {
            return new Paragraph("It was never open there: only other branches have it, or scans that came too late.");
        }
        var table = new DataTable("Episodes", Column.text("Opened"), Column.text("Closed"), Column.number("Open for"));
        page.episodes().reversed().forEach(episode -> table.row(opened(episode), closed(episode), length(episode)));
        return table;
    }

    private Component opened(Episode episode) {
        var cell = Html.div(
                "stack",
                Html.line(Html.span("build"), build(page.build(episode.openedBuildId()))),
                at(episode.openedAt()));
        if (episode.backlog()) {
            Span chip = Chips.plain("backlog");
            chip.setTitle("The first complete scan of its stream found it: nobody knows since when it was there.");
            cell.add(chip);
        }
        return cell;
    }

    private Component closed(Episode episode) {
        Instant closed = episode.closedAt();
        if (closed == null) {
            return Html.span("still open", "soft");
        }
        String how = episode.outcome() == EpisodeOutcome.RETIRED ? "retired in build" : "fixed in build";
        return Html.div("stack", Html.line(Html.span(how), build(page.build(episode.closedBuildId()))), at(closed));
    }

    private Component length(Episode episode) {
        Instant closed = episode.closedAt();
        return Html.span(Words.span(Duration.between(episode.openedAt(), closed == null ? now : closed)), "number");
    }

    private static Component at(@Nullable Instant at) {
        if (at == null) {
            return new Span();
        }
        var moment = Moment.at(at);
        moment.addClassName("soft");
        return moment;
    }

    private Component build(Optional<Build> build) {
        return build.map(one -> (Component) Go.build(page.finding().projectName(), one))
                .orElseGet(() -> Html.span("–"));
    }
}
