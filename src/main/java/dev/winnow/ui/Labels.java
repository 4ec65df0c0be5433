package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.discussion.Marked;
import dev.winnow.search.query.Field;
import dev.winnow.search.query.Query;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;

/** How lists and pages show the labels of a finding and who sees to it. */
final class Labels {
    /** Of a finding in a list. */
    private static final int FEW = 2;

    private Labels() {}

    /** A label that leads to all findings that have it. */
    static RouterLink link(String label) {
        var link = new RouterLink("", FindingsView.class);
        link.add(Html.heard("label "), Html.span(label));
        link.setQueryParameters(QueryParameters.of(
                FindingQuery.LINE, Query.everything().with(Field.LABEL, label).text()));
        link.addClassNames("chip", "label-chip");
        return link;
    }

    /** Adds what stands on a finding to its line in a list: not all labels of many. */
    static void addTo(Span line, Marked marked) {
        marked.assignee().ifPresent(login -> line.add(person(login)));
        marked.labels().stream().limit(FEW).forEach(label -> line.add(Chips.label(label)));
        int more = marked.labels().size() - FEW;
        if (more > 0) {
            Span rest = Html.span("+" + more, "soft");
            rest.setTitle(String.join(", ", marked.labels()));
            line.add(rest);
        }
    }

    /** Who sees to a finding. */
    static Component person(String login) {
        var person = new Span(Html.sign("@"), Html.heard("assigned to "), Html.span(login));
        person.addClassNames("person", "soft");
        return person;
    }
}
