package dev.winnow.ui;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.triage.SilenceRules;
import dev.winnow.ui.parts.Html;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

/** A new silence rule, filled with what the address says: {@code ?rule=G104&guard=gosec&project=shop}. */
@Route("silence-rules/new")
@PermitAll
class NewSilenceRuleView extends Page implements BeforeEnterObserver {
    private final SilenceRules rules;
    private final RuleFindings findings;
    private final Readable readable;
    private final Clock clock;

    NewSilenceRuleView(SilenceRules rules, RuleFindings findings, Readable readable, Clock clock) {
        this.rules = rules;
        this.findings = findings;
        this.readable = readable;
        this.clock = clock;
    }

    @Override
    String title() {
        return "New silence rule";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!RuleWords.mayMakeSome(readable.caller())) {
            throw new NotFoundException("Only the security role makes silence rules.");
        }
        removeAll();
        add(
                Html.div("heading", new H1("New silence rule"), new RouterLink("All rules", SilenceRulesView.class)),
                new RuleEditor(
                        rules,
                        findings,
                        readable,
                        clock,
                        null,
                        event.getLocation().getQueryParameters()));
    }
}
