package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.streams.UploadEvent;
import dev.winnow.access.Caller;
import dev.winnow.triage.vex.VexDocument;
import dev.winnow.triage.vex.VexEverywhere;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Visible;
import jakarta.annotation.security.PermitAll;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** VEX documents for all projects at once: what became of each statement in each project, and decisions to take away. */
@Route("vex/:document?")
@PermitAll
class AllVexView extends Page implements BeforeEnterObserver {
    private static final String DOCUMENT = "document";

    /** Larger than any document that is read. */
    private static final int LARGEST = 21 << 20;

    private final Readable readable;
    private final VexEverywhere vex;
    private final VexDownloads downloads;
    private final Clock clock;
    private final Div refusal = Html.div("refusal");
    private final Div progress = Beside.place();
    private final Beside beside = new Beside(this, progress);

    AllVexView(Readable readable, VexEverywhere vex, VexDownloads downloads, Clock clock) {
        this.readable = readable;
        this.vex = vex;
        this.downloads = downloads;
        this.clock = clock;
        refusal.getElement().setAttribute("role", "alert");
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
        List<VexDocument> documents = vex.documents(caller);
        refusal.setText("");
        removeAll();
        add(Html.div("heading", new H1("VEX of all projects")));
        event.getRouteParameters()
                .get(DOCUMENT)
                .ifPresent(id -> add(result(documents.stream()
                        .filter(one -> Long.toString(one.id()).equals(id))
                        .findFirst()
                        .orElseThrow(() -> new NotFoundException("There is no such VEX document.")))));
        Section away = downloads.panel(Optional.empty());
        boolean may = mayTake(caller);
        add(may ? Html.div("halves", taking(caller), away) : away);
        add(Html.panel("Documents for all projects", list(documents, may)));
    }

    private boolean mayTake(Caller caller) {
        return caller.mayTriageEverywhere()
                || readable.projects().stream().anyMatch(project -> caller.mayTriage(project.name()));
    }

    private Section result(VexDocument document) {
        return Html.panel(
                "What became of " + Visible.text(document.name()),
                VexDocuments.about(document, clock.instant()),
                VexResults.ofAll(vex.results(readable.caller(), document.id())));
    }

    private Section taking(Caller caller) {
        return Html.panel(
                "Take a document in for all projects",
                new Paragraph(
                        "OpenVEX or CycloneDX, in JSON. "
                                + (caller.mayTriageEverywhere()
                                        ? "What it says of a package holds in every project, also in those that come later. What it"
                                                + " says of a product holds in the project that is it or has it as a target."
                                        : "It holds in the projects you are of the security role in.")
                                + " A later statement about the same takes its place, and a person's decision comes before it."),
                FileDrop.of("Choose a document…", "or drop it here", this::receive),
                progress,
                refusal);
    }

    /** Runs on the thread of the request that brings the file, without the session's lock. */
    private void receive(UploadEvent event) throws IOException {
        byte[] bytes = event.getInputStream().readNBytes(LARGEST);
        UI ui = event.getUI();
        ui.access(() -> take(bytes));
    }

    void take(byte[] bytes) {
        refusal.setText("");
        Caller caller = readable.caller();
        beside.run(
                "Taking the document in",
                () -> {
                    try {
                        return vex.take(caller, new ByteArrayInputStream(bytes));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                taken -> UI.getCurrent().navigate(AllVexView.class, at(taken.id())),
                why -> refusal.setText(Visible.text(why)));
    }

    private Component list(List<VexDocument> documents, boolean may) {
        return documents.isEmpty()
                ? new EmptyState(
                        "No document yet",
                        may
                                ? "Suppliers publish them for their packages: taken in here, one speaks for every project."
                                : "Someone of the security role can take one in. Each project has its own page for VEX, too.")
                : VexDocuments.table(
                        documents,
                        clock.instant(),
                        document -> new RouterLink(Visible.text(document.name()), AllVexView.class, at(document.id())));
    }
}
