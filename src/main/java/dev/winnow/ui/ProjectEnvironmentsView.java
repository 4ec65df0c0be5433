package dev.winnow.ui;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.winnow.deployment.Environments;
import dev.winnow.deployment.Environments.Running;
import dev.winnow.finding.Findings;
import dev.winnow.policy.Verdicts;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.runtime.Alerts;
import dev.winnow.ui.parts.Html;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;

/** What runs in a project's environments, why it stands as it does, which fixes wait, and what was before. */
@Route("projects/:project/environments")
@PermitAll
class ProjectEnvironmentsView extends Page implements BeforeEnterObserver {
    private static final int LATEST_ALERTS = 10;

    private final Environments environments;
    private final DeploymentPages pages;
    private final FindingLists lists;
    private final Findings findings;
    private final Verdicts verdicts;
    private final Builds builds;
    private final Alerts alerts;
    private final Readable readable;
    private final Clock clock;
    private String name = "";
    private Optional<LocalDate> day = Optional.empty();

    ProjectEnvironmentsView(
            Environments environments,
            DeploymentPages pages,
            FindingLists lists,
            Findings findings,
            Verdicts verdicts,
            Builds builds,
            Alerts alerts,
            Readable readable,
            LiveUpdates live,
            Clock clock) {
        this.environments = environments;
        this.pages = pages;
        this.lists = lists;
        this.findings = findings;
        this.verdicts = verdicts;
        this.builds = builds;
        this.alerts = alerts;
        this.readable = readable;
        this.clock = clock;
        live.follow(this, scan -> scan.project().equals(name), this::show);
        live.followDeployments(this, recorded -> recorded.project().equals(name), this::show);
    }

    @Override
    String title() {
        return "Environments · " + name;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        name = event.getRouteParameters().get(ProjectView.PROJECT).orElse("");
        day = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(EnvironmentsView.DAY)
                .flatMap(CriticalsPanel::day);
        show();
    }

    private void show() {
        Project project = readable.project(name);
        removeAll();
        Instant now = clock.instant();
        add(Html.line(Go.project(project)), Html.div("heading", new H1("Environments")));
        var history = DeploymentHistory.create(false, now);
        if (!history.show(pages.history(project))) {
            add(DeploymentHelp.first(name));
            return;
        }
        List<Running> all = environments.of(readable.caller(), name);
        var newest = builds.newestOnBranch(project.id(), project.trackedBranch(), Limit.of(1)).stream()
                .findFirst();
        if (!all.isEmpty()) {
            var panels = Html.div("halves");
            all.forEach(one -> panels.add(new EnvironmentPanel(
                    one, verdicts.of(one.build()), environments.waitingFor(one), newest, findings, now)));
            add(panels);
        }
        add(new CriticalsPanel(
                day,
                pages.criticals(List.of(project), CriticalsPanel.instant(day, now)),
                false,
                lists,
                now,
                chosen -> getUI().ifPresent(ui -> ui.navigate(
                        ProjectEnvironmentsView.class,
                        new RouteParameters(ProjectView.PROJECT, name),
                        chosen.map(date -> QueryParameters.of(EnvironmentsView.DAY, date.toString()))
                                .orElseGet(QueryParameters::empty)))));
        String first =
                all.stream().map(one -> one.environment().name()).findFirst().orElse(FirstSteps.PRODUCTION);
        add(RecentAlerts.create(
                project, first, alerts.page(readable.caller(), name, null, LATEST_ALERTS), findings, builds, now));
        add(Html.panel("Deployments", history, DeploymentHelp.folded(name, first)));
    }
}
