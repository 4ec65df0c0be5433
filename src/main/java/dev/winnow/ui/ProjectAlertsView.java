package dev.winnow.ui;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.notification.Delivered;
import dev.winnow.notification.Delivery;
import dev.winnow.notification.Reach;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Html;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;

/** Where a project's alerts go, what arrived and what did not, and how much people get of it. */
@Route("projects/:project/alerts")
@PermitAll
class ProjectAlertsView extends Page implements BeforeEnterObserver {
    private final AlertPages pages;
    private final Readable readable;
    private String name = "";
    private Delivery.State state = Delivery.State.DEAD;

    ProjectAlertsView(AlertPages pages, Readable readable) {
        this.pages = pages;
        this.readable = readable;
    }

    static RouterLink link(String project, String text) {
        return new RouterLink(text, ProjectAlertsView.class, new RouteParameters(ProjectView.PROJECT, project));
    }

    @Override
    String title() {
        return "Alerts · " + name;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        name = event.getRouteParameters().get(ProjectView.PROJECT).orElse("");
        state = DeliveryPanel.state(event.getLocation());
        show();
    }

    private void show() {
        Project project = readable.project(name);
        if (!pages.caller().mayTriage(name)) {
            throw new NotFoundException(
                    "Alerts of project " + name + " are arranged by those who decide on its findings.");
        }
        removeAll();
        var channels = new ChannelPanel(pages, Optional.of(Reach.project(name)), this::show);
        var panel = Html.panel("Channels of this project", channels);
        panel.add(new Paragraph(new RouterLink("Channels of teams and of all projects", AlertsView.class)));
        add(
                Html.line(Go.project(project)),
                Html.div("heading", new H1("Alerts")),
                panel,
                Html.panel(
                        "Deliveries",
                        new DeliveryPanel(
                                pages, Optional.of(channels.channels()), state, () -> link(name, ""), this::show)),
                Html.panel(people(project), share(project)));
    }

    private static String people(Project project) {
        String team = project.team();
        return team == null ? "What people get" : "What team " + team + " gets";
    }

    private AlertShare share(Project project) {
        Delivered delivered = pages.delivered();
        String team = project.team();
        return new AlertShare(
                pages,
                delivered.today(project),
                (from, to) -> team == null
                        ? delivered.perDay(List.of(project.id()), from, to)
                        : delivered.perDay(team, from, to));
    }
}
