package dev.winnow.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.winnow.access.Caller;
import dev.winnow.access.CurrentCaller;
import dev.winnow.problem.NotFound;
import dev.winnow.triage.vex.VexExport;
import dev.winnow.triage.vex.VexExport.Format;
import dev.winnow.ui.parts.Html;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Decisions as VEX documents, for those who may read them at the moment they click. */
@Component
class VexDownloads {
    private final VexExport export;
    private final CurrentCaller caller;

    VexDownloads(VexExport export, CurrentCaller caller) {
        this.export = export;
        this.caller = caller;
    }

    /** @param project empty for all projects that the caller may read */
    Section panel(Optional<String> project) {
        var undecided = new Checkbox("With those nobody has decided on, as under investigation");
        return Html.panel(
                "Take the decisions away",
                new Paragraph("What was decided on the vulnerabilities of "
                        + (project.isPresent() ? "the project" : "all projects you see")
                        + ", for customers and other tools: false"
                        + " positives as not affected, accepted risks and what is not fixed as affected."),
                undecided,
                Html.div(
                        "buttons",
                        link(project, Format.OPENVEX, "OpenVEX", undecided),
                        link(project, Format.CYCLONEDX, "CycloneDX", undecided)));
    }

    private Anchor link(Optional<String> project, Format format, String text, Checkbox undecided) {
        DownloadHandler handler = event -> send(event, project, format, text, undecided.getValue());
        var link = new Anchor(handler, text);
        link.addClassName("button");
        link.getElement().setAttribute("aria-label", "Download the decisions as " + text);
        return link;
    }

    private void send(DownloadEvent event, Optional<String> project, Format format, String name, boolean undecided)
            throws IOException {
        Optional<Caller> by = caller.find();
        if (by.isEmpty()) {
            event.getResponse().sendError(HttpStatusCode.FORBIDDEN.getCode(), "Forbidden");
            return;
        }
        VexExport.Written document;
        try {
            document = project.map(one -> export.of(by.get(), one, format, undecided))
                    .orElseGet(() -> export.ofAll(by.get(), format, undecided));
        } catch (NotFound e) {
            event.getResponse().sendError(HttpStatusCode.NOT_FOUND.getCode(), "Not found");
            return;
        }
        event.setFileName(project.orElse("all-projects") + "." + name.toLowerCase(java.util.Locale.ROOT) + ".json");
        event.setContentType("application/json");
        document.to(event.getOutputStream());
    }
}
