package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.winnow.access.Caller;
import dev.winnow.access.CurrentCaller;
import dev.winnow.audit.Actor;
import dev.winnow.audit.AuditExport;
import dev.winnow.audit.AuditFilter;
import dev.winnow.audit.AuditHead;
import dev.winnow.audit.AuditLog;
import dev.winnow.audit.AuditRecord;
import dev.winnow.audit.AuditTrail;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Keyset;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Who did what, newest first; with the end of the log, to be noted elsewhere, and an export that can be verified. */
@Route("audit")
@RolesAllowed("ADMIN")
class AuditView extends Page implements BeforeEnterObserver {
    private final AuditTrail trail;
    private final AuditExport export;
    private final AuditLog log;
    private final CurrentCaller caller;
    private final Administrator administrator;
    private final Div heading = Html.div("heading");
    private final AuditFilters filters = new AuditFilters();
    private final Div end = new Div();
    private final Div list = Html.div("panel");

    AuditView(AuditTrail trail, AuditExport export, AuditLog log, CurrentCaller caller, Administrator administrator) {
        this.trail = trail;
        this.export = export;
        this.log = log;
        this.caller = caller;
        this.administrator = administrator;
        add(heading, filters, list, end);
    }

    @Override
    String title() {
        return "Audit log";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        administrator.requireToEnter();
        AuditQuery query = AuditQuery.of(event.getLocation().getQueryParameters());
        AuditHead head = trail.head();
        heading.removeAll();
        heading.add(
                new H1("Audit log"),
                Html.span(Words.count(head.seq(), "record", "records"), "soft"),
                Html.div("room"),
                download(query));
        filters.show(query, trail.actions());
        var grid = new LazyGrid<AuditRecord>("Records, newest first", AuditView::card)
                .column("Number", "6rem", AuditView::number)
                .column("When", "13rem", record -> Moment.at(record.at()))
                .column("Who", 2, record -> actor(record.actor()))
                .column("What", "13rem", record -> Html.span(record.action(), "clip"))
                .column("On", 2, AuditView::subject)
                .column("Change", 4, AuditChanges::brief);
        grid.addClassName("tall");
        var pages = new Keyset<AuditRecord>((last, limit) -> page(query.filter(), last, limit));
        list.removeAll();
        list.add(
                grid.show(pages::page)
                        ? grid
                        : new EmptyState(
                                "No record", query.isAll() ? "Nothing was done yet." : "None is as the filters say."));
        end.removeAll();
        end.add(Html.panel(
                "The end of the log",
                Html.div(
                        "stack",
                        Html.span(
                                "Records are chained by their hashes. Note this end where no one can change it: with it"
                                        + " verify-audit --head finds also records that were taken off the end.",
                                "soft"),
                        Html.span(head.seq() + ":" + head.hash(), "mono", "break"))));
    }

    private java.util.List<AuditRecord> page(
            AuditFilter filter, @org.jspecify.annotations.Nullable AuditRecord last, int limit) {
        return administrator.read(by -> trail.newest(filter, last == null ? null : last.seq(), limit));
    }

    private Anchor download(AuditQuery query) {
        DownloadHandler handler = event -> send(event, query.filter());
        var link = new Anchor(handler, query.isAll() ? "Export" : "Export this selection");
        link.addClassName("button");
        return link;
    }

    /** For those who administer at the moment they click. */
    private void send(DownloadEvent event, AuditFilter filter) throws IOException {
        Optional<Caller> by = caller.find().filter(Caller::mayAdminister);
        if (by.isEmpty()) {
            event.getResponse().sendError(HttpStatusCode.FORBIDDEN.getCode(), "Forbidden");
            return;
        }
        log.record(by.get().actor(), "audit.exported", "audit", null, Map.of("filter", filter, "afterSeq", 0));
        event.setFileName("winnow-audit.ndjson");
        event.setContentType("application/x-ndjson");
        export.write(event.getOutputStream(), filter, 0, Long.MAX_VALUE);
    }

    static Component actor(Actor actor) {
        Span cell = Html.line(Html.span(actor.login(), "mono"));
        if (actor.tokenName() != null) {
            cell.add(Html.span("token " + actor.tokenName(), "soft", "clip"));
        }
        return cell;
    }

    private static Component number(AuditRecord record) {
        return Go.audit(record.seq());
    }

    private static Span subject(AuditRecord record) {
        Span cell = Html.span(record.subject(), "clip");
        cell.setTitle(record.subject());
        return cell;
    }

    private static Component card(AuditRecord record) {
        return Html.div(
                "card",
                Html.line(number(record), Html.span(record.action(), "strong"), Moment.at(record.at())),
                Html.line(actor(record.actor()), Html.span("on", "soft"), Html.span(record.subject(), "break")),
                AuditChanges.brief(record));
    }
}
