package dev.winnow.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.winnow.access.Caller;
import dev.winnow.access.CurrentCaller;
import dev.winnow.problem.NotFound;
import dev.winnow.triage.guard.Evidence;
import dev.winnow.triage.guard.EvidenceText;
import dev.winnow.triage.guard.GuardEvidence;
import dev.winnow.ui.parts.Command;
import dev.winnow.ui.parts.Html;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The evidence against a rule, to be copied or taken away as a file. */
@Component
class EvidencePanel {
    private final GuardEvidence evidence;
    private final CurrentCaller caller;

    EvidencePanel(GuardEvidence evidence, CurrentCaller caller) {
        this.evidence = evidence;
        this.caller = caller;
    }

    /** @throws NotFound where the guard has seen nothing of the rule that the caller may see */
    Section of(String guard, String rule, Optional<String> project) {
        Evidence found = evidence.of(caller.get(), guard, rule, project);
        var names = new Checkbox("With the names of projects and people");
        Div text = Html.div("evidence", command(found, false));
        names.addValueChangeListener(change -> {
            text.removeAll();
            text.add(command(found, change.getValue()));
        });
        DownloadHandler handler = event -> send(event, guard, rule, project, names.getValue());
        var download = new Anchor(handler, "Download");
        download.addClassName("button");
        download.getElement().setAttribute("aria-label", "Download the evidence as Markdown");
        return Html.panel(
                "Evidence on " + rule,
                new Paragraph(
                        "For an issue with those who make the guard: what it said, about what, and why that is false."
                                + " Read it before you send it: code and reasons are yours. Of secrets only the place is told."),
                names,
                text,
                Html.div("buttons", download));
    }

    private static Command command(Evidence found, boolean names) {
        return new Command("Evidence", EvidenceText.of(found, names));
    }

    /** For those who are signed in, and may read it, at the moment they click. */
    private void send(DownloadEvent event, String guard, String rule, Optional<String> project, boolean names)
            throws IOException {
        Optional<Caller> by = caller.find();
        if (by.isEmpty()) {
            event.getResponse().sendError(HttpStatusCode.FORBIDDEN.getCode(), "Forbidden");
            return;
        }
        Evidence found;
        try {
            found = evidence.of(by.get(), guard, rule, project);
        } catch (NotFound e) {
            event.getResponse().sendError(HttpStatusCode.NOT_FOUND.getCode(), "Not found");
            return;
        }
        event.setFileName(EvidenceText.fileName(found));
        event.setContentType("text/markdown;charset=utf-8");
        event.getOutputStream().write(EvidenceText.of(found, names).getBytes(StandardCharsets.UTF_8));
    }
}
