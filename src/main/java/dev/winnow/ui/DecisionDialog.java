package dev.winnow.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.VaadinSession;
import dev.winnow.access.Caller;
import dev.winnow.triage.Decision;
import dev.winnow.triage.Decisions;
import dev.winnow.triage.Ending;
import dev.winnow.triage.NewDecision;
import dev.winnow.triage.Ruling;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.FormDialog;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Refusal;
import dev.winnow.ui.parts.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;

/**
 * Asks for the reason of a decision and for when it ends, says on how many findings it is, and makes it. The reason given
 * last for the same ruling stands there already: a hundred alike are a hundred times two keys.
 */
final class DecisionDialog {
    /** Above this the work runs beside the page, which shows that it does. */
    private static final int MANY = 500;

    private static final int USUAL_DAYS = 90;

    private final Decisions decisions;
    private final Supplier<Caller> caller;
    private final Ruling ruling;
    private final Map<Long, RoaringBitmap> findings;
    private final Clock clock;
    private final Consumer<Decision> done;
    private final TextField reason = new TextField("Reason");
    private final TextField link = new TextField("Pull request");
    private final DatePicker until = new DatePicker("Ends after");
    private final CheckboxGroup<Ending> endings = new CheckboxGroup<>("Ends also when");
    private final Checkbox everywhere = new Checkbox("Everywhere: the same problem in all projects, also later");
    private final FormDialog dialog;

    /** @param done gets the decision that was made */
    DecisionDialog(
            Decisions decisions,
            Supplier<Caller> caller,
            Clock clock,
            Ruling ruling,
            Map<Long, RoaringBitmap> findings,
            Consumer<Decision> done) {
        this.decisions = decisions;
        this.caller = caller;
        this.clock = clock;
        this.ruling = ruling;
        this.findings = findings;
        this.done = done;
        reason.setRequiredIndicatorVisible(true);
        reason.setMaxLength(4_000);
        reason.setWidthFull();
        reason.setValue(lastReason().orElse(""));
        reason.setAutoselect(true);
        reason.setHelperText("For whoever asks later. Enter decides.");
        link.setMaxLength(2_000);
        link.setWidthFull();
        link.setRequiredIndicatorVisible(true);
        link.setPlaceholder("https://");
        link.setHelperText("The address of what authorises the change, for whoever asks who allowed it.");
        link.setVisible(ruling == Ruling.AUTHORISED);
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        until.setMin(today);
        until.setHelperText("The last day, in UTC. Then the findings come back.");
        if (ruling == Ruling.ACCEPTED_RISK) {
            until.setRequiredIndicatorVisible(true);
            until.setValue(today.plusDays(USUAL_DAYS));
        }
        endings.setItems(Ending.WORSE, Ending.EXPLOITED, Ending.FIXABLE);
        endings.setItemLabelGenerator(DecisionDialog::label);
        if (ruling == Ruling.ACCEPTED_RISK) {
            endings.setValue(Set.of(Ending.WORSE, Ending.EXPLOITED));
        }
        boolean canEnd = ruling != Ruling.REOPENED;
        until.setVisible(canEnd);
        // A change gets neither worse nor exploited, and nobody fixes it: another one is another finding.
        endings.setVisible(canEnd && ruling != Ruling.AUTHORISED);
        everywhere.setVisible(caller.get().mayTriageEverywhere());
        everywhere.addValueChangeListener(change -> sayReach());
        dialog = new FormDialog(title(), ruling.label(), this::decide, reason, link, until, endings, everywhere);
    }

    void open() {
        dialog.open();
    }

    private String title() {
        int count = count(findings);
        String about = count == 1 ? "this finding" : Words.number(count) + " findings";
        return switch (ruling) {
            case FALSE_POSITIVE -> "False positive: " + about;
            case ACCEPTED_RISK -> "Accept the risk of " + about;
            case WONT_FIX -> "Won't fix " + about;
            case AUTHORISED -> "Authorise " + about;
            case REOPENED -> "Real: " + about + (count == 1 ? " counts" : " count");
        };
    }

    private static String label(Ending ending) {
        return switch (ending) {
            case WORSE -> "the severity rises";
            case EXPLOITED -> "exploitation becomes known";
            case FIXABLE -> "a fix appears";
            default -> ending.reason();
        };
    }

    private static int count(Map<Long, RoaringBitmap> sets) {
        return sets.values().stream().mapToInt(RoaringBitmap::getCardinality).sum();
    }

    private void sayReach() {
        if (!Boolean.TRUE.equals(everywhere.getValue())) {
            everywhere.setHelperText("");
            return;
        }
        var reach = decisions.reach(findings, true);
        everywhere.setHelperText("Now " + Words.count(count(reach), "finding", "findings") + " in "
                + Words.count(reach.size(), "project", "projects") + ".");
    }

    private void decide() {
        boolean why = Form.accepts(
                reason,
                reason.getValue().isBlank() ? Optional.of("Say why, for those who come after.") : Optional.empty());
        boolean when = Form.accepts(
                until,
                ruling == Ruling.ACCEPTED_RISK && until.isEmpty()
                        ? Optional.of("An accepted risk needs an end.")
                        : Optional.empty());
        boolean what = Form.accepts(link, linkError());
        if (!why || !when || !what) {
            return;
        }
        var decision = new NewDecision(
                ruling,
                reason.getValue(),
                Boolean.TRUE.equals(everywhere.getValue()),
                Optional.ofNullable(until.getValue())
                        .map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()),
                endings.getValue(),
                Optional.of(link.getValue()));
        rememberReason();
        if (count(findings) <= MANY) {
            Decision made = decisions.decide(caller.get(), findings, decision);
            dialog.close();
            done.accept(made);
        } else {
            besideThePage(decision);
        }
    }

    private Optional<String> linkError() {
        if (ruling != Ruling.AUTHORISED) {
            return Optional.empty();
        }
        String address = link.getValue().strip();
        return address.isEmpty()
                ? Optional.of("Say which pull request authorises it.")
                : NewDecision.linkError(address).map(error -> "Not " + error);
    }

    private void besideThePage(NewDecision decision) {
        var bar = new ProgressBar();
        bar.setIndeterminate(true);
        bar.getElement().setAttribute("aria-label", "Deciding");
        dialog.outcome(
                "Deciding on " + Words.number(count(findings)) + " findings",
                new Paragraph("All of them, or none. This page may be left; the decision is made all the same."),
                bar);
        UI ui = UI.getCurrent();
        Caller by = caller.get();
        Thread.ofVirtual().name("decision").start(() -> {
            var made = new ArrayList<Decision>(1);
            Optional<String> refusal = Refusal.of(() -> made.add(decisions.decide(by, findings, decision)));
            ui.access(() -> {
                if (refusal.isPresent()) {
                    dialog.outcome("Nothing was decided", Html.span(refusal.get(), "refusal"));
                } else {
                    dialog.close();
                    made.forEach(done);
                }
            });
        });
    }

    private Optional<String> lastReason() {
        return VaadinSession.getCurrent().getAttribute("reason " + ruling) instanceof String last
                ? Optional.of(last)
                : Optional.empty();
    }

    private void rememberReason() {
        VaadinSession.getCurrent().setAttribute("reason " + ruling, reason.getValue());
    }

    /** Rulings that fit findings of these kinds. */
    static List<Ruling> rulings(boolean changes) {
        return changes
                ? List.of(Ruling.AUTHORISED, Ruling.FALSE_POSITIVE, Ruling.REOPENED)
                : List.of(Ruling.FALSE_POSITIVE, Ruling.ACCEPTED_RISK, Ruling.WONT_FIX, Ruling.REOPENED);
    }
}
