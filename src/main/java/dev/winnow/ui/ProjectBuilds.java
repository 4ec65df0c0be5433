package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Command;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Keyset;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.ScoreRing;
import dev.winnow.ui.parts.Words;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;

/** A project's builds, newest first, of all branches or of the tracked one. */
class ProjectBuilds extends Div {
    private static final String BRANCH = "branch";
    private static final String TRACKED = "tracked";

    private final Builds builds;
    private final Clock clock;
    private final LazyGrid<Build> grid = grid();
    private String name = "";

    ProjectBuilds(Builds builds, Clock clock) {
        this.builds = builds;
        this.clock = clock;
        addClassName("panel");
    }

    /** Whether an address asks for builds of the tracked branch alone. */
    static boolean onlyTracked(QueryParameters asked) {
        return asked.getSingleParameter(BRANCH).filter(TRACKED::equals).isPresent();
    }

    void show(Project project, boolean onlyTracked) {
        name = project.name();
        removeAll();
        add(branches(project, onlyTracked));
        add(
                grid.show(new Keyset<Build>((last, limit) -> page(project, onlyTracked, last, limit))::page)
                        ? grid
                        : new EmptyState(
                                "No build yet",
                                "The first report that is imported makes one.",
                                new Command(FirstSteps.upload(name))));
    }

    private List<Build> page(Project project, boolean onlyTracked, @Nullable Build last, int limit) {
        Limit rows = Limit.of(limit);
        if (onlyTracked) {
            return last == null
                    ? builds.newestOnBranch(project.id(), project.trackedBranch(), rows)
                    : builds.olderOnBranch(project.id(), project.trackedBranch(), last.placedAt(), last.id(), rows);
        }
        return last == null
                ? builds.newest(project.id(), rows)
                : builds.olderThan(project.id(), last.placedAt(), last.id(), rows);
    }

    /** Which branches' builds are listed; links, so that each choice has an address. */
    private Nav branches(Project project, boolean onlyTracked) {
        var nav = new Nav();
        nav.addClassName("parts");
        nav.getElement().setAttribute("aria-label", "Builds by branch");
        nav.add(
                choice(project, "All builds", !onlyTracked, QueryParameters.empty()),
                choice(project, "On " + project.trackedBranch(), onlyTracked, QueryParameters.of(BRANCH, TRACKED)));
        return nav;
    }

    private static RouterLink choice(Project project, String text, boolean chosen, QueryParameters asked) {
        RouterLink link = Go.project(project);
        link.setText(text);
        link.setHighlightCondition(HighlightConditions.never());
        link.setQueryParameters(asked);
        if (chosen) {
            link.getElement().setAttribute("aria-current", "true");
        }
        return link;
    }

    private LazyGrid<Build> grid() {
        return new LazyGrid<Build>("Builds", this::card)
                .column("Build", 2, this::build)
                .column("Branch", 2, build -> Html.span(build.branch(), "clip"))
                .column("Change", "6rem", build -> Html.span(build.changeId().orElse(""), "clip"))
                .column("Score", "7rem", ProjectBuilds::score)
                .column("Gate", "7rem", build -> Chips.gate(Optional.of(build)))
                .column("Guards", "15rem", OverviewView::guards)
                .numbers("New", "5rem", build -> counted(build, BuildPart.NEW, build.newFindings(), ""))
                .numbers("Fixed", "5rem", build -> counted(build, BuildPart.FIXED, build.fixedFindings(), ""))
                .numbers("When", "8rem", build -> Moment.ago(build.placedAt(), clock.instant()));
    }

    /** The pipeline's number with the commit, where the two differ. */
    private Component build(Build build) {
        Span cell = Html.span("", "clip");
        cell.add(Go.build(name, build));
        if (!build.ciId().equals(build.commitSha())) {
            cell.add(Html.span(" " + Words.commit(build.commitSha()), "mono", "soft"));
        }
        cell.setTitle(build.commitSha());
        return cell;
    }

    private static Component score(Build build) {
        return Html.line(
                ScoreRing.of(Optional.of(build)).small(),
                Html.span(build.grade().map(Enum::name).orElse(""), "grade"));
    }

    /** Leads to what it counts, where there is any. */
    private Component counted(Build build, BuildPart part, int count, String what) {
        String text = Words.number(count) + what;
        return count == 0 ? Html.span(text, "soft") : Go.build(name, build, part, text);
    }

    private Component card(Build build) {
        var counts = Html.line(
                counted(build, BuildPart.NEW, build.newFindings(), " new"),
                counted(build, BuildPart.FIXED, build.fixedFindings(), " fixed"));
        var words = Html.div(
                "stack",
                Html.line(build(build), Chips.gate(Optional.of(build))),
                Html.line(Html.span(build.branch(), "soft", "break"), Moment.ago(build.placedAt(), clock.instant())),
                OverviewView.guards(build),
                counts);
        var card = Html.div("card", ScoreRing.of(Optional.of(build)), words);
        card.addClassName("beside");
        return card;
    }
}
