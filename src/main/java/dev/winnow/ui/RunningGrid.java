package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.html.Span;
import dev.winnow.deployment.Environment;
import dev.winnow.deployment.Environments;
import dev.winnow.deployment.Environments.Running;
import dev.winnow.importers.Severity;
import dev.winnow.project.Build;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.ScoreRing;
import dev.winnow.ui.parts.SeverityMark;
import dev.winnow.ui.parts.SeverityTally;
import dev.winnow.ui.parts.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What runs where, an environment a row; what waits to be deployed is looked up for the rows that are seen. */
final class RunningGrid {
    private RunningGrid() {}

    /** @param withProject whether they are of several projects */
    static LazyGrid<RunningRow> create(Environments environments, List<Running> all, boolean withProject, Instant now) {
        var grid = new LazyGrid<RunningRow>("What runs where", row -> card(row, withProject, now))
                .column("Environment", 3, row -> place(row.running(), withProject))
                .column("Build", 2, row -> build(row.running()))
                .column("Score", "6.5rem", row -> score(row.running().build()))
                .column(
                        "Gate",
                        "7rem",
                        row -> Chips.gate(Optional.of(row.running().build())))
                .column("Criticals", "6.5rem", row -> criticals(row.running()))
                .column("Fixes not deployed", 2, RunningGrid::fixes)
                .numbers("Deployed", "8rem", row -> since(row.running(), now));
        grid.show((offset, limit) -> all.stream()
                .skip(offset)
                .limit(limit)
                .map(one -> new RunningRow(one, environments.waitingFor(one).counts()))
                .toList());
        return grid;
    }

    private static Component place(Running one, boolean withProject) {
        var link = Go.environments(one.project(), one.environment().name());
        link.addClassName("name");
        var name = Html.line(link);
        markProduction(one.environment(), name);
        return withProject ? Html.div("stack", name, Html.line(Go.project(one.project()))) : name;
    }

    /** Says that it is of production, where its name does not. */
    static void markProduction(Environment environment, HasComponents into) {
        if (environment.production() && !environment.name().equals("production")) {
            into.add(Chips.plain("production"));
        }
    }

    private static Component build(Running one) {
        Build build = one.build();
        Span cell = Html.span("", "clip");
        cell.add(Go.build(one.project().name(), build));
        if (!build.ciId().equals(build.commitSha())) {
            cell.add(Html.span(" " + Words.commit(build.commitSha()), "mono", "soft"));
        }
        cell.setTitle(build.commitSha());
        return Html.div("stack", cell, Html.span(build.branch(), "soft", "clip"));
    }

    static Component score(Build build) {
        return Html.line(
                ScoreRing.of(Optional.of(build)).small(),
                Html.span(build.grade().map(Enum::name).orElse(""), "grade"));
    }

    /** Leads to the build, which lists them, where there are any. */
    static Component criticals(Running one) {
        int count = one.build().findings().of(Severity.CRITICAL);
        if (count == 0) {
            return Html.span("none", "soft");
        }
        return Go.build(one.project().name(), one.build(), SeverityMark.counting(Severity.CRITICAL, count));
    }

    private static Component fixes(RunningRow row) {
        return row.fixes().total() == 0
                ? Html.span("none", "soft")
                : Html.div(
                        "stack",
                        Go.environments(
                                row.running().project(), Words.count(row.fixes().total(), "fix", "fixes")),
                        SeverityTally.compact(row.fixes()));
    }

    static Component since(Running one, Instant now) {
        return one.environment()
                .since()
                .map(at -> (Component) Moment.ago(at, now))
                .orElseGet(() -> Html.span(""));
    }

    private static Component card(RunningRow row, boolean withProject, Instant now) {
        Running one = row.running();
        Environment environment = one.environment();
        var head = Html.line(Go.environments(one.project(), environment.name()), Chips.gate(Optional.of(one.build())));
        markProduction(environment, head);
        var build = Html.line();
        if (withProject) {
            build.add(Go.project(one.project()));
        }
        build.add(
                Go.build(one.project().name(), one.build(), Html.span("build " + Go.name(one.build()))),
                since(one, now));
        var words = Html.div("stack", head, build, Html.line(Html.span("Criticals:", "soft"), criticals(one)));
        if (row.fixes().total() > 0) {
            words.add(Html.line(
                    Html.span(Words.count(row.fixes().total(), "fix", "fixes") + " not deployed:", "soft"),
                    SeverityTally.compact(row.fixes())));
        }
        var card = Html.div("card", ScoreRing.of(Optional.of(one.build())), words);
        card.addClassName("beside");
        return card;
    }
}
