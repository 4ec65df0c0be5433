package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Caller;
import dev.winnow.access.Colleagues;
import dev.winnow.access.Grants;
import dev.winnow.access.Scope;
import dev.winnow.champion.Calendars;
import dev.winnow.champion.Rotas;
import dev.winnow.metrics.MetricsSettings;
import dev.winnow.metrics.TeamStanding;
import dev.winnow.metrics.TeamStandings;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.project.TeamNames;
import dev.winnow.ui.parts.Html;
import dev.winnow.wall.Displays;
import dev.winnow.wall.WallScope;
import dev.winnow.wall.Walls;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;

/**
 * A team: whether its alerts can be carried, who is security champion, how old what is open is, and its projects. Who
 * administers it also says here who may do what, and puts up its wall.
 */
@Route("teams/:team")
@PermitAll
class TeamView extends Page implements BeforeEnterObserver {
    static final String TEAM = "team";

    private final Readable readable;
    private final Administrator administrator;
    private final TeamNames teams;
    private final TeamStandings standings;
    private final Rotas rotas;
    private final Calendars calendars;
    private final Colleagues colleagues;
    private final Displays displays;
    private final Walls walls;
    private final Projects projects;
    private final Grants grants;
    private final MetricsSettings settings;
    private final Clock clock;
    private final Div load = new Div();
    private final Div ages = new Div();
    private String team = "";
    private String title = "Team";

    TeamView(
            Readable readable,
            Administrator administrator,
            TeamNames teams,
            TeamStandings standings,
            Rotas rotas,
            Calendars calendars,
            Colleagues colleagues,
            Displays displays,
            Walls walls,
            Projects projects,
            Grants grants,
            MetricsSettings settings,
            LiveUpdates live,
            Clock clock) {
        this.readable = readable;
        this.administrator = administrator;
        this.teams = teams;
        this.standings = standings;
        this.rotas = rotas;
        this.calendars = calendars;
        this.colleagues = colleagues;
        this.displays = displays;
        this.walls = walls;
        this.projects = projects;
        this.grants = grants;
        this.settings = settings;
        this.clock = clock;
        live.follow(
                this,
                scan -> projects.findByName(scan.project())
                        .filter(project -> team.equals(project.team()))
                        .isPresent(),
                this::showNumbers);
    }

    @Override
    String title() {
        return title;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Caller caller = readable.caller();
        String given = event.getRouteParameters().get(TEAM).orElse("");
        // Links write a space as a plus sign.
        String spaced = given.replace('+', ' ').replace("%20", " ");
        String name = teams.isVisibleTo(caller, given) || !teams.isVisibleTo(caller, spaced) ? given : spaced;
        boolean administers = Scope.nameError(name).isEmpty() && caller.mayAdminister(Scope.team(name));
        if (!administers && !teams.isVisibleTo(caller, name)) {
            throw new NotFoundException("There is no such team for you.");
        }
        team = name;
        title = "Team " + name;
        removeAll();
        var heading = Html.div("heading", new H1(title), Html.div("room"));
        boolean isThere = teams.isVisibleTo(caller, name);
        if (isThere) {
            heading.add(wall(name));
        }
        if (administers) {
            heading.add(new RouterLink("Alerts", AlertsView.class));
        }
        showNumbers();
        add(
                heading,
                load,
                Html.panel(
                        "Security champions", new ChampionPanel(name, rotas, calendars, colleagues, readable, clock)),
                ages,
                owned(projects.findByTeamOrderByName(name)));
        if (administers) {
            add(Html.panel(
                    "Roles in the projects of this team",
                    new AccessPanel(grants, administrator, Scope.team(name), clock)));
        }
        if (administers && isThere) {
            add(Html.panel(
                    "Wall displays", new DisplayPanel(displays, walls, readable, new WallScope.OfTeam(name), clock)));
        }
    }

    /** What an import may change. */
    private void showNumbers() {
        TeamStanding standing = standings.of(team);
        load.removeAll();
        load.add(new TeamLoadPanel(standing.load(), settings.zone()));
        ages.removeAll();
        ages.add(Html.panel(
                "Open findings by age",
                standing.ages().total() == 0
                        ? new Paragraph("Nothing is open that counts.")
                        : TeamFindings.table(standing)));
    }

    private static RouterLink wall(String name) {
        var link = new RouterLink("Wall", WallView.class);
        link.setQueryParameters(QueryParameters.of(WallView.TEAM, name));
        return link;
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
