package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.winnow.finding.Finding;
import dev.winnow.policy.Verdict;
import dev.winnow.project.Build;
import dev.winnow.project.Outcome;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.ScoreRing;
import dev.winnow.ui.parts.SeverityMark;
import dev.winnow.ui.parts.Visible;
import dev.winnow.ui.parts.WebLink;
import dev.winnow.ui.parts.Words;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** A build in a glance: score, verdict and the rule that decided, where it comes from, and the build before. */
final class BuildSummary extends Section {
    BuildSummary(BuildPage page, Instant now) {
        Build build = page.build();
        addClassNames("panel", "summary");
        getElement().setAttribute("aria-label", "Summary");
        var title = new H1("Build " + Go.name(build));
        title.setTitle(build.ciId());
        var heading = Html.div("heading", title, Chips.gate(Optional.of(build)));
        var words = Html.div("stack", Html.line(Go.project(page.project())), heading, origin(build, now));
        if (!page.runsIn().isEmpty()) {
            words.add(runsIn(page, now));
        }
        if (!page.missing().isEmpty()) {
            words.add(Html.span("Waiting for " + String.join(", ", page.missing()) + ".", "note"));
        }
        page.verdict().ifPresent(verdict -> words.add(reason(page, verdict)));
        if (build.judgedAgain()) {
            words.add(built(build));
        }
        add(
                Html.line(
                        ScoreRing.of(Optional.of(build)).large(),
                        Html.span(build.grade().map(Enum::name).orElse(""), "grade", "large")),
                words);
        page.change().ifPresent(change -> add(before(page, change.before())));
    }

    private static Component origin(Build build, Instant now) {
        var line = Html.line(Html.span(build.branch(), "break"));
        line.addClassNames("soft", "spread");
        if (!build.commitSha().equals(build.ciId())
                || !Words.commit(build.ciId()).equals(build.ciId())) {
            Span commit = Html.span(Words.commit(build.commitSha()), "mono");
            commit.setTitle(build.commitSha());
            line.add(commit);
        }
        build.changeId().ifPresent(change -> line.add(Html.span("change " + change, "break")));
        build.author().ifPresent(author -> line.add(Html.span("by " + Visible.text(author), "break")));
        line.add(new Span(
                new Span(build.committedAt().isPresent() ? "committed " : "first seen "),
                Moment.ago(build.placedAt(), now)));
        line.add(OverviewView.guards(build));
        build.url().ifPresent(url -> line.add(WebLink.of(url, "pipeline run")));
        return line;
    }

    private static Component runsIn(BuildPage page, Instant now) {
        var line = Html.line(Html.span("Runs in", "soft"));
        page.runsIn().forEach(environment -> {
            line.add(Go.environments(page.project(), environment.name()));
            RunningGrid.markProduction(environment, line);
            environment
                    .since()
                    .ifPresent(at -> line.add(new Span(Html.span("deployed ", "soft"), Moment.ago(at, now))));
        });
        return line;
    }

    /** What it was at build time, where scans or decisions have changed that since. */
    private static Component built(Build build) {
        return Html.line(
                Html.span("When it was built:", "soft"),
                Chips.verdict(build.builtVerdict()),
                Html.span(
                        build.builtScore().map(score -> "score " + score).orElse("")
                                + "; scanned again or decided since then.",
                        "soft"));
    }

    private static Component reason(BuildPage page, Verdict verdict) {
        Div said = Html.div("stack");
        if (verdict.outcome() == Outcome.PASS) {
            said.add(Html.line(Html.span("No rule of the policy asks for more than passing.")));
        } else {
            said.add(deciding(page, verdict));
            verdict.deciding().stream()
                    .filter(reason -> !reason.message().isEmpty())
                    .forEach(reason -> said.add(Html.span(Visible.text(reason.message()), "break")));
            String others = verdict.reasons().stream()
                    .skip(1)
                    .map(reason -> reason.rule() + " (" + reason.effect().word() + ", "
                            + Words.count(reason.size(), "finding", "findings") + ")")
                    .collect(Collectors.joining(", "));
            if (!others.isEmpty()) {
                said.add(Html.span("Also " + Visible.text(others) + ".", "soft", "break"));
            }
        }
        said.add(ProjectPolicyView.link(page.project().name(), "Policy"));
        return said;
    }

    private static Component deciding(BuildPage page, Verdict verdict) {
        var reason = new Div(
                new Span("Rule "), Html.span(Visible.text(verdict.rule().orElse("")), "strong"), new Span(" on "));
        reason.addClassName("reason");
        boolean first = true;
        for (Finding finding : page.decidedOn()) {
            if (!first) {
                reason.add(new Span(", "));
            }
            first = false;
            reason.add(Go.finding(
                    finding.id(), new SeverityMark(finding.severity()), Html.span(" " + finding.label(), "strong")));
            String where = new FindingRow(finding, java.util.List.of()).where();
            if (!where.isEmpty()) {
                reason.add(new Span(" in "), Html.span(where, "mono", "break"));
            }
        }
        int more = verdict.deciding().stream()
                        .mapToInt(Verdict.Reason::size)
                        .findFirst()
                        .orElse(0)
                - page.decidedOn().size();
        if (more > 0) {
            reason.add(new Span(" and " + Words.number(more) + " more"));
        }
        return reason;
    }

    private static Component before(BuildPage page, Build before) {
        String score = before.score().map(String::valueOf).orElse("–");
        String grade = before.grade().map(Enum::name).orElse("");
        return Html.div(
                "before",
                Html.span("Before", "soft"),
                Go.build(page.project().name(), before.id(), score + " " + grade),
                Chips.change(before, page.build()),
                Go.compare(page.project().name(), page.build(), before, "Compare"));
    }
}
