package dev.winnow.ui;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.ui.parts.Html;
import dev.winnow.wall.Displays;
import dev.winnow.wall.Walls;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

/** All display links, for administrators. */
@Route("displays")
@RolesAllowed("ADMIN")
class DisplaysView extends Page implements BeforeEnterObserver {
    private final Displays displays;
    private final Walls walls;
    private final Readable readable;
    private final Administrator administrator;
    private final Clock clock;

    DisplaysView(Displays displays, Walls walls, Readable readable, Administrator administrator, Clock clock) {
        this.displays = displays;
        this.walls = walls;
        this.readable = readable;
        this.administrator = administrator;
        this.clock = clock;
    }

    @Override
    String title() {
        return "Displays";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        administrator.requireToEnter();
        removeAll();
        add(
                Html.div(
                        "heading",
                        new H1("Displays"),
                        Html.div("room"),
                        new RouterLink("The wall of all projects", WallView.class)),
                Html.div("panel", new DisplayPanel(displays, walls, readable, null, clock)));
    }
}
