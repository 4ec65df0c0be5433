package dev.winnow.ui;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.winnow.triage.SilenceRule;
import dev.winnow.triage.SilenceRules;
import dev.winnow.ui.parts.Html;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

/** A silence rule, to be changed by those who may. */
@Route("silence-rules/:id/change")
@PermitAll
class ChangeSilenceRuleView extends Page implements BeforeEnterObserver {
    private final SilenceRules rules;
    private final RuleFindings findings;
    private final Readable readable;
    private final Clock clock;
    private String title = "Change a silence rule";

    ChangeSilenceRuleView(SilenceRules rules, RuleFindings findings, Readable readable, Clock clock) {
        this.rules = rules;
        this.findings = findings;
        this.readable = readable;
        this.clock = clock;
    }

    @Override
    String title() {
        return title;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SilenceRule rule = SilenceRuleView.named(event, rules, readable.caller());
        if (!SilenceRules.mayKeep(readable.caller(), rule.match())) {
            throw new NotFoundException("There is no such silence rule for you to change.");
        }
        title = "Change " + rule.name();
        removeAll();
        add(
                Html.div("heading", new H1(title), SilenceRuleView.link(rule, "Back to the rule")),
                new RuleEditor(rules, findings, readable, clock, rule, QueryParameters.empty()));
        if (!rule.inForce()) {
            addComponentAtIndex(1, Html.span("The rule has ended. Saving puts it in force again.", "notice"));
        }
    }
}
