package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import dev.winnow.project.Build;
import dev.winnow.runtime.AlertGroup;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Visible;
import dev.winnow.ui.parts.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** How often something happened at run time, in which build, and who made its commit. */
final class AlertsPart extends Div {
    private static final int WEEK = 7;

    /** @param groups at least one, those that happened last first */
    AlertsPart(String project, List<AlertGroup> groups, LongFunction<Optional<Build>> builds, Instant now) {
        addClassName("place");
        long all = groups.stream().mapToLong(AlertGroup::alerts).sum();
        LocalDate from = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(WEEK - 1);
        long lately = groups.stream()
                .flatMap(group -> group.byDay().tailMap(from).values().stream())
                .mapToLong(Long::longValue)
                .sum();
        var table = new DataTable(
                "Alerts by build",
                Column.number("Alerts"),
                Column.text("Build"),
                Column.text("Author"),
                Column.text("Environment"),
                Column.text("Image"),
                Column.text("First"),
                Column.text("Last"));
        for (AlertGroup group : groups) {
            Optional<Build> build = builds.apply(group.buildId());
            var where = Html.div("stack");
            build.ifPresent(one -> where.add(Html.line(Go.build(project, one))));
            where.add(Html.span("found by " + group.foundBy().words(), "soft"));
            table.row(
                    DataTable.number(group.alerts()),
                    where,
                    Html.span(Visible.text(build.flatMap(Build::author).orElse("–")), "break"),
                    Html.span(Visible.text(group.environment().orElse("–")), "break"),
                    Html.span(Visible.text(group.image().orElse("–")), "break", "mono"),
                    Moment.ago(group.firstAt(), now),
                    Moment.ago(group.lastAt(), now));
        }
        add(Html.panel(
                "Alerts",
                Html.line(
                        Html.span(Words.number(all), "strong"),
                        Html.span(
                                (all == 1 ? "alert" : "alerts") + ", " + Words.number(lately) + " in the last 7 days")),
                table));
    }
}
