package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.finding.BuildContents;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.ScanContent;
import dev.winnow.policy.Policies;
import dev.winnow.policy.Risks;
import dev.winnow.policy.Score;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.ScoreRing;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/** Two builds of a project side by side: what only one of them has, what both have, and what the difference costs. */
@Route("projects/:project/builds/:build([0-9]{1,18})/compare/:base([0-9]{1,18})")
@PermitAll
class CompareView extends Page implements BeforeEnterObserver {
    static final String BASE = "base";
    static final String PART = "show";

    private final Readable readable;
    private final BuildContents contents;
    private final Risks risks;
    private final Policies policies;
    private final FindingLists lists;
    private final BuildChoice.Source choices;
    private final Clock clock;
    private ComparePart part = ComparePart.ADDED;
    private String projectName = "";
    private long buildId;
    private long baseId;
    private String title = "Compare builds";

    CompareView(
            Readable readable,
            BuildContents contents,
            Risks risks,
            Policies policies,
            FindingLists lists,
            Builds builds,
            LiveUpdates live,
            Clock clock) {
        this.readable = readable;
        this.contents = contents;
        this.risks = risks;
        this.policies = policies;
        this.lists = lists;
        this.choices = new BuildChoice.Source(builds);
        this.clock = clock;
        live.follow(this, scan -> scan.buildId() == buildId || scan.buildId() == baseId, this::show);
    }

    @Override
    String title() {
        return title;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var route = event.getRouteParameters();
        projectName = route.get(ProjectView.PROJECT).orElse("");
        buildId = route.getLong(BuildView.BUILD).orElse(0L);
        baseId = route.getLong(BASE).orElse(0L);
        part = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(PART)
                .flatMap(ComparePart::ofWord)
                .orElse(ComparePart.ADDED);
        show();
    }

    private void show() {
        Project project = readable.project(projectName);
        Build build = readable.build(project, buildId);
        Build base = readable.build(project, baseId);
        var now = contents.of(build);
        var then = contents.of(base);
        show(new Comparison(
                project,
                build,
                base,
                now,
                then,
                risks.seenByGuard(now).keySet(),
                risks.seenByGuard(then).keySet(),
                policies.of(project, build).policy().weights()));
    }

    private void show(Comparison both) {
        Project project = both.project();
        title = "Build " + Go.name(both.build()) + " and " + Go.name(both.base()) + " · " + project.name();
        removeAll();
        var heading = Html.div(
                "stack",
                Html.line(Go.project(project)),
                new H1("Build " + Go.name(both.build()) + " compared with " + Go.name(both.base())));
        var ways = Html.line(
                BuildChoice.create(project, both.build(), choices),
                Go.compare(project.name(), both.base(), both.build(), "Swap the two"));
        ways.addClassName("ways");
        add(heading, ways, sides(both), findings(both));
    }

    private Component sides(Comparison both) {
        var sides = Html.div("sides", side(both.project(), both.base()), side(both.project(), both.build()));
        var panel = new Section(sides, sum(both));
        panel.addClassName("panel");
        panel.getElement().setAttribute("aria-label", "Summary");
        missing(both).ifPresent(panel::add);
        return panel;
    }

    private Component side(Project project, Build build) {
        var origin = Html.line(
                Html.span(build.branch(), "break"),
                Html.span(Words.commit(build.commitSha()), "mono"),
                Moment.ago(build.placedAt(), clock.instant()));
        origin.addClassName("soft");
        return Html.div(
                "side",
                ScoreRing.of(Optional.of(build)),
                Html.div(
                        "stack",
                        Html.line(
                                Go.build(project.name(), build.id(), "Build " + Go.name(build)),
                                Html.span(build.grade().map(Enum::name).orElse(""), "grade"),
                                Chips.gate(Optional.of(build))),
                        origin));
    }

    private static Component sum(Comparison both) {
        var line = Html.line(
                new Span(Words.count(both.base().risk().orElse(0L), "risk point", "risk points")),
                Points.signed(both.pointsAdded(), "only in " + Go.name(both.build())),
                Points.signed(-both.pointsGone(), "only in " + Go.name(both.base())));
        if (both.pointsChanged() != 0) {
            line.add(Points.signed(both.pointsChanged(), "in both, at another severity or silenced"));
        }
        line.add(Html.span("= " + Words.number(both.build().risk().orElse(0L)), "strong"));
        line.addClassName("sum");
        return line;
    }

    private static Optional<Component> missing(Comparison both) {
        if (both.guardsOnlyNow().isEmpty() && both.guardsOnlyThen().isEmpty()) {
            return Optional.empty();
        }
        var words = new StringBuilder();
        if (!both.guardsOnlyThen().isEmpty()) {
            words.append(String.join(", ", both.guardsOnlyThen()))
                    .append(" did not run for ")
                    .append(Go.name(both.build()))
                    .append(both.guardsOnlyThen().size() == 1 ? ": what only it" : ": what only they")
                    .append(" found there was not looked for, which is not the same as fixed. ");
        }
        if (!both.guardsOnlyNow().isEmpty()) {
            words.append(String.join(", ", both.guardsOnlyNow()))
                    .append(" did not run for ")
                    .append(Go.name(both.base()))
                    .append(both.guardsOnlyNow().size() == 1 ? ": what only it" : ": what only they")
                    .append(" found may have been there before.");
        }
        return Optional.of(Html.span(words.toString().strip(), "notice", "break"));
    }

    private Component findings(Comparison both) {
        var panel = new Div(parts(both));
        panel.addClassName("panel");
        RoaringBitmap set = both.of(part);
        if (set.isEmpty()) {
            panel.add(Html.div(
                    "none",
                    Html.span("No finding is "
                            + part.title(Go.name(both.build()), Go.name(both.base()))
                                    .toLowerCase(java.util.Locale.ROOT) + ".")));
            return panel;
        }
        ScanContent severities = both.severities(part);
        LazyGrid<FindingRow> grid = FindingGrid.create(
                part.title(Go.name(both.build()), Go.name(both.base())),
                false,
                row -> Score.cost(
                        both.weights(),
                        severities,
                        FindingId.number(row.finding().id())));
        grid.show(lists.ofSet(both.project().id(), set, severities));
        panel.add(grid);
        return panel;
    }

    private Nav parts(Comparison both) {
        var nav = new Nav();
        nav.addClassName("parts");
        nav.getElement().setAttribute("aria-label", "Findings of the two builds");
        for (ComparePart one : ComparePart.values()) {
            RouterLink link = Go.compare(both.project().name(), both.build(), both.base(), one);
            link.add(
                    Html.span(one.title(Go.name(both.build()), Go.name(both.base()))),
                    Html.span(Words.number(both.of(one).getCardinality()), "count"));
            link.setHighlightCondition(HighlightConditions.never());
            if (one == part) {
                link.getElement().setAttribute("aria-current", "true");
            }
            nav.add(link);
        }
        return nav;
    }
}
