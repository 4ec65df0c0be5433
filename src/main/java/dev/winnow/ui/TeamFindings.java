package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.Age;
import dev.winnow.metrics.Ages;
import dev.winnow.metrics.TeamStanding;
import dev.winnow.search.query.Field;
import dev.winnow.search.query.Query;
import dev.winnow.search.query.QueryParser;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is open in a team's projects, by age; each number leads to the findings behind it. */
final class TeamFindings {
    private TeamFindings() {}

    /** A number that leads to the findings it counts. */
    static Component link(TeamStanding team, Optional<Age> age, Optional<Severity> severity, int count) {
        return linked(team, age.map(one -> one.opened(team.ages().today())), severity, count);
    }

    /** The same of all that are of an age or older. */
    static Component since(TeamStanding team, Age age, int count) {
        return linked(team, Optional.of(age.openedOrBefore(team.ages().today())), Optional.empty(), count);
    }

    private static Component linked(
            TeamStanding team, Optional<String> opened, Optional<Severity> severity, int count) {
        if (count == 0) {
            return Html.span("0", "number", "soft");
        }
        Query query = Query.everything().with(Field.STATUS, "open").with(Field.SILENCED, "no");
        for (String project : team.projects()) {
            query = query.with(Field.PROJECT, project);
        }
        if (severity.isPresent()) {
            query = query.with(Field.SEVERITY, severity.get().name().toLowerCase(Locale.ROOT));
        }
        if (opened.isPresent()) {
            query = query.with(Field.OPENED, opened.get());
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
    static DataTable table(TeamStanding team) {
        Ages ages = team.ages();
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
            severities.forEach(
                    severity -> cells.add(link(team, Optional.of(age), Optional.of(severity), ages.of(age, severity))));
            cells.add(link(team, Optional.of(age), Optional.empty(), ages.of(age)));
            table.row(cells.toArray(Component[]::new));
        }
        var all = new ArrayList<Component>();
        all.add(Html.span("all", "strong"));
        severities.forEach(severity -> all.add(link(team, Optional.empty(), Optional.of(severity), ages.of(severity))));
        all.add(link(team, Optional.empty(), Optional.empty(), ages.total()));
        table.row(all.toArray(Component[]::new));
        return table;
    }
}
