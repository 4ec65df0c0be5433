package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Caller;
import dev.winnow.metrics.GuardTotal;
import dev.winnow.metrics.GuardTotal.Noisy;
import dev.winnow.metrics.RuleSignal;
import dev.winnow.statistics.Share;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of a guard that make the most noise, each one click from a silence rule for those who may make one. */
final class NoisyRules {
    /** More projects of a rule are left to the form. */
    private static final int PROJECTS = 3;

    private NoisyRules() {}

    /**
     * @param project the only one that is shown; empty: several, maybe
     * @param titles what rules are called besides their ids, where that is known
     */
    static Component list(Optional<String> project, GuardTotal of, Caller caller, Map<String, String> titles) {
        if (of.noisiest().isEmpty()) {
            return Html.span("Nothing that it reported was silenced, or called a false positive.", "soft");
        }
        var list = new UnorderedList();
        list.addClassName("noisy");
        for (Noisy rule : of.noisiest()) {
            String id = rule.signal().rule();
            var item = new ListItem(GuardWords.findings(project, of.guard(), Optional.of(id), id));
            Optional.ofNullable(titles.get(id)).ifPresent(title -> item.add(Html.span(title, "break")));
            item.add(Html.span(said(rule.signal()), "soft"));
            links(of.guard(), rule, caller).forEach(item::add);
            list.add(item);
        }
        return list;
    }

    /** Such as {@code 6 of 7 were noise (86 %, 90 % interval 55 to 97 %): 5 false positives, 1 accepted}. */
    static String said(RuleSignal rule) {
        Share noise = rule.noise();
        var parts = new ArrayList<String>();
        if (rule.falsePositive() > 0) {
            parts.add(Words.count(rule.falsePositive(), "false positive", "false positives"));
        }
        if (rule.accepted() > 0) {
            parts.add(Words.number(rule.accepted()) + " accepted");
        }
        return Words.number(noise.part()) + " of " + Words.number(noise.whole()) + " silenced ("
                + SignalParts.said(noise.value()) + ", " + SignalParts.interval(noise) + "): "
                + String.join(", ", parts);
    }

    /** To the form of a silence rule, filled with guard and rule: for the project where there is one, else as far as one may. */
    private static List<RouterLink> links(String guard, Noisy rule, Caller caller) {
        if (rule.projects().size() > 1 && caller.mayTriageEverywhere()) {
            return List.of(link("Silence in all projects", guard, rule.signal().rule(), Optional.empty()));
        }
        List<String> may = rule.projects().stream().filter(caller::mayTriage).toList();
        return may.stream()
                .limit(PROJECTS)
                .map(project -> link(
                        may.size() == 1 ? "Silence" : "Silence in " + project,
                        guard,
                        rule.signal().rule(),
                        Optional.of(project)))
                .toList();
    }

    private static RouterLink link(String text, String guard, String rule, Optional<String> project) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("rule", rule);
        parameters.put("guard", guard);
        project.ifPresent(name -> parameters.put("project", name));
        var link = new RouterLink(text, NewSilenceRuleView.class);
        link.setQueryParameters(QueryParameters.simple(parameters));
        link.getElement()
                .setAttribute(
                        "aria-label",
                        text + ": a silence rule for " + rule + " of " + guard
                                + project.map(name -> " in " + name).orElse(" in all projects"));
        return link;
    }
}
