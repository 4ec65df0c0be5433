package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.Definition;
import dev.winnow.metrics.TargetStore;
import dev.winnow.metrics.Targets;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.util.Locale;

/** What is aimed at, for all projects: everyone sees it, administrators change it. */
@Route("trends/targets")
@PermitAll
class TargetsView extends Page implements BeforeEnterObserver {
    private final TargetStore targets;
    private final Readable readable;
    private final Administrator administrator;

    TargetsView(TargetStore targets, Readable readable, Administrator administrator) {
        this.targets = targets;
        this.readable = readable;
        this.administrator = administrator;
    }

    @Override
    String title() {
        return "Targets";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show();
    }

    private void show() {
        removeAll();
        add(
                Html.div(
                        "heading",
                        new H1("Targets"),
                        Html.span("what the trends are held against, in all projects", "soft"),
                        new RouterLink("All trends", TrendsView.class)),
                new Paragraph(
                        "They are drawn in the charts as a broken line. A change is marked there, and who made it is"
                                + " in the audit log; the numbers of the past are held against the targets of today."));
        Targets now = targets.get();
        if (readable.caller().mayAdminister()) {
            add(new TargetsForm(now, wanted -> {
                targets.set(administrator.everywhere(), wanted);
                show();
            }));
        } else {
            add(Html.panel("Targets", table(now)), Html.span("Administrators change them.", "soft"));
        }
    }

    private static Component table(Targets now) {
        var table = new DataTable("Targets", Column.text("Number"), Column.text("Target"));
        row(table, Definition.MTTD.title(), "at most " + TargetWords.said(now.mttd()));
        row(table, Definition.MTTR.title(), "at most " + TargetWords.said(now.mttr()));
        row(
                table,
                Definition.PASS_RATE.title(),
                "at least "
                        + String.format(Locale.ENGLISH, "%.4g", now.passRate() * 100)
                                .replaceAll("\\.?0+$", "") + " %");
        row(table, Definition.CRITICALS_IN_PRODUCTION.title(), "at most " + Words.number(now.criticals()));
        row(table, Definition.ALERTS.title(), "at most " + now.alerts());
        for (Severity severity : Severity.values()) {
            row(
                    table,
                    "Fix of " + severity.name().toLowerCase(Locale.ROOT),
                    now.fixWithin(severity)
                            .map(within -> "within " + TargetWords.said(within))
                            .orElse("none"));
        }
        return table;
    }

    private static void row(DataTable table, String name, String target) {
        table.row(Html.span(name), Html.span(target));
    }
}
