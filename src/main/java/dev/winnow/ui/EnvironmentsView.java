package dev.winnow.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.winnow.deployment.Environments;
import dev.winnow.deployment.Environments.Running;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Outcome;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Tile;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What runs where, of all projects: since when, how it stands, what is critical in production, and what was before. */
@Route("environments")
@PermitAll
class EnvironmentsView extends Page implements BeforeEnterObserver {
    static final String DAY = "day";

    private final Environments environments;
    private final DeploymentPages pages;
    private final FindingLists lists;
    private final Builds builds;
    private final Readable readable;
    private final Clock clock;
    private Optional<LocalDate> day = Optional.empty();

    EnvironmentsView(
            Environments environments,
            DeploymentPages pages,
            FindingLists lists,
            Builds builds,
            Readable readable,
            LiveUpdates live,
            Clock clock) {
        this.environments = environments;
        this.pages = pages;
        this.lists = lists;
        this.builds = builds;
        this.readable = readable;
        this.clock = clock;
        live.follow(this, scan -> true, this::show);
        live.followDeployments(this, recorded -> true, this::show);
    }

    @Override
    String title() {
        return "Environments";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        day = event.getLocation().getQueryParameters().getSingleParameter(DAY).flatMap(CriticalsPanel::day);
        show();
    }

    private void show() {
        removeAll();
        Instant now = clock.instant();
        List<Running> all = environments.all(readable.caller());
        var history = DeploymentHistory.create(true, now);
        boolean any = history.show(pages.history());
        add(Html.div("heading", new H1("Environments"), Html.span("what runs where, production first", "soft")));
        List<Project> projects = readable.projects();
        if (!any) {
            add(DeploymentHelp.first(
                    projects.isEmpty() ? "my-project" : projects.getFirst().name()));
            return;
        }
        List<Long> critical = pages.criticals(projects, now);
        add(tiles(all, critical.size()));
        add(Html.panel(
                "What runs now",
                all.isEmpty()
                        ? Html.div("none", Html.span("Nothing: every environment was emptied."))
                        : RunningGrid.create(environments, all, true, now)));
        add(new CriticalsPanel(
                day,
                day.isEmpty() ? critical : pages.criticals(projects, CriticalsPanel.instant(day, now)),
                true,
                lists,
                now,
                chosen -> getUI().ifPresent(ui -> ui.navigate(
                        EnvironmentsView.class,
                        chosen.map(date -> QueryParameters.of(DAY, date.toString()))
                                .orElseGet(QueryParameters::empty)))));
        add(Html.panel(
                "Deployments",
                history,
                DeploymentHelp.folded(
                        projects.isEmpty() ? "my-project" : projects.getFirst().name(), FirstSteps.PRODUCTION)));
    }

    private Div tiles(List<Running> all, int critical) {
        List<Running> production =
                all.stream().filter(one -> one.environment().production()).toList();
        Set<Long> newest = builds.newestOfEachProject().stream().map(Build::id).collect(Collectors.toSet());
        long failing = production.stream()
                .filter(one -> one.build().verdict().equals(Optional.of(Outcome.FAIL)))
                .count();
        long behind = production.stream()
                .filter(one -> !newest.contains(one.build().id()))
                .count();
        String of = "of " + Words.count(production.size(), "production environment", "production environments");
        var value = number(critical, "worse");
        var tiles = Html.div(
                "tiles",
                new Tile(
                        "Critical CVEs in production",
                        critical == 0 ? value : new Anchor("environments#criticals", value),
                        "distinct, not silenced"),
                new Tile("Failing the gate", number(failing, "worse"), of),
                new Tile("Not on the newest build", number(behind, "waiting"), of),
                new Tile(
                        "Environments",
                        number(all.size(), "waiting"),
                        "of "
                                + Words.count(
                                        all.stream()
                                                .map(one -> one.project().id())
                                                .distinct()
                                                .count(),
                                        "project",
                                        "projects")));
        tiles.getElement().setAttribute("role", "group");
        tiles.getElement().setAttribute("aria-label", "All environments");
        return tiles;
    }

    private static Span number(long count, String tone) {
        return Html.span(Words.number(count), count > 0 ? tone : "soft");
    }
}
