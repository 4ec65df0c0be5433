package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.Age;
import dev.winnow.metrics.Ages;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.MetricsService;
import dev.winnow.metrics.Period;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.search.query.Field;
import dev.winnow.search.query.Query;
import dev.winnow.search.query.QueryParser;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** What is open in a team's projects, by age; each number leads to the findings behind it. */
@Service
class TeamFindings {
    private final MetricsService metrics;
    private final Projects projects;
    private final Clock clock;

    TeamFindings(MetricsService metrics, Projects projects, Clock clock) {
        this.metrics = metrics;
        this.projects = projects;
        this.clock = clock;
    }

    private TreeSet<String> names(String team) {
        return projects.findByTeamOrderByName(team).stream()
                .map(Project::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Ages ages(String team) {
        Instant now = clock.instant();
        return metrics.ages(new MetricsQuestion(names(team), new Period(now.minusSeconds(1), now)));
    }

    /** A number that leads to the findings it counts. */
    Component link(String team, Optional<Age> age, Optional<Severity> severity, Ages ages, int count) {
        if (count == 0) {
            return Html.span("0", "number", "soft");
        }
        Query query = Query.everything().with(Field.STATUS, "open").with(Field.SILENCED, "no");
        for (String project : names(team)) {
            query = query.with(Field.PROJECT, project);
        }
        if (severity.isPresent()) {
            query = query.with(Field.SEVERITY, severity.get().name().toLowerCase(Locale.ROOT));
        }
        if (age.isPresent()) {
            query = query.with(Field.OPENED, age.get().opened(ages.today()));
        }
        if (query.text().length() > QueryParser.LONGEST) {
            return Html.span(Words.number(count), "number");
        }
        var link = new RouterLink(Words.number(count), FindingsView.class);
        link.setQueryParameters(QueryParameters.of(FindingQuery.LINE, query.text()));
        link.addClassName("number");
        return link;
    }

    /** Ages down, severities across. */
    DataTable table(String team, Ages ages) {
        List<Severity> severities = Arrays.stream(Severity.values())
                .filter(severity -> ages.of(severity) > 0)
                .toList();
        var columns = new ArrayList<Column>();
        columns.add(Column.text("Open for"));
        severities.forEach(severity -> columns.add(Column.number(Words.of(severity))));
        columns.add(Column.number("All"));
        var table = new DataTable("Open findings by age and severity", columns.toArray(Column[]::new));
        table.addClassName("ages");
        for (Age age : Age.values()) {
            var cells = new ArrayList<Component>();
            cells.add(Html.span(age.words()));
            severities.forEach(severity ->
                    cells.add(link(team, Optional.of(age), Optional.of(severity), ages, ages.of(age, severity))));
            cells.add(link(team, Optional.of(age), Optional.empty(), ages, ages.of(age)));
            table.row(cells.toArray(Component[]::new));
        }
        var all = new ArrayList<Component>();
        all.add(Html.span("all", "strong"));
        severities.forEach(
                severity -> all.add(link(team, Optional.empty(), Optional.of(severity), ages, ages.of(severity))));
        all.add(link(team, Optional.empty(), Optional.empty(), ages, ages.total()));
        table.row(all.toArray(Component[]::new));
        return table;
    }
}
