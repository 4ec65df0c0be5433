package dev.winnow.ui;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.QueryParameters;
import dev.winnow.access.Caller;
import dev.winnow.problem.Conflict;
import dev.winnow.triage.NewRule;
import dev.winnow.triage.SilenceRule;
import dev.winnow.triage.SilenceRules;
import dev.winnow.triage.SilenceRules.Preview;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Refusal;
import dev.winnow.ui.parts.Visible;
import dev.winnow.ui.parts.Words;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Makes or changes a rule, beside a preview of what it hides; asks once more, with the number, before it does. */
final class RuleEditor extends Div {
    private final SilenceRules rules;
    private final Readable readable;
    private final Clock clock;
    private final @Nullable SilenceRule before;
    private final RuleFields fields;
    private final RulePreview preview;
    private final Div progress = Beside.place();
    private final Beside beside = new Beside(this, progress);

    /** @param before the rule to change; null: a new one */
    RuleEditor(
            SilenceRules rules,
            RuleFindings findings,
            Readable readable,
            Clock clock,
            @Nullable SilenceRule before,
            QueryParameters prefilled) {
        this.rules = rules;
        this.readable = readable;
        this.clock = clock;
        this.before = before;
        fields = new RuleFields(readable, RuleFields.day(clock.instant()));
        preview = new RulePreview(rules, findings, readable, before == null ? null : before.id());
        if (before == null) {
            fields.fill(prefilled);
        } else {
            fields.fill(before);
        }
        fields.whenMatchChanges(this::preview);
        addClassNames("halves", "rule");
        add(
                Html.panel(
                        "Hide findings that fit all of this",
                        new Form(before == null ? "Make the rule…" : "Save…", this::save, fields.all()),
                        progress),
                Html.panel("What it would hide", preview));
        preview();
    }

    private void preview() {
        preview.show(fields.match());
    }

    private void save() {
        if (!fields.accept(clock.instant())) {
            return;
        }
        NewRule rule = fields.rule();
        try {
            rules.check(readable.caller(), rule, before);
        } catch (Conflict taken) {
            Form.accepts(fields.name(), Optional.ofNullable(taken.getMessage()));
            return;
        }
        Caller caller = readable.caller();
        if (rules.isQuick(rule.match())) {
            ask(rule, rules.preview(caller, rule.match()));
        } else {
            beside.look(
                    "Counting what it would hide",
                    () -> rules.preview(caller, rule.match()),
                    hidden -> ask(rule, hidden),
                    RuleEditor::refused);
        }
    }

    private void ask(NewRule rule, Preview hidden) {
        var question = new ConfirmDialog(
                "Hide " + Words.count(hidden.openCount(), "finding", "findings") + "?",
                sentence(hidden),
                before == null ? "Make the rule" : "Save",
                confirm -> keep(rule, hidden),
                "Cancel",
                cancel -> {});
        question.open();
    }

    private static String sentence(Preview hidden) {
        String now = hidden.openCount() == 0
                ? "Nothing that counts now fits the rule."
                : Words.count(hidden.openCount(), "finding that counts now", "findings that count now") + ", in "
                        + Words.count(hidden.open().size(), "project", "projects")
                        + ", will be silenced, and the gates of the newest builds are judged again.";
        return now + " What scans report later is hidden as well where it fits, until the rule ends.";
    }

    private void keep(NewRule rule, Preview hidden) {
        Caller caller = readable.caller();
        if (preview.had() + count(hidden.all()) <= Beside.MANY) {
            Refusal.shown(() -> kept(keep(caller, rule)));
        } else {
            beside.run("Saving the rule", () -> keep(caller, rule), this::kept, RuleEditor::refused);
        }
    }

    private static void refused(String why) {
        Notification.show(Visible.text(why), 8_000, Notification.Position.BOTTOM_START);
    }

    private static long count(Map<Long, RoaringBitmap> sets) {
        return sets.values().stream().mapToLong(RoaringBitmap::getCardinality).sum();
    }

    private SilenceRule keep(Caller caller, NewRule rule) {
        return before == null ? rules.make(caller, rule) : rules.change(caller, before.id(), rule);
    }

    private void kept(SilenceRule kept) {
        Notification.show("The rule is in force", 5_000, Notification.Position.BOTTOM_START);
        getUI().ifPresent(ui -> ui.navigate(SilenceRuleView.class, SilenceRuleView.at(kept.id())));
    }
}
