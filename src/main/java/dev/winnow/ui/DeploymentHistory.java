package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.winnow.deployment.Deployment;
import dev.winnow.project.Build;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deployments, the newest first. */
final class DeploymentHistory {
    /** What is told later than that after it happened is marked so. */
    private static final Duration LATE = Duration.ofHours(1);

    /**
     * A deployment with what it is about.
     *
     * @param build empty where from then on nothing ran there
     */
    record Row(Deployment deployment, Project project, Optional<Build> build, Optional<Build> replaced) {}

    private DeploymentHistory() {}

    /** @param withProject whether they are of several projects */
    static LazyGrid<Row> create(boolean withProject, Instant now) {
        var grid = new LazyGrid<Row>("Deployments", row -> card(row, withProject, now))
                .column("Environment", 2, DeploymentHistory::place);
        if (withProject) {
            grid.column("Project", 2, row -> Go.project(row.project()));
        }
        return grid.column("Build", 3, DeploymentHistory::build)
                .column(
                        "In place of",
                        2,
                        row -> row.replaced()
                                .map(build -> (Component) Go.build(row.project().name(), build))
                                .orElseGet(() -> Html.span("–", "soft")))
                .column("Recorded by", 2, row -> recorded(row, now))
                .numbers("When", "9rem", row -> Moment.ago(row.deployment().deployedAt(), now));
    }

    private static Component place(Row row) {
        var place = Html.line(Html.span(row.deployment().environment(), "strong"));
        if (row.deployment().production() && !row.deployment().environment().equals("production")) {
            place.add(Chips.plain("production"));
        }
        return place;
    }

    private static Component build(Row row) {
        if (row.build().isEmpty()) {
            return Chips.plain("emptied");
        }
        var line = Html.line(Go.build(row.project().name(), row.build().get()), Chips.gate(row.build()));
        if (row.deployment().rollback()) {
            line.add(rollback());
        }
        return line;
    }

    private static Component rollback() {
        var chip = Chips.notice("rollback");
        chip.setTitle("The build is older than the one it took the place of.");
        return chip;
    }

    private static Component recorded(Row row, Instant now) {
        var by = Html.line(Html.span(row.deployment().recordedBy(), "soft", "break"));
        if (Duration.between(row.deployment().deployedAt(), row.deployment().recordedAt())
                        .compareTo(LATE)
                > 0) {
            by.add(new Span(
                    Html.span("recorded ", "soft"), Moment.ago(row.deployment().recordedAt(), now)));
        }
        return by;
    }

    private static Component card(Row row, boolean withProject, Instant now) {
        var head = Html.line(place(row), Moment.ago(row.deployment().deployedAt(), now));
        if (withProject) {
            head.add(Go.project(row.project()));
        }
        var card = Html.div("card", head, build(row));
        row.replaced()
                .ifPresent(build -> card.add(Html.line(
                        Html.span("in place of", "soft"), Go.build(row.project().name(), build))));
        card.add(recorded(row, now));
        return card;
    }

    /** Puts what they are about beside deployments. */
    static List<Row> rows(
            List<Deployment> page, java.util.Map<Long, Project> projects, java.util.Map<Long, Build> builds) {
        return page.stream()
                .flatMap(one -> Optional.ofNullable(projects.get(one.projectId()))
                        .map(project -> new Row(
                                one,
                                project,
                                one.buildId().map(builds::get),
                                one.replacedId().map(builds::get)))
                        .stream())
                .toList();
    }
}
