package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.metrics.GuardCounted;
import dev.winnow.ui.parts.Html;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Leads from the numbers of a guard to the episodes that they count.
 *
 * @param query period, severity, team and projects, with the guard
 */
record SignalLinks(GuardQuery query, String guard) {
    static final String FATE = "fate";

    /** @param project the only one that the numbers are of; empty: those of the query */
    static SignalLinks of(GuardQuery query, Optional<String> project, String guard) {
        GuardQuery of = project.map(name -> query.of(query.trend().of(new TreeSet<>(Set.of(name)))))
                .orElse(query);
        return new SignalLinks(of.ofGuard(Optional.of(guard)), guard);
    }

    /** Words with a number in them; no link where there is nothing. */
    Component to(GuardCounted what, String words, int count) {
        if (count == 0) {
            return Html.span(words);
        }
        var link = new RouterLink(words, GuardBehindView.class);
        link.setQueryParameters(parameters(what));
        link.getElement().setAttribute("aria-label", words.replace(":", "") + ", " + what.many() + " of " + guard);
        return link;
    }

    QueryParameters parameters(GuardCounted what) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters.put(FATE, List.of(what.word()));
        parameters.putAll(query.parameters().getParameters());
        return new QueryParameters(parameters);
    }
}
