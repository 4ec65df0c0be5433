package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import dev.winnow.metrics.Bucket;
import dev.winnow.metrics.Metrics;
import dev.winnow.metrics.TeamLoad;
import dev.winnow.metrics.TeamLoads;
import dev.winnow.metrics.Trend;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.time.ZoneId;
import java.util.OptionalDouble;

/** How many alerts the people of a team get, against their limit, week by week. */
final class TeamLoadPanel extends Section {
    TeamLoadPanel(TeamLoad load, ZoneId zone) {
        addClassName("panel");
        getElement().setAttribute("aria-label", "Alerts per person and day");
        var table = new DataTable(
                "Alerts per person and day, week by week",
                Column.text("Week from"),
                Column.number("Alerts"),
                Column.number("Per person and day"),
                Column.heard("Limit"));
        table.addClassName("slim");
        for (Metrics week : load.weeks().reversed()) {
            OptionalDouble value = TeamLoad.perPersonPerDay(week);
            table.row(
                    Html.span(TrendWords.part(Bucket.WEEK, week.period(), zone)),
                    DataTable.number(week.alerts().alerts()),
                    Html.span(TrendWords.value(Trend.ALERTS, value), "number"),
                    load.isOver(value) ? Chips.bad("above the limit") : Html.span(""));
        }
        add(
                new H2("Alerts per person and day"),
                load.perPersonPerDay().isEmpty() ? figure(load) : Html.line(figure(load), new WeekBars(load)),
                new Paragraph(Words.count(load.recent().alerts().alerts(), "alert", "alerts") + " in the last "
                        + TeamLoads.DAYS + " days, "
                        + Words.count(load.recent().alerts().persons(), "person", "people")
                        + ". The limit is the policies' alert-limits of the team, else the target for all."
                        + (load.recent().alerts().persons() == 0
                                ? " Whoever gets a role in the team or its projects is counted."
                                : "")),
                table);
    }

    /** What it is, of how much, and whether that is too much. */
    static Component figure(TeamLoad load) {
        var line = Html.line(
                Html.span(TrendWords.value(Trend.ALERTS, load.perPersonPerDay()), "strong", "lead"),
                Html.span("of " + TrendWords.value(Trend.ALERTS, load.limit()), "soft"));
        if (load.isOver()) {
            line.add(Chips.bad("above the limit"));
        } else if (load.perPersonPerDay().isEmpty()) {
            line.add(Html.span("nobody in the team", "soft"));
        }
        return line;
    }
}
