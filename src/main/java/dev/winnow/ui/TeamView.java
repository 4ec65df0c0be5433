package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Grants;
import dev.winnow.access.Scope;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.ui.parts.Html;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;

/** A team's projects, and who may do what in them; for those who administer the team. */
@Route("teams/:team")
@PermitAll
class TeamView extends Page implements BeforeEnterObserver {
    static final String TEAM = "team";

    private final Readable readable;
    private final Administrator administrator;
    private final Projects projects;
    private final Grants grants;
    private final Clock clock;
    private String title = "Team";

    TeamView(Readable readable, Administrator administrator, Projects projects, Grants grants, Clock clock) {
        this.readable = readable;
        this.administrator = administrator;
        this.projects = projects;
        this.grants = grants;
        this.clock = clock;
    }

    @Override
    String title() {
        return title;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String name = event.getRouteParameters().get(TEAM).orElse("");
        if (Scope.nameError(name).isPresent() || !readable.caller().mayAdminister(Scope.team(name))) {
            throw new NotFoundException("There is no such team for you.");
        }
        title = "Team " + name;
        removeAll();
        add(
                Html.div("heading", new H1(title), Html.div("room"), new RouterLink("Alerts", AlertsView.class)),
                owned(projects.findByTeamOrderByName(name)),
                Html.panel(
                        "Roles in the projects of this team",
                        new AccessPanel(grants, administrator, Scope.team(name), clock)));
    }

    private static Section owned(List<Project> projects) {
        if (projects.isEmpty()) {
            return Html.panel(
                    "Projects",
                    new Paragraph("None yet. A project comes to the team in its settings, or with the first report that"
                            + " a developer of the team uploads for it."));
        }
        Div links = new Div();
        links.addClassName("line");
        projects.forEach(project -> links.add(Go.project(project)));
        return Html.panel("Projects", links);
    }
}
