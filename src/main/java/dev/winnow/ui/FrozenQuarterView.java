package dev.winnow.ui;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Caller;
import dev.winnow.export.Difference;
import dev.winnow.export.FrozenQuarter;
import dev.winnow.export.FrozenQuarters;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.MetricsSettings;
import dev.winnow.problem.NotFound;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Facts;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import jakarta.annotation.security.PermitAll;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A quarter as it was frozen, and each number that would be another one today. */
@Route("exports/frozen/:id")
@PermitAll
class FrozenQuarterView extends Page implements BeforeEnterObserver {
    private static final int MOST = 500;

    private final FrozenQuarters frozen;
    private final BriefDownloads downloads;
    private final Readable readable;
    private final MetricsSettings settings;
    private String title = "Frozen quarter";

    FrozenQuarterView(FrozenQuarters frozen, BriefDownloads downloads, Readable readable, MetricsSettings settings) {
        this.frozen = frozen;
        this.downloads = downloads;
        this.readable = readable;
        this.settings = settings;
    }

    static RouterLink link(String words, FrozenQuarter one) {
        return new RouterLink(words, FrozenQuarterView.class, new RouteParameters("id", Long.toString(one.id())));
    }

    @Override
    String title() {
        return title;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Caller by = readable.caller();
        FrozenQuarter one;
        try {
            one = frozen.get(
                    by, Long.parseLong(event.getRouteParameters().get("id").orElse("")));
        } catch (NumberFormatException | NotFound none) {
            throw new NotFoundException("There is no such frozen quarter.");
        }
        title = one.quarter() + ", frozen";
        removeAll();
        add(Html.div("heading", new H1(title), new RouterLink("Exports", ExportsView.class)));
        var facts = new Facts();
        facts.with("Projects", Html.span(String.join(", ", one.projects()), "break"));
        facts.with("Frozen", Moment.at(one.at()), Html.span("by " + one.by()));
        facts.with("Revision", Html.span(Integer.toString(one.revision())));
        facts.with("Definitions", Html.span("version " + one.definitions()));
        facts.with("SHA-256 of its JSON", Html.span(one.sha256(), "mono", "break"));
        if (!one.reason().isEmpty()) {
            facts.with("Note", Html.span(one.reason(), "break"));
        }
        add(Html.panel("How it was frozen", facts));
        var place = Beside.place();
        var panel = Html.panel("What is different today", place);
        add(panel);
        new Beside(this, place)
                .look(
                        "Counting " + one.quarter(),
                        () -> frozen.differences(by, one),
                        differences -> panel.add(shown(differences)),
                        why -> panel.add(new Paragraph(why)));
        add(Html.panel("Download as it was", downloads.links(one)));
    }

    private com.vaadin.flow.component.Component shown(List<Difference> differences) {
        if (differences.isEmpty()) {
            return new Paragraph("Nothing: computed today, every number is the same.");
        }
        var table = new DataTable(
                "Numbers that would be others today",
                Column.text("Number"),
                Column.text("Of"),
                Column.number("Frozen"),
                Column.number("Today"));
        differences.stream()
                .limit(MOST)
                .forEach(one -> table.row(
                        Html.span(number(one)),
                        Html.span(of(one), "break"),
                        Html.span(one.frozenText(), "number"),
                        Html.span(one.nowText(), "number")));
        return differences.size() <= MOST
                ? table
                : Html.div("stack", table, new Paragraph("And " + (differences.size() - MOST) + " more."));
    }

    private static String number(Difference one) {
        return one.metric().replace('-', ' ')
                + (one.statistic().equals("value") ? "" : ", " + one.statistic().replace('-', ' '));
    }

    private String of(Difference one) {
        String period = switch (one.span()) {
            case QUARTER -> "the quarter";
            case BEFORE -> "the quarter before";
            case MONTH -> "the month from " + LocalDate.ofInstant(one.period().from(), settings.zone());
        };
        Optional<Severity> severity = one.severity();
        return period
                + severity.map(which -> ", " + which.name().toLowerCase(Locale.ROOT))
                        .orElse("")
                + one.guard()
                        .map(guard -> ", " + guard.guard() + " of " + guard.project())
                        .orElse("");
    }
}
