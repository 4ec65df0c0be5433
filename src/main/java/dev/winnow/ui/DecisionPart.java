package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Caller;
import dev.winnow.finding.Finding;
import dev.winnow.finding.TriageState;
import dev.winnow.importers.Kind;
import dev.winnow.triage.Decision;
import dev.winnow.triage.Decisions;
import dev.winnow.triage.Judgement;
import dev.winnow.triage.Ruling;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Refusal;
import dev.winnow.ui.parts.WebLink;
import dev.winnow.ui.parts.Words;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;

/** What was decided on one finding, and the buttons to decide. */
final class DecisionPart extends Section {
    private final Decisions decisions;
    private final Supplier<Caller> caller;
    private final Clock clock;
    private final Finding finding;
    private final Runnable changed;

    /** With buttons to decide, for who may. @param changed called when something was decided here */
    static DecisionPart deciding(
            Decisions decisions, Supplier<Caller> caller, Clock clock, Finding finding, Runnable changed) {
        var part = new DecisionPart(decisions, caller, clock, finding, changed);
        if (caller.get().mayPropose(finding.projectName())) {
            part.addComponentAtIndex(2, part.buttons());
        }
        return part;
    }

    /** @param changed called when something was approved or taken back here */
    DecisionPart(Decisions decisions, Supplier<Caller> caller, Clock clock, Finding finding, Runnable changed) {
        this.decisions = decisions;
        this.caller = caller;
        this.clock = clock;
        this.finding = finding;
        this.changed = changed;
        addClassNames("panel", "decision");
        getElement().setAttribute("aria-label", "Decision");
        List<Judgement> said = decisions.of(finding.id());
        add(new H2("Decision"), Html.line(chip(finding.triage()), Html.span(sentence(said), "soft")));
        proposal(said).ifPresent(this::review);
        if (!said.isEmpty()) {
            add(history(said));
        }
    }

    /** Where a finding stands with the people who judge it. */
    static Component chip(TriageState state) {
        return switch (state) {
            case NEW -> Chips.plain("not judged yet");
            case PROPOSED -> Chips.notice("proposed");
            case RETURNED -> Chips.notice("back: a decision ended");
            case CONFIRMED -> Chips.bad("real");
            case FALSE_POSITIVE -> Chips.good("false positive");
            case ACCEPTED_RISK -> Chips.notice("accepted risk");
            case WONT_FIX -> Chips.notice("won't fix");
            case AUTHORISED -> Chips.good("authorised");
            case RULE -> Chips.plain("silenced by a rule");
            case VEX -> Chips.plain("not affected, by VEX");
        };
    }

    private String sentence(List<Judgement> said) {
        if (finding.triage() == TriageState.RETURNED && !said.isEmpty()) {
            return "It counts again: "
                    + said.getLast().why().map(why -> why.reason()).orElse("") + ".";
        }
        if (finding.triage() == TriageState.NEW && finding.silenced()) {
            return "The scanner itself suppresses it; nobody here has judged it.";
        }
        return switch (finding.triage()) {
            case NEW -> "It counts until somebody decides otherwise.";
            case PROPOSED -> "It counts until somebody of the security role approves.";
            case CONFIRMED -> "Somebody looked and says that it counts.";
            case RETURNED -> "It counts again.";
            default -> "It does not count.";
        };
    }

    private static Optional<Judgement> proposal(List<Judgement> said) {
        return said.stream().filter(Judgement::proposed).findFirst();
    }

    private void review(Judgement proposed) {
        Decision decision = proposed.decision();
        var line = Html.div(
                "notice",
                Html.span(decision.author() + " proposes "
                        + decision.ruling().label().toLowerCase(java.util.Locale.ROOT)
                        + (decision.findings() > 1 ? " for " + Words.number(decision.findings()) + " findings" : "")
                        + ": " + decision.reason()));
        decision.link().ifPresent(address -> line.add(WebLink.of(address)));
        if (caller.get().mayTriage(finding.projectName())
                && !decision.author().equals(caller.get().login())) {
            line.add(reviewing("Approve", decision, true), reviewing("Reject", decision, false));
        }
        add(line);
    }

    private NativeButton reviewing(String word, Decision decision, boolean approved) {
        var button = new NativeButton(
                word,
                click -> Refusal.shown(() -> {
                    decisions.review(caller.get(), decision.id(), approved);
                    changed.run();
                }));
        button.addClassName(approved ? "button" : "quiet");
        return button;
    }

    private Component buttons() {
        var buttons = Html.div("buttons");
        for (Ruling ruling : DecisionDialog.rulings(finding.kind() == Kind.CHANGE)) {
            var button = new NativeButton(
                    ruling == Ruling.REOPENED ? "Real: it counts" : ruling.label(), click -> decide(ruling));
            button.addClassName("quiet");
            button.getElement().setAttribute("aria-haspopup", "dialog");
            buttons.add(button);
        }
        if (caller.get().mayTriage(finding.projectName())) {
            var rule = new RouterLink("Silence by a rule…", NewSilenceRuleView.class);
            rule.setQueryParameters(alike());
            buttons.add(rule);
        }
        return buttons;
    }

    /** What a rule for findings like this one starts with. */
    private QueryParameters alike() {
        var match = new java.util.LinkedHashMap<String, String>();
        match.put("project", finding.projectName());
        if (finding.kind() == Kind.VULNERABILITY) {
            match.put("vulnerability", finding.name());
            if (finding.packageName() != null) {
                match.put("package", finding.packageName());
            }
        } else {
            match.put("rule", finding.ruleId());
            if (finding.place() != null && finding.kind() != Kind.WEB) {
                match.put("path", finding.place());
            }
        }
        return QueryParameters.simple(match);
    }

    private void decide(Ruling ruling) {
        new DecisionDialog(
                        decisions,
                        caller,
                        clock,
                        ruling,
                        Map.of(finding.projectId(), RoaringBitmap.bitmapOf(finding.number())),
                        made -> changed.run())
                .open();
    }

    private Component history(List<Judgement> said) {
        Instant now = clock.instant();
        var list = new OrderedList();
        list.addClassName("history");
        said.reversed().forEach(judgement -> {
            Decision decision = judgement.decision();
            var head = Html.line(
                    Html.span(decision.ruling().label(), "strong"),
                    Html.span("by " + decision.author(), "soft"),
                    Moment.ago(decision.madeAt(), now));
            decision.reviewer()
                    .ifPresent(reviewer -> head.add(Html.span(
                            (decision.state() == Decision.State.REJECTED ? "rejected by " : "approved by ") + reviewer,
                            "soft")));
            decision.until()
                    .filter(end -> judgement.inForce())
                    .ifPresent(end -> head.add(Html.line(Html.span("until", "soft"), Moment.at(end))));
            head.add(Html.span(standing(judgement), "soft"));
            if (judgement.inForce() && mayUndo(decision)) {
                var undo = new NativeButton(
                        "Take back",
                        click -> Refusal.shown(() -> {
                            decisions.undo(caller.get(), decision.id());
                            changed.run();
                        }));
                undo.addClassName("quiet");
                head.add(undo);
            }
            var item = new ListItem(head, Html.span(decision.reason(), "break"));
            decision.link().ifPresent(address -> item.add(WebLink.of(address)));
            list.add(item);
        });
        return list;
    }

    private boolean mayUndo(Decision decision) {
        return caller.get().mayTriage(finding.projectName())
                || (decision.author().equals(caller.get().login())
                        && caller.get().mayPropose(finding.projectName()));
    }

    private static String standing(Judgement judgement) {
        if (judgement.inForce()) {
            return judgement.decision().everywhere() ? "in force everywhere" : "in force";
        }
        if (judgement.proposed()) {
            return "waits for approval";
        }
        return judgement.why().map(why -> "ended: " + why.reason()).orElse("rejected");
    }
}
