package dev.winnow.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.winnow.access.Caller;
import dev.winnow.access.CurrentCaller;
import dev.winnow.access.Users;
import dev.winnow.metrics.MetricsSettings;
import dev.winnow.project.TeamNames;
import dev.winnow.wall.Board;
import dev.winnow.wall.WallScope;
import dev.winnow.wall.Walls;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The wall for someone who signed in: of the projects or the team in the address, else of all that they may read. */
@Route(value = "wall", autoLayout = false)
@PermitAll
@JavaScript("context://scripts/wall.js")
class WallView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PROJECT = "project";
    static final String TEAM = "team";

    private final CurrentCaller current;
    private final Users users;
    private final TeamNames teams;
    private final Walls walls;
    private final WallBoard board;
    private @Nullable WallScope scope;
    private Walls.@Nullable Watch watch;

    WallView(CurrentCaller current, Users users, TeamNames teams, Walls walls, MetricsSettings settings) {
        this.current = current;
        this.users = users;
        this.teams = teams;
        this.walls = walls;
        this.board = new WallBoard(settings.zone());
        add(board);
    }

    @Override
    public String getPageTitle() {
        return "Wall · Winnow";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Caller caller = current.get();
        if (caller.passwordGiven()) {
            event.forwardTo(AccountView.class);
            return;
        }
        WallTheme.apply(event.getLocation(), this);
        scope = scope(caller, event.getLocation().getQueryParameters());
        stop();
        if (isAttached()) {
            start();
        }
    }

    private WallScope scope(Caller caller, QueryParameters parameters) {
        Optional<String> team = parameters.getSingleParameter(TEAM);
        if (team.isPresent()) {
            if (!teams.isVisibleTo(caller, team.get())) {
                throw new NotFoundException("There is no such team for you.");
            }
            return new WallScope.OfTeam(team.get());
        }
        List<String> names = parameters.getParameters(PROJECT);
        if (!names.isEmpty()) {
            if (!names.stream().allMatch(caller::mayRead)) {
                throw new NotFoundException("There is no such project for you.");
            }
            return new WallScope.OfProjects(new TreeSet<>(names));
        }
        return caller.visibleProjects()
                .<WallScope>map(visible -> new WallScope.OfProjects(new TreeSet<>(visible)))
                .orElseGet(WallScope.Everything::new);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        start();
    }

    private void start() {
        WallScope shown = scope;
        if (shown != null && watch == null) {
            watch = walls.watch(
                    shown,
                    Optional.empty(),
                    new WallScreen(
                            getUI().orElseThrow(),
                            this::show,
                            () -> getUI().ifPresent(ui -> ui.getPage().reload())));
        }
    }

    private void show(Board shown) {
        Optional<Caller> held = current.find();
        if (held.isPresent() && held.flatMap(users::refreshed).equals(held)) {
            var back = new Anchor("", "Overview");
            // A new page, so that it is in the colours of the application.
            back.setRouterIgnore(true);
            back.addClassName("wall-back");
            board.show(shown, back);
        } else {
            // Disabled, or other rights since: a request of the browser's own ends or mends the session.
            getUI().ifPresent(ui -> ui.getPage().reload());
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        stop();
    }

    private void stop() {
        Walls.Watch known = watch;
        if (known != null) {
            known.stop();
            watch = null;
        }
    }
}
