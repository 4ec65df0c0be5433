package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.winnow.importers.Severity;
import dev.winnow.policy.RiskChange;
import dev.winnow.policy.RiskShare;
import dev.winnow.policy.language.Weights;
import dev.winnow.project.Build;
import dev.winnow.ui.parts.Bar;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.SeverityTally;
import dev.winnow.ui.parts.Words;

/** Why a build has its score: what each guard's findings cost, the formula, and what changed since the build before. */
final class BuildScore extends Section {
    BuildScore(BuildPage page) {
        addClassNames("panel", "score");
        Build build = page.build();
        if (build.score().isEmpty()) {
            add(new H2("No score"), new Paragraph("No report for this build has been imported yet."));
            return;
        }
        long risk = build.risk().orElse(0L);
        String heading = "Why " + build.score().get() + ": " + Words.count(risk, "risk point", "risk points");
        getElement().setAttribute("aria-label", heading);
        add(new H2(heading), shares(page));
        add(formula(page.policy().policy().weights(), risk, build.score().get()));
        page.change().ifPresent(change -> add(change(change)));
    }

    private static Component shares(BuildPage page) {
        var table = new DataTable(
                "Risk points by guard",
                Column.text("Guard"),
                Column.text("Findings"),
                Column.text("Share"),
                Column.number("Points"));
        long largest = page.shares().stream().mapToLong(RiskShare::points).max().orElse(0);
        page.shares()
                .forEach(share -> table.row(
                        Html.span(String.join(" + ", share.guards()), "break"),
                        SeverityTally.compact(share.findings()),
                        bar(share, largest),
                        DataTable.number(share.points())));
        return table;
    }

    private static Bar bar(RiskShare share, long largest) {
        var bar = new Bar();
        bar.addClassName("open");
        for (Severity severity : Severity.values()) {
            bar.add(severity, share.points(severity), largest);
        }
        return bar;
    }

    private static Component formula(Weights weights, long risk, int score) {
        return Html.span(
                "A finding costs by severity: critical " + weights.critical() + ", high " + weights.high()
                        + ", medium " + weights.medium() + ", low " + weights.low() + ", unknown " + weights.unknown()
                        + ", info " + weights.info()
                        + "; twice that where it is known to be exploited. Silenced findings"
                        + " cost nothing. Score = 100 · 100 ∕ (100 + " + Words.number(risk) + ") = " + score + ".",
                "soft",
                "note");
    }

    private static Component change(RiskChange change) {
        var line = Html.line(
                new Span(Words.number(change.riskBefore()) + " points before"),
                Points.signed(change.fresh(), "new findings"),
                Points.signed(-change.fixed(), "fixed"));
        if (change.other() != 0) {
            line.add(Points.signed(
                    change.other(), "from other severities, silencing, or guards that ran for one of the two only"));
        }
        line.add(Html.span("= " + Words.number(change.risk()), "strong"));
        line.addClassName("sum");
        return Html.div("stack", Html.span("Since the build before", "label"), line);
    }
}
