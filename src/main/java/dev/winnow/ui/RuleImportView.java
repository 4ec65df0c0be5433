package dev.winnow.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.streams.UploadEvent;
import dev.winnow.access.Caller;
import dev.winnow.triage.file.RuleDiff;
import dev.winnow.triage.file.RuleFiles;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Refusal;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.util.Optional;

/** Takes silence rules in from a YAML file, once the person has seen what that changes. */
@Route("silence-rules/import")
@PermitAll
class RuleImportView extends Page implements BeforeEnterObserver {
    /** Larger than any file that is read, and small enough to hold. */
    private static final int LARGEST = 2 << 20;

    /** Some hundred rules: compared before anybody notices. */
    private static final int SHORT = 64 << 10;

    private final RuleFiles files;
    private final Readable readable;
    private final Checkbox complete = new Checkbox("The file is complete: rules that it leaves out end");
    private final Div outcome = Html.div("stack");
    private final Div progress = Beside.place();
    private final Beside beside = new Beside(this, progress);
    private Optional<byte[]> file = Optional.empty();
    private String fileName = "";

    RuleImportView(RuleFiles files, Readable readable) {
        this.files = files;
        this.readable = readable;
        complete.addValueChangeListener(change -> compare());
        add(
                Html.div(
                        "heading", new H1("Import silence rules"), new RouterLink("All rules", SilenceRulesView.class)),
                Html.panel(
                        "The file",
                        new Paragraph(
                                "Rules in YAML, as Export writes them. A rule is known by its name. Nothing is changed"
                                        + " before you have seen what the file changes; then all of it is, or nothing."),
                        FileDrop.of("Choose a file…", "or drop a YAML file here", this::receive),
                        complete),
                outcome,
                progress);
    }

    @Override
    String title() {
        return "Import silence rules";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!RuleWords.mayMakeSome(readable.caller())) {
            throw new NotFoundException("Only the security role makes silence rules.");
        }
    }

    /** Runs on the thread of the request that brings the file, without the session's lock. */
    private void receive(UploadEvent event) throws IOException {
        byte[] bytes = event.getInputStream().readNBytes(LARGEST);
        String name = event.getFileName();
        event.getUI().access(() -> take(name, bytes));
    }

    void take(String name, byte[] bytes) {
        fileName = name;
        file = Optional.of(bytes);
        compare();
    }

    private void compare() {
        outcome.removeAll();
        file.ifPresent(this::compare);
    }

    private void compare(byte[] bytes) {
        Caller caller = readable.caller();
        boolean whole = complete.getValue();
        if (bytes.length <= SHORT) {
            Refusal.of(() -> show(files.compare(caller, bytes, whole), bytes)).ifPresent(this::refused);
            return;
        }
        complete.setEnabled(false);
        beside.look(
                "Comparing",
                () -> files.compare(caller, bytes, whole),
                diff -> {
                    complete.setEnabled(true);
                    show(diff, bytes);
                },
                why -> {
                    complete.setEnabled(true);
                    refused(why);
                });
    }

    private void refused(String why) {
        Span text = Html.span(why, "refusal", "break");
        text.getElement().setAttribute("role", "alert");
        outcome.add(Html.panel(fileName, text));
    }

    private void show(RuleDiff diff, byte[] bytes) {
        var panel = Html.panel("What " + fileName + " changes", RuleDiffs.summary(diff));
        if (!diff.isEmpty()) {
            var apply = new NativeButton("Apply " + Words.count(diff.changes(), "change", "changes"));
            apply.addClassNames("button", "primary");
            apply.addClickListener(click -> {
                apply.setEnabled(false);
                apply(bytes);
            });
            panel.add(RuleDiffs.table(diff), Html.div("buttons", apply));
        }
        outcome.add(panel);
    }

    private void apply(byte[] bytes) {
        Caller caller = readable.caller();
        boolean whole = complete.getValue();
        beside.run(
                "Applying the changes",
                () -> files.apply(caller, bytes, whole),
                diff -> {
                    Notification.show(
                            Words.count(diff.changes(), "change", "changes") + " applied",
                            5_000,
                            Notification.Position.BOTTOM_START);
                    UI.getCurrent().navigate(SilenceRulesView.class);
                },
                why -> {
                    outcome.removeAll();
                    refused(why);
                });
    }
}
