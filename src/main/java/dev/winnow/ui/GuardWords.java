package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.finding.FindingStatus;
import dev.winnow.guard.GuardStanding;
import dev.winnow.importers.Category;
import dev.winnow.search.query.Field;
import dev.winnow.search.query.Query;
import dev.winnow.statistics.Share;
import dev.winnow.triage.JudgedFindings.Opinion;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Visible;
import dev.winnow.ui.parts.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** What pages say of guards, and how they lead to each other. */
final class GuardWords {
    private GuardWords() {}

    /** To the guard's page. @param project the only one it is about; empty: all projects */
    static RouterLink link(Optional<String> project, String guard) {
        return link(project, guard, guard);
    }

    static RouterLink link(Optional<String> project, String guard, String text) {
        String shown = Visible.text(text);
        return project.map(name -> new RouterLink(
                        shown,
                        ProjectGuardView.class,
                        new RouteParameters(
                                new RouteParam(ProjectView.PROJECT, name), new RouteParam(GuardView.GUARD, guard))))
                .orElseGet(() -> new RouterLink(shown, GuardView.class, new RouteParameters(GuardView.GUARD, guard)));
    }

    /** To the evidence against one rule of the guard. */
    static RouterLink evidence(Optional<String> project, String guard, String rule, String text) {
        RouterLink link = link(project, guard, text);
        link.setQueryParameters(QueryParameters.of(GuardView.RULE, rule));
        return link;
    }

    /** To all findings of the guard, closed and silenced ones among them. @param rule empty for all rules */
    static RouterLink findings(Optional<String> project, String guard, Optional<String> rule, String text) {
        return findings(query(project, guard, rule), text);
    }

    /** To the open findings of a rule that the guard sees, silenced or not. */
    static RouterLink open(Optional<String> project, String guard, String rule, String text) {
        Query query = query(project, guard, Optional.of(rule)).with(Field.STATUS, FindingStatus.OPEN.word());
        return findings(query, text);
    }

    private static Query query(Optional<String> project, String guard, Optional<String> rule) {
        Query query = Query.everything().with(Field.GUARD, guard);
        if (project.isPresent()) {
            query = query.with(Field.PROJECT, project.get());
        }
        return rule.isPresent() ? query.with(Field.RULE, rule.get()) : query;
    }

    /** To what the query finds. */
    static RouterLink findings(Query query, String text) {
        var link = new RouterLink(Visible.text(text), FindingsView.class);
        link.setQueryParameters(QueryParameters.of(FindingQuery.LINE, query.text()));
        return link;
    }

    /** A share in per cent with its numbers; where it stands on few, it says so. */
    static Component share(Share share) {
        if (share.whole() == 0) {
            return Html.span("–", "soft");
        }
        var cell = Html.div(
                "stack", Html.span(Math.round(100 * share.value()) + " %", "strong"), Html.span(share.words(), "soft"));
        if (share.isFew() && share.part() > 0) {
            Span few = Html.span("few judged", "soft");
            few.setTitle("A share of so few says little: it stands further down than a like share of many.");
            cell.add(few);
        }
        return cell;
    }

    /** What was said besides false positives, in words; empty where nothing was. */
    static String others(ToIntFunction<Opinion> count) {
        return Arrays.stream(Opinion.values())
                .filter(opinion -> opinion != Opinion.FALSE_POSITIVE && count.applyAsInt(opinion) > 0)
                .map(opinion -> count.applyAsInt(opinion) + " " + word(opinion))
                .collect(Collectors.joining(", "));
    }

    private static String word(Opinion opinion) {
        return switch (opinion) {
            case FALSE_POSITIVE -> "false";
            case CONFIRMED -> "confirmed";
            case ACCEPTED_RISK -> "accepted";
            case WONT_FIX -> "won’t fix";
            case AUTHORISED -> "authorised";
            case SILENCED -> "by rule or VEX";
        };
    }

    /** As people write it. */
    static String of(Category category) {
        return switch (category) {
            case SAST -> "Static (SAST)";
            case SCA -> "Dependencies (SCA)";
            case SECRETS -> "Secrets";
            case IAC -> "Infrastructure as code";
            case CONTAINER -> "Containers";
            case DAST -> "Dynamic (DAST)";
            case IAST -> "Interactive (IAST)";
            case POLICY -> "Policy";
            case RUNTIME -> "Runtime";
            case DRIFT -> "Drift";
        };
    }

    /** How long it takes to report, from the commit where builds say when that was; empty where nobody knows. */
    static Optional<Span> delay(GuardStanding standing) {
        return delay(standing.afterCommit(), "after the commit")
                .or(() -> delay(standing.afterFirst(), "after a build’s first report"));
    }

    private static Optional<Span> delay(GuardStanding.Delay delay, String since) {
        return delay.median().map(median -> {
            Span span = Html.span(Words.span(median) + " " + since);
            span.setTitle("Median of " + Words.count(delay.builds(), "build", "builds")
                    + ", to the end of the guard's first complete scan");
            return span;
        });
    }

    /** What is not as it should be with how it runs, each in a word and a sign; empty where nothing is. */
    static List<Span> marks(GuardStanding standing) {
        var marks = new ArrayList<Span>();
        switch (standing.state()) {
            case STALE ->
                marks.add(explained(
                        Chips.notice("stale"), "The ten newest builds of the tracked branch came without it."));
            case ELSEWHERE ->
                marks.add(explained(Chips.plain("other branches only"), "It does not report on the tracked branch."));
            case SILENT ->
                marks.add(explained(
                        Chips.notice("silent"),
                        "Nothing is known of it on the newest builds; its targets are retired."));
            case RUNS -> {
                if (standing.stale() > 0) {
                    marks.add(explained(
                            Chips.notice(standing.stale() + " of " + standing.targets() + " targets stale"),
                            "The ten newest builds came without them."));
                }
            }
        }
        if (standing.brokeOff() > 0) {
            marks.add(explained(
                    Chips.notice("broke off on " + standing.brokeOff()),
                    "On so many builds it did not look at everything."));
        }
        if (standing.held() > 0) {
            marks.add(explained(
                    Chips.notice(Words.count(standing.held(), "closing held", "closings held")),
                    "It suddenly missed most of what there was: the next scan or a person confirms."));
        }
        return marks;
    }

    private static Span explained(Span chip, String why) {
        chip.setTitle(why);
        chip.add(Html.heard(". " + why));
        return chip;
    }

    /** Whose absence makes a build provisional, in words; empty where nobody waits for it. */
    static String expected(GuardStanding standing) {
        return switch (standing.expected()) {
            case BY_POLICY -> "expected by the policy";
            case BY_HABIT -> "expected: it ran for the newest builds";
            case NOT -> "not expected";
        };
    }
}
