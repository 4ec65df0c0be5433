package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.winnow.access.Colleague;
import dev.winnow.discussion.Assignees;
import dev.winnow.discussion.MarkChange;
import dev.winnow.discussion.Marked;
import dev.winnow.discussion.Marks;
import dev.winnow.discussion.Written;
import dev.winnow.finding.Finding;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who sees to a finding, and its labels; to be changed by those who may. It stays where it is while others change it. */
final class MarksPart extends Section {
    private static final int SUGGESTIONS = 50;

    private final Marks marks;
    private final Assignees people;
    private final Readable readable;
    private final Finding finding;
    private final boolean mayChange;
    private final UnorderedList labels = new UnorderedList();
    private final Span person = Html.line();
    private final ComboBox<Colleague> assignee;
    private final NativeButton toMe = new NativeButton("Assign to me", click -> assign(me()));
    private final ComboBox<String> added = new ComboBox<>("Add a label");
    private Marked shown = Marked.NOTHING;
    private boolean drawn;

    /** @param more what else leads on from here */
    MarksPart(Marks marks, Assignees people, Readable readable, Finding finding, Component... more) {
        this.marks = marks;
        this.people = people;
        this.readable = readable;
        this.finding = finding;
        mayChange = readable.caller().mayPropose(finding.projectName());
        assignee = AssigneeBox.of("Assignee", people, readable::caller, finding.projectId());
        addClassNames("panel", "marks");
        getElement().setAttribute("aria-label", "Assignee and labels");
        labels.addClassName("labels");
        labels.getElement().setAttribute("aria-label", "Labels");
        toMe.addClassName("quiet");
        add(new H2("Assignee and labels"));
        if (mayChange) {
            assignee.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    Colleague chosen = change.getValue();
                    assign(chosen == null ? null : chosen.login());
                }
            });
            added.setAllowCustomValue(true);
            added.setPlaceholder("sprint-12, wait-for-vendor …");
            added.addCustomValueSetListener(set -> label(set.getDetail()));
            added.addValueChangeListener(change -> {
                if (change.isFromClient() && change.getValue() != null) {
                    label(change.getValue());
                }
            });
            add(Html.div("fields", assignee, toMe), person, labels, added);
        } else {
            add(person, labels);
        }
        if (more.length > 0) {
            add(Html.div("buttons", more));
        }
        refresh();
    }

    private String me() {
        return readable.caller().login();
    }

    /** Shows what stands on the finding now. */
    void refresh() {
        if (!readable.caller().mayRead(finding.projectName())) {
            getUI().ifPresent(ui -> ui.getPage().reload());
            return;
        }
        Marked now = marks.on(finding.id());
        if (drawn && now.equals(shown)) {
            return;
        }
        drawn = true;
        shown = now;
        showPerson();
        showLabels();
    }

    private void showPerson() {
        person.removeAll();
        shown.assignee().ifPresentOrElse(this::showPerson, () -> {
            if (!mayChange) {
                person.add(Html.span("Nobody sees to it.", "soft"));
            }
        });
        assignee.setValue(shown.assignee().map(people::named).orElse(null));
        toMe.setVisible(!shown.assignee().equals(Optional.of(me())));
    }

    private void showPerson(String login) {
        if (!mayChange) {
            person.add(Html.span("Assigned to", "soft"), Html.span(login, "strong"));
        }
        people.warning(login, finding.projectName()).ifPresent(why -> person.add(Chips.notice(login + ": " + why)));
    }

    private void showLabels() {
        labels.removeAll();
        shown.labels().forEach(label -> {
            var item = new ListItem(Labels.link(label));
            if (mayChange) {
                var remove = new NativeButton("", click -> {
                    change(MarkChange.labels(List.of(), List.of(label)));
                    added.focus();
                });
                remove.add(Html.sign("×"), Html.heard("Remove label " + label));
                remove.addClassName("remove");
                item.add(remove);
            }
            labels.add(item);
        });
        labels.setVisible(!shown.labels().isEmpty());
        added.setValue(null);
        if (mayChange) {
            var has = Set.copyOf(shown.labels());
            added.setItems(marks.suggestions(readable.caller(), List.of(finding.projectId()), "", SUGGESTIONS).stream()
                    .filter(label -> !has.contains(label))
                    .toList());
        }
    }

    private void assign(@Nullable String login) {
        change(MarkChange.assign(login));
    }

    private void label(String label) {
        if (Form.accepts(added, Written.labelError(Objects.requireNonNullElse(label, "")))) {
            change(MarkChange.labels(List.of(label), List.of()));
            added.setValue(null);
        }
    }

    private void change(MarkChange change) {
        Refusal.shown(() -> marks.change(readable.caller(), finding.id(), change));
        drawn = false;
        refresh();
    }
}
