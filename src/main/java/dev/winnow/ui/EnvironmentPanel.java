package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.winnow.deployment.Environments.Running;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings;
import dev.winnow.finding.WaitingFixes;
import dev.winnow.policy.Verdict;
import dev.winnow.project.Build;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.ScoreRing;
import dev.winnow.ui.parts.SeverityMark;
import dev.winnow.ui.parts.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One environment: what runs in it, how that stands and why, and which fixes of it are built and not deployed. */
final class EnvironmentPanel extends Section {
    private static final int SHOWN = 5;

    /** @param newest the newest build of the tracked branch */
    EnvironmentPanel(
            Running one,
            Optional<Verdict> verdict,
            WaitingFixes.Waiting waiting,
            Optional<Build> newest,
            Findings findings,
            Instant now) {
        String project = one.project().name();
        Build build = one.build();
        addClassName("panel");
        setId("env-" + one.environment().name());
        getElement().setAttribute("aria-label", one.environment().name());
        var title = new H2(one.environment().name());
        title.addClassName("lead");
        var heading = Html.div("heading", title, Chips.gate(Optional.of(build)));
        RunningGrid.markProduction(one.environment(), heading);
        var runs = Html.line(
                Go.build(project, build, Html.span("Build " + Go.name(build), "strong")),
                Html.span(build.branch(), "soft", "break"),
                new Span(Html.span("deployed "), RunningGrid.since(one, now)));
        var words = Html.div("stack", heading, runs);
        verdict.flatMap(Verdict::rule)
                .ifPresent(rule -> words.add(Html.line(Html.span("Rule", "soft"), Html.span(rule, "break"))));
        words.add(Html.line(Html.span("Open criticals:", "soft"), RunningGrid.criticals(one)));
        var head = Html.div(
                "side",
                Html.line(
                        ScoreRing.of(Optional.of(build)),
                        Html.span(build.grade().map(Enum::name).orElse(""), "grade")),
                words);
        add(head, fixes(one, waiting, findings));
        newest.filter(other -> other.id() != build.id())
                .ifPresent(other -> add(Html.line(
                        Html.span("The newest build of " + other.branch() + " is", "soft"),
                        Go.build(project, other),
                        Go.compare(project, other, build, "Compare"))));
    }

    private static Component fixes(Running one, WaitingFixes.Waiting waiting, Findings findings) {
        int total = waiting.findings().getCardinality();
        if (total == 0) {
            return Html.span("No fix waits to be deployed.", "soft");
        }
        List<Finding> first = findings.page(one.project().id(), waiting.findings(), waiting.content(), 0, SHOWN);
        var list = new UnorderedList();
        list.addClassName("brief");
        for (Finding finding : first) {
            String where = new FindingRow(finding, List.of()).where();
            list.add(new ListItem(
                    Go.finding(
                            finding.id(),
                            new SeverityMark(waiting.content().severity(finding.number())),
                            Html.span(" " + finding.label(), "strong")),
                    Html.span(where.isEmpty() ? "" : " " + where, "soft", "break")));
        }
        var all = Html.div(
                "stack",
                Html.span(Words.count(total, "fix is", "fixes are") + " built and not deployed here", "strong"),
                list);
        if (total > first.size()) {
            all.add(Html.span("and " + Words.number(total - first.size()) + " more", "soft"));
        }
        return all;
    }
}
