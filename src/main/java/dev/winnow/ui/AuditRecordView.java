package dev.winnow.ui;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.audit.AuditRecord;
import dev.winnow.audit.AuditTrail;
import dev.winnow.audit.Chain;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Facts;
import dev.winnow.ui.parts.Html;
import jakarta.annotation.security.RolesAllowed;

/** One record of the audit log with all it holds. */
@Route("audit/:seq([0-9]{1,18})")
@RolesAllowed("ADMIN")
class AuditRecordView extends Page implements BeforeEnterObserver {
    static final String SEQ = "seq";

    private final AuditTrail trail;
    private final Administrator administrator;
    private String title = "Audit log";

    AuditRecordView(AuditTrail trail, Administrator administrator) {
        this.trail = trail;
        this.administrator = administrator;
    }

    @Override
    String title() {
        return title;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        administrator.requireToEnter();
        long seq = event.getRouteParameters().get(SEQ).map(Long::parseLong).orElse(0L);
        AuditRecord record =
                trail.find(seq).orElseThrow(() -> new NotFoundException("The audit log has no record " + seq + "."));
        title = "Audit record " + seq;
        boolean fits = Chain.hash(record).equals(record.hash());
        removeAll();
        add(
                Html.div(
                        "heading",
                        new H1("Audit record " + seq),
                        fits ? Chips.good("fits its hash") : Chips.bad("does not fit its hash"),
                        Html.div("room"),
                        new RouterLink("All records", AuditView.class)),
                Html.panel(
                        "What was done",
                        new Facts()
                                .with("When", record.at().toString())
                                .with("Who", AuditView.actor(record.actor()))
                                .with("What", record.action())
                                .with("On", Html.span(record.subject(), "break"))));
        if (record.before() != null || record.after() != null) {
            add(Html.panel("Before and after", AuditChanges.whole(record)));
        }
        add(Html.panel(
                "Its place in the chain",
                new Facts()
                        .with("Hash", Html.span(record.hash(), "mono", "break"))
                        .with("Hash of the record before", Html.span(record.previous(), "mono", "break"))
                        .with("Seal", Html.span(record.seal(), "mono", "break"))));
    }
}
