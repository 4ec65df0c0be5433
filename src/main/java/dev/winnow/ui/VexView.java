package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Project;
import dev.winnow.triage.vex.VexDocument;
import dev.winnow.triage.vex.VexIntake;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Visible;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.Optional;

/** A project's VEX documents: what became of each statement, a place for another one, and decisions to take away. */
@Route("projects/:project/vex/:document?")
@PermitAll
class VexView extends Page implements BeforeEnterObserver {
    private static final String DOCUMENT = "document";

    private final Readable readable;
    private final VexIntake intake;
    private final VexDownloads downloads;
    private final Clock clock;
    private final VexDrop drop;
    private String name = "";

    VexView(Readable readable, VexIntake intake, VexDownloads downloads, Clock clock) {
        this.readable = readable;
        this.intake = intake;
        this.downloads = downloads;
        this.clock = clock;
        drop = new VexDrop(this, readable);
    }

    static RouterLink link(String project, String text) {
        return new RouterLink(text, VexView.class, new RouteParameters(ProjectView.PROJECT, project));
    }

    private static RouteParameters at(String project, long document) {
        return new RouteParameters(
                new RouteParam(ProjectView.PROJECT, project), new RouteParam(DOCUMENT, Long.toString(document)));
    }

    @Override
    String title() {
        return "VEX · " + name;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        name = event.getRouteParameters().get(ProjectView.PROJECT).orElse("");
        Project project = readable.project(name);
        drop.clear();
        removeAll();
        add(Html.div(
                "heading",
                new H1("VEX of " + project.name()),
                Go.project(project, "Builds and guards"),
                new RouterLink("Of all projects", AllVexView.class)));
        event.getRouteParameters().get(DOCUMENT).ifPresent(id -> add(result(document(id))));
        boolean may = readable.caller().mayTriage(name);
        add(
                may
                        ? Html.div("halves", taking(), downloads.panel(Optional.of(name)))
                        : downloads.panel(Optional.of(name)));
        add(Html.panel("Documents", list(may)));
    }

    private VexDocument document(String id) {
        try {
            return intake.document(readable.caller(), name, Long.parseLong(id));
        } catch (NumberFormatException | NotFound none) {
            throw new NotFoundException("The project has no such VEX document.");
        }
    }

    private Section result(VexDocument document) {
        String of = name;
        return Html.panel(
                "What became of " + Visible.text(document.name()),
                VexDocuments.about(document, clock.instant()),
                VexResults.of(
                        intake.outcomes(readable.caller(), of, document.id()),
                        (after, limit) -> intake.results(readable.caller(), of, document.id(), after, limit)));
    }

    private Section taking() {
        Section panel = Html.panel(
                "Take a document in",
                new Paragraph("OpenVEX or CycloneDX, in JSON. A statement that a product is not affected, or that it is"
                        + " fixed, silences the findings it is about, now and in later scans. A later statement about the"
                        + " same takes its place, and a person's decision comes before it."));
        panel.add(drop.parts(this::take));
        return panel;
    }

    void take(byte[] bytes) {
        String of = name;
        drop.take(
                bytes,
                (caller, in) -> intake.take(caller, of, in),
                taken -> UI.getCurrent().navigate(VexView.class, at(of, taken.id())));
    }

    private Component list(boolean may) {
        String of = name;
        return VexDocuments.list(
                        (before, limit) -> intake.documents(readable.caller(), of, before, limit),
                        clock.instant(),
                        document -> new RouterLink(Visible.text(document.name()), VexView.class, at(of, document.id())))
                .orElseGet(() -> new EmptyState(
                        "No document yet",
                        may
                                ? "Suppliers publish them for their images and packages; another tool of yours may write them."
                                : "Someone of the project's security role can take one in."));
    }
}
