package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Caller;
import dev.winnow.problem.NotFound;
import dev.winnow.triage.SilenceRule;
import dev.winnow.triage.SilenceRules;
import dev.winnow.triage.SilenceRules.Listed;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Facts;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Prose;
import dev.winnow.ui.parts.Refusal;
import dev.winnow.ui.parts.Visible;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;

/** One silence rule: what it says, how it stands, and every finding it hides. */
@Route("silence-rules/:id")
@PermitAll
class SilenceRuleView extends Page implements BeforeEnterObserver {
    static final String ID = "id";

    private final SilenceRules rules;
    private final RuleFindings findings;
    private final Readable readable;
    private final Clock clock;
    private final Div progress = Beside.place();
    private final Beside beside = new Beside(this, progress);
    private long id;
    private String title = "Silence rule";

    SilenceRuleView(SilenceRules rules, RuleFindings findings, Readable readable, Clock clock) {
        this.rules = rules;
        this.findings = findings;
        this.readable = readable;
        this.clock = clock;
    }

    static RouterLink link(SilenceRule rule) {
        return link(rule, rule.name());
    }

    static RouterLink link(SilenceRule rule, String text) {
        return new RouterLink(Visible.text(text), SilenceRuleView.class, at(rule.id()));
    }

    static RouteParameters at(long id) {
        return new RouteParameters(ID, Long.toString(id));
    }

    /** @throws NotFoundException where the address names no rule that the caller may see */
    static SilenceRule named(BeforeEnterEvent event, SilenceRules rules, Caller caller) {
        try {
            return rules.find(
                    caller, Long.parseLong(event.getRouteParameters().get(ID).orElse("")));
        } catch (NumberFormatException | NotFound none) {
            throw new NotFoundException("There is no such silence rule.");
        }
    }

    @Override
    String title() {
        return title;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        id = named(event, rules, readable.caller()).id();
        show();
    }

    private void show() {
        Caller caller = readable.caller();
        Instant now = clock.instant();
        Listed listed = rules.listed(caller, id);
        SilenceRule rule = listed.rule();
        title = rule.name() + " · Silence rules";
        Div heading = Html.div("heading", new H1(rule.name()));
        RuleWords.chips(rule, listed.stale(), now).forEach(heading::add);
        heading.add(Html.div("room"));
        if (SilenceRules.mayKeep(caller, rule.match())) {
            heading.add(buttons(rule, listed.found()));
        }
        removeAll();
        add(heading, progress, Html.panel("The rule", facts(listed, now)), hidden(rule));
    }

    private static Facts facts(Listed listed, Instant now) {
        SilenceRule rule = listed.rule();
        var facts = new Facts()
                .with("Hides", RuleWords.of(rule.match()))
                .with("Reason", new Prose(rule.reason()))
                .with("Owner", rule.owner())
                .with("Made", Moment.ago(rule.createdAt(), now));
        if (!rule.changedAt().equals(rule.createdAt())) {
            facts.with("Changed", Moment.ago(rule.changedAt(), now));
        }
        return facts.with(rule.inForce() ? "Until" : "State", RuleWords.end(rule, now))
                .with("Hits", Words.count(listed.found(), "finding", "findings"))
                .with(
                        "Last hit",
                        rule.lastHit()
                                .<Component>map(at -> Moment.ago(at, now))
                                .orElseGet(() -> Html.span("never", "soft")));
    }

    private Component hidden(SilenceRule rule) {
        Map<Long, RoaringBitmap> sets = rules.findings(readable.caller(), rule.id());
        var grid = FindingGrid.create(
                "Findings of the rule", rule.match().project().isEmpty());
        return Html.panel(
                rule.inForce() ? "What it hides" : "What it matched",
                grid.show(findings.pages(sets))
                        ? grid
                        : new EmptyState(
                                "Nothing",
                                rule.inForce()
                                        ? "No finding fits it. It hides what fits it as soon as a scan reports that."
                                        : "No finding fitted it."));
    }

    private Component[] buttons(SilenceRule rule, long found) {
        var change = new RouterLink("Change…", ChangeSilenceRuleView.class, at(rule.id()));
        change.addClassName("button");
        return rule.inForce()
                ? new Component[] {change, button("End…", () -> askToEnd(rule, found))}
                : new Component[] {
                    change,
                    button(
                            "Bring back",
                            () -> change(
                                    found,
                                    "Bringing the rule back",
                                    caller -> rules.bringBack(caller, rule.id()),
                                    "The rule is in force again"))
                };
    }

    private void askToEnd(SilenceRule rule, long found) {
        var question = new ConfirmDialog(
                "End " + rule.name() + "?",
                Words.count(found, "finding", "findings") + (found == 1 ? " that fits" : " that fit")
                        + " it will count again where nothing else silences "
                        + (found == 1 ? "it." : "them.") + " The rule stays listed and can be brought back.",
                "End",
                confirm ->
                        change(found, "Ending the rule", caller -> rules.end(caller, rule.id()), "The rule has ended"),
                "Cancel",
                cancel -> {});
        question.setConfirmButtonTheme("error primary");
        question.open();
    }

    /** @param found how many findings it is about */
    private void change(long found, String doing, Consumer<Caller> deed, String what) {
        Caller caller = readable.caller();
        if (found <= Beside.MANY) {
            Refusal.shown(() -> {
                deed.accept(caller);
                said(what);
            });
            return;
        }
        beside.run(
                doing,
                () -> {
                    deed.accept(caller);
                    return what;
                },
                this::said,
                why -> Notification.show(Visible.text(why), 8_000, Notification.Position.BOTTOM_START));
    }

    private void said(String what) {
        show();
        Notification.show(what, 5_000, Notification.Position.BOTTOM_START);
    }

    private static NativeButton button(String word, Runnable deed) {
        var button = new NativeButton(word, click -> deed.run());
        button.addClassName("quiet");
        return button;
    }
}
