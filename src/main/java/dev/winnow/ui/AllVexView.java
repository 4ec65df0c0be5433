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
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Caller;
import dev.winnow.problem.NotFound;
import dev.winnow.triage.vex.VexDocument;
import dev.winnow.triage.vex.VexEverywhere;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Visible;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.Optional;

/** VEX documents for all projects at once: what became of each statement in each project, and decisions to take away. */
@Route("vex/:document?")
@PermitAll
class AllVexView extends Page implements BeforeEnterObserver {
    private static final String DOCUMENT = "document";

    private final Readable readable;
    private final VexEverywhere vex;
    private final VexDownloads downloads;
    private final Clock clock;
    private final VexDrop drop;

    AllVexView(Readable readable, VexEverywhere vex, VexDownloads downloads, Clock clock) {
        this.readable = readable;
        this.vex = vex;
        this.downloads = downloads;
        this.clock = clock;
        drop = new VexDrop(this, readable);
    }

    private static RouteParameters at(long document) {
        return new RouteParameters(DOCUMENT, Long.toString(document));
    }

    @Override
    String title() {
        return "VEX";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Caller caller = readable.caller();
        drop.clear();
        removeAll();
        add(Html.div("heading", new H1("VEX of all projects")));
        event.getRouteParameters().get(DOCUMENT).ifPresent(id -> add(result(document(id))));
        Section away = downloads.panel(Optional.empty());
        boolean may = mayTake(caller);
        add(may ? Html.div("halves", taking(caller), away) : away);
        add(Html.panel("Documents for all projects", list(may)));
    }

    private boolean mayTake(Caller caller) {
        return caller.mayTriageEverywhere()
                || readable.projects().stream().anyMatch(project -> caller.mayTriage(project.name()));
    }

    private VexDocument document(String id) {
        try {
            return vex.document(readable.caller(), Long.parseLong(id));
        } catch (NumberFormatException | NotFound none) {
            throw new NotFoundException("There is no such VEX document.");
        }
    }

    private Section result(VexDocument document) {
        return Html.panel(
                "What became of " + Visible.text(document.name()),
                VexDocuments.about(document, clock.instant()),
                VexResults.ofAll(
                        vex.outcomes(readable.caller(), document.id()),
                        (after, limit) -> vex.results(readable.caller(), document.id(), after, limit)));
    }

    private Section taking(Caller caller) {
        Section panel = Html.panel(
                "Take a document in for all projects",
                new Paragraph(
                        "OpenVEX or CycloneDX, in JSON. "
                                + (caller.mayTriageEverywhere()
                                        ? "What it says of a package holds in every project, also in those that come later. What it"
                                                + " says of a product holds in the project that is it or has it as a target."
                                        : "It holds in the projects you are of the security role in.")
                                + " A later statement about the same takes its place, and a person's decision comes before it."));
        panel.add(drop.parts(this::take));
        return panel;
    }

    void take(byte[] bytes) {
        drop.take(bytes, vex::take, taken -> UI.getCurrent().navigate(AllVexView.class, at(taken.id())));
    }

    private Component list(boolean may) {
        return VexDocuments.list(
                        (before, limit) -> vex.documents(readable.caller(), before, limit),
                        clock.instant(),
                        document -> new RouterLink(Visible.text(document.name()), AllVexView.class, at(document.id())))
                .orElseGet(
                        () -> new EmptyState(
                                "No document yet",
                                may
                                        ? "Suppliers publish them for their packages: taken in here, one speaks for every project."
                                        : "Someone of the security role can take one in. Each project has its own page for VEX, too."));
    }
}
