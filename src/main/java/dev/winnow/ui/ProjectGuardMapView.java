package dev.winnow.ui;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.guard.GuardMap;
import dev.winnow.guard.GuardMaps;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

/** The map of a project's guards, what is missing on it, and what each of them looks at. */
@Route("projects/:project/guards")
@PermitAll
class ProjectGuardMapView extends Page implements BeforeEnterObserver {
    private final GuardMaps maps;
    private final GuardStreams streams;
    private final Readable readable;
    private final Clock clock;
    private String name = "";

    ProjectGuardMapView(GuardMaps maps, GuardStreams streams, Readable readable, LiveUpdates live, Clock clock) {
        this.maps = maps;
        this.streams = streams;
        this.readable = readable;
        this.clock = clock;
        live.follow(this, scan -> scan.project().equals(name), this::show);
    }

    static RouterLink link(String project, String text) {
        return new RouterLink(text, ProjectGuardMapView.class, new RouteParameters(ProjectView.PROJECT, project));
    }

    @Override
    String title() {
        return "Guards · " + name;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        name = event.getRouteParameters().get(ProjectView.PROJECT).orElse("");
        show();
    }

    private void show() {
        Project project = readable.project(name);
        GuardMap map = maps.of(project);
        removeAll();
        add(
                Html.line(Go.project(project)),
                Html.div(
                        "heading",
                        new H1("Guards"),
                        Html.span(Words.count(map.guards().size(), "guard", "guards"), "soft"),
                        Html.div("room"),
                        ProjectPolicyView.link(name, "Policy")));
        var matrix = Html.panel("By category and stage", new GuardMatrix(name, map, clock.instant()));
        if (!map.guards().isEmpty()) {
            matrix.add(new Paragraph("Counted on the newest "
                    + Words.count(map.builds(), "build", "builds") + " of " + project.trackedBranch()
                    + ". How long a guard takes is the median from the commit to the end of its first complete scan."));
        }
        var gaps = GuardGaps.panel(name, map, readable.caller().mayUpload(name));
        if (map.guards().isEmpty()) {
            add(gaps, matrix);
        } else {
            add(matrix, gaps);
        }
        streams.panel(project, this::show).ifPresent(this::add);
    }
}
