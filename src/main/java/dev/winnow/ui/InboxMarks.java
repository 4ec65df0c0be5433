package dev.winnow.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.notification.Notification;
import dev.winnow.access.Colleague;
import dev.winnow.discussion.Assignees;
import dev.winnow.discussion.MarkChange;
import dev.winnow.discussion.Marks;
import dev.winnow.discussion.Written;
import dev.winnow.finding.FindingId;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.FormDialog;
import dev.winnow.ui.parts.Refusal;
import dev.winnow.ui.parts.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Assigns and labels what is chosen in the inbox: one finding, some, or all that the query finds. */
final class InboxMarks {
    private static final int SUGGESTIONS = 100;
    private static final int NOTICE_MILLIS = 4_000;

    private final Readable readable;
    private final Marks marks;
    private final Assignees people;
    private final Runnable changed;

    /** @param changed called when something is not as it was */
    InboxMarks(Readable readable, Marks marks, Assignees people, Runnable changed) {
        this.readable = readable;
        this.marks = marks;
        this.people = people;
        this.changed = changed;
    }

    private static int count(Map<Long, RoaringBitmap> findings) {
        return findings.values().stream()
                .mapToInt(RoaringBitmap::getCardinality)
                .sum();
    }

    private static String about(Map<Long, RoaringBitmap> findings) {
        int count = count(findings);
        return count == 1 ? "this finding" : Words.number(count) + " findings";
    }

    /** One finding that is the caller's already is given back: the key takes it and leaves it. */
    void assignToMe(Map<Long, RoaringBitmap> findings) {
        String me = readable.caller().login();
        boolean back = single(findings)
                .map(id -> marks.on(id).assignee().equals(Optional.of(me)))
                .orElse(false);
        Refusal.shown(() -> assign(findings, back ? null : me));
    }

    private static Optional<Long> single(Map<Long, RoaringBitmap> findings) {
        return count(findings) != 1
                ? Optional.empty()
                : findings.entrySet().stream()
                        .filter(part -> !part.getValue().isEmpty())
                        .map(part -> FindingId.of(part.getKey(), part.getValue().first()))
                        .findFirst();
    }

    private void assign(Map<Long, RoaringBitmap> findings, @Nullable String login) {
        int count = marks.change(readable.caller(), findings, MarkChange.assign(login));
        String nobodys = count == 1 ? "is nobody's now" : "are nobody's now";
        say(count, login == null ? nobodys : "assigned to " + login);
    }

    private void say(int count, String what) {
        Notification.show(
                count == 0 ? "It was so already." : Words.count(count, "finding", "findings") + " " + what + ".",
                NOTICE_MILLIS,
                Notification.Position.BOTTOM_START);
        changed.run();
    }

    /** Asks whom to assign to. */
    void assign(Map<Long, RoaringBitmap> findings) {
        findings.keySet().stream().findFirst().ifPresent(project -> Refusal.shown(() -> ask(findings, project)));
    }

    /** @param project whose people are offered; each of the others is asked when it is done */
    private void ask(Map<Long, RoaringBitmap> findings, long project) {
        // Refused here, not when the list opens, where nobody could say so.
        people.candidates(readable.caller(), project, "", 0, 1);
        ComboBox<Colleague> box = AssigneeBox.of("Assignee", people, readable::caller, project);
        String me = readable.caller().login();
        box.setValue(people.named(
                single(findings).flatMap(id -> marks.on(id).assignee()).orElse(me)));
        box.setHelperText("Cleared: nobody.");
        var dialog = new FormDialog[1];
        dialog[0] = new FormDialog(
                "Assign " + about(findings),
                "Assign",
                () -> {
                    Colleague chosen = box.getValue();
                    assign(findings, chosen == null ? null : chosen.login());
                    dialog[0].close();
                },
                box);
        dialog[0].open();
    }

    /** Asks which labels come and go. */
    void label(Map<Long, RoaringBitmap> findings) {
        List<String> known = marks.suggestions(readable.caller(), findings.keySet(), "", SUGGESTIONS);
        var added = labels("Add", known);
        added.setAllowCustomValue(true);
        added.addCustomValueSetListener(set -> {
            if (Form.accepts(added, Written.labelError(set.getDetail()))) {
                Set<String> all = new LinkedHashSet<>(added.getValue());
                all.add(set.getDetail().strip().toLowerCase(java.util.Locale.ROOT));
                added.setValue(all);
            }
        });
        added.setHelperText("Type a word and press Enter: lower-case letters, digits and - _ . / :");
        var removed = labels(
                "Remove", single(findings).map(id -> marks.on(id).labels()).orElse(known));
        removed.setVisible(
                single(findings).map(id -> !marks.on(id).labels().isEmpty()).orElse(!known.isEmpty()));
        var dialog = new FormDialog[1];
        dialog[0] = new FormDialog(
                "Label " + about(findings),
                "Label",
                () -> {
                    if (added.isEmpty() && removed.isEmpty()) {
                        Form.accepts(added, Optional.of("Choose or type at least one label."));
                        return;
                    }
                    int count = marks.change(
                            readable.caller(), findings, MarkChange.labels(added.getValue(), removed.getValue()));
                    say(count, "labelled");
                    dialog[0].close();
                },
                added,
                removed);
        dialog[0].open();
    }

    private static MultiSelectComboBox<String> labels(String name, List<String> items) {
        var box = new MultiSelectComboBox<String>(name);
        box.setItems(items);
        box.setWidthFull();
        return box;
    }
}
