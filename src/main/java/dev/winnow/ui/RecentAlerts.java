package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.runtime.AlertGroup;
import dev.winnow.ui.parts.Command;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.SeverityMark;
import dev.winnow.ui.parts.Visible;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What happened at run time lately, in whose build. */
final class RecentAlerts {
    private RecentAlerts() {}

    /**
     * @param environment where most likely they come from
     * @param groups those that happened last first; none: tells how alerts get here
     */
    static Section create(
            Project project,
            String environment,
            List<AlertGroup> groups,
            Findings findings,
            Builds builds,
            Instant now) {
        if (groups.isEmpty()) {
            return Html.panel(
                    "Alerts",
                    new Paragraph(
                            "No alert has come from here. Let Falco send what it sees, with a token for uploads as the"
                                    + " password in its address; each alert finds its build and the author of its commit."),
                    new Command(FirstSteps.alerts(project.name(), environment)));
        }
        Map<Long, Finding> byId =
                findings
                        .ofIds(groups.stream()
                                .map(AlertGroup::findingId)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Finding::id, Function.identity()));
        Map<Long, Build> built =
                builds
                        .findByIdIn(groups.stream()
                                .map(AlertGroup::buildId)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Build::id, Function.identity()));
        var table = new DataTable(
                "Alerts, those that happened last first",
                Column.text("Alert"),
                Column.number("Count"),
                Column.text("Build"),
                Column.text("Author"),
                Column.text("Environment"),
                Column.text("Last"));
        for (AlertGroup group : groups) {
            Optional<Build> build = Optional.ofNullable(built.get(group.buildId()));
            table.row(
                    alert(Optional.ofNullable(byId.get(group.findingId()))),
                    DataTable.number(group.alerts()),
                    build.map(one -> (Component) Go.build(project.name(), one)).orElseGet(() -> Html.span("–")),
                    Html.span(Visible.text(build.flatMap(Build::author).orElse("–")), "break"),
                    Html.span(Visible.text(group.environment().orElse("–")), "break"),
                    Moment.ago(group.lastAt(), now));
        }
        return Html.panel("Alerts", table);
    }

    private static Component alert(Optional<Finding> finding) {
        return finding.map(one -> (Component) Html.div(
                        "stack",
                        Html.line(
                                new SeverityMark(one.severity()),
                                Go.finding(one.id(), Html.span(Visible.text(one.title()), "break"))),
                        Html.span(Visible.text(one.place() == null ? "" : one.place()), "soft", "break")))
                .orElseGet(() -> Html.span("–"));
    }
}
