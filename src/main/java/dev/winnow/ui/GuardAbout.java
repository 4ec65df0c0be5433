package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.ToolVersions.Used;
import dev.winnow.guard.GuardDetail;
import dev.winnow.guard.GuardDetail.Overlap;
import dev.winnow.guard.GuardDetail.RuleCount;
import dev.winnow.guard.GuardDetail.Shared;
import dev.winnow.guard.GuardDetails;
import dev.winnow.guard.GuardStanding;
import dev.winnow.project.Project;
import dev.winnow.search.query.Field;
import dev.winnow.search.query.Query;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Facts;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** One guard of a project closely: how it runs, what it looks at, what only it finds, its scans, the versions of its tool. */
@Service
class GuardAbout {
    private final GuardDetails details;
    private final GuardStreams streams;
    private final GuardScans scans;
    private final Clock clock;

    GuardAbout(GuardDetails details, GuardStreams streams, GuardScans scans, Clock clock) {
        this.details = details;
        this.streams = streams;
        this.scans = scans;
        this.clock = clock;
    }

    /** @param changed called when someone confirmed or retired a stream */
    List<Component> of(Project project, String guard, Runnable changed) {
        GuardDetail detail = details.of(project, guard);
        Instant now = clock.instant();
        return List.of(
                Html.div("halves", runs(project, detail, now), finds(project, guard, detail.overlap())),
                looksAt(project, detail, changed));
    }

    /** How many findings of each rule are open. */
    Map<String, Integer> open(Project project, String guard) {
        return details.rules(project, guard).stream().collect(Collectors.toMap(RuleCount::rule, RuleCount::open));
    }

    /** Which versions it ran in, and its scans. */
    List<Component> history(Project project, String guard) {
        Instant now = clock.instant();
        return List.of(versions(details.of(project, guard), now), scans.panel(project, guard, now));
    }

    private static Section runs(Project project, GuardDetail detail, Instant now) {
        GuardStanding standing = detail.standing();
        List<Span> marks = GuardWords.marks(standing);
        var facts = new Facts()
                .with("Stage", Words.capital(standing.guard().stage().name()))
                .with("Category", GuardWords.of(standing.guard().category()))
                .with("State", marks)
                .with(
                        "Last report",
                        standing.lastReport().map(at -> Moment.ago(at, now)).stream()
                                .toList())
                .with(
                        "Builds",
                        standing.reported() + " of the newest "
                                + Words.count(detail.builds(), "build", "builds") + " of "
                                + project.trackedBranch());
        if (detail.changes() > 0) {
            facts.with(
                    "Changes",
                    standing.onChanges() + " of the newest " + Words.count(detail.changes(), "build", "builds")
                            + " of changes and other branches");
        }
        facts.with("Takes", GuardWords.delay(standing).stream().toList());
        facts.with("Gate", GuardWords.expected(standing));
        facts.addClassName("pairs");
        return Html.panel("How it runs", facts);
    }

    private static Section finds(Project project, String guard, Overlap overlap) {
        if (overlap.open() == 0) {
            return Html.panel("What only it finds", Html.span("It sees nothing open on the tracked branch.", "soft"));
        }
        var table = new DataTable(
                "Findings of the guard by who else sees them", Column.text("Seen by"), Column.number("Open findings"));
        table.addClassName("slim");
        table.row(
                Html.span("only this guard", "strong"),
                counted(overlap.alone(), alone(project, guard, overlap.shared())));
        overlap.shared()
                .forEach(other -> table.row(
                        Html.line(
                                Html.span("also", "soft"), GuardWords.link(Optional.of(project.name()), other.guard())),
                        counted(other.count(), mine(project, guard).and(by(List.of(other.guard()))))));
        table.row(Html.span("in all", "soft"), counted(overlap.open(), mine(project, guard)));
        return Html.panel(
                "What only it finds",
                Html.span(
                        "Of what it sees on the tracked branch now, silenced or not. One finding may be shared with"
                                + " several.",
                        "soft"),
                table);
    }

    private static Component counted(int count, Query query) {
        return count == 0 ? DataTable.number(0) : GuardWords.findings(query, Words.number(count));
    }

    static Query mine(Project project, String guard) {
        return Query.everything()
                .with(Field.PROJECT, project.name())
                .with(Field.STATUS, FindingStatus.OPEN.word())
                .with(Field.GUARD, guard);
    }

    /** Only those that share any need to be left out. */
    static Query alone(Project project, String guard, List<Shared> shared) {
        Query all = mine(project, guard);
        return shared.isEmpty()
                ? all
                : all.and(new Query.Not(by(shared.stream().map(Shared::guard).toList())));
    }

    /** A further part: beside the first of its field, not one of its choices. */
    private static Query by(List<String> guards) {
        return new Query.Has(
                Field.GUARD,
                guards.stream()
                        .map(name -> new Query.Value(name, name.indexOf('*') >= 0))
                        .toList());
    }

    private Section looksAt(Project project, GuardDetail detail, Runnable changed) {
        return detail.streams().isEmpty()
                ? Html.panel(
                        "What it looks at",
                        Html.span("It has never reported on " + project.trackedBranch() + ".", "soft"))
                : Html.panel(
                        "What it looks at",
                        streams.table(project, detail.standing().guard(), detail.streams(), changed));
    }

    private static Section versions(GuardDetail detail, Instant now) {
        var table = new DataTable(
                "Versions of the tool, the one that ran last first",
                Column.text("Version"),
                Column.text("First used"),
                Column.text("Last used"),
                Column.text("In use"),
                Column.number("Scans"));
        for (Used used : detail.versions()) {
            table.row(
                    Html.span(
                            used.tool()
                                    + used.version()
                                            .map(version -> " " + version)
                                            .orElse(", no version said"),
                            "break"),
                    Moment.ago(used.first(), now),
                    Moment.ago(used.last(), now),
                    Html.span(span(used), "soft"),
                    DataTable.number(used.scans()));
        }
        Section panel = Html.panel("Tool versions", table);
        if (detail.moreVersions()) {
            panel.add(Html.span("and older ones", "soft"));
        }
        return panel;
    }

    private static String span(Used used) {
        Duration span = Duration.between(used.first(), used.last());
        return used.scans() == 1 ? "once" : "for " + Words.span(span);
    }
}
