package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.search.query.Field;
import dev.winnow.search.query.Query;
import dev.winnow.triage.JudgedFindings.Opinion;
import dev.winnow.statistics.Share;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Visible;
import java.util.Arrays;
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
        Query query = Query.everything().with(Field.GUARD, guard);
        if (project.isPresent()) {
            query = query.with(Field.PROJECT, project.get());
        }
        if (rule.isPresent()) {
            query = query.with(Field.RULE, rule.get());
        }
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
}
