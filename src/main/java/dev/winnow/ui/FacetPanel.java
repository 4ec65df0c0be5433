package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.finding.FindingFilter;
import dev.winnow.finding.FindingStatus;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import dev.winnow.search.CweNames;
import dev.winnow.search.Facet;
import dev.winnow.search.FoundFindings;
import dev.winnow.search.query.Query;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** How many findings of the list have which value. A value is a link that narrows the list to it, or widens it again. */
final class FacetPanel extends Div {
    private final NativeButton fold = new NativeButton();
    private final Div groups = Html.div("groups");

    FacetPanel() {
        addClassName("facets");
        getElement().setAttribute("role", "navigation").setAttribute("aria-label", "Narrow the list");
        groups.setId("finding-facets");
        fold.addClassNames("quiet", "fold");
        fold.getElement().setAttribute("aria-controls", "finding-facets");
        fold.addClickListener(click -> unfold(!groups.hasClassName("open")));
        unfold(false);
        add(fold, Html.heard(""), groups);
    }

    private void unfold(boolean open) {
        groups.setClassName("open", open);
        fold.getElement().setAttribute("aria-expanded", Boolean.toString(open));
    }

    void show(FindingQuery query, FoundFindings found) {
        groups.removeAll();
        int narrowed = 0;
        groups.add(heading());
        for (Facet facet : Facet.values()) {
            List<Facet.Count> counts =
                    withChosen(facet, query.query(), found.facets().getOrDefault(facet, List.of()));
            narrowed += (int) counts.stream().filter(Facet.Count::chosen).count();
            if (counts.stream().anyMatch(count -> count.findings() > 0 || count.chosen())) {
                groups.add(group(facet, query, counts));
            }
        }
        fold.setText(narrowed == 0 ? "Narrow" : "Narrow (" + narrowed + ")");
    }

    private static H2 heading() {
        var heading = new H2("Narrow the list");
        heading.addClassName("heard");
        return heading;
    }

    /** What is chosen can always be taken back, even where it found nothing. */
    private static List<Facet.Count> withChosen(Facet facet, Query query, List<Facet.Count> counts) {
        var all = new ArrayList<>(counts);
        query.chosen(facet.field()).stream()
                .filter(value ->
                        counts.stream().noneMatch(count -> count.value().equalsIgnoreCase(value)))
                .forEach(value -> all.add(new Facet.Count(value, 0, true)));
        return all;
    }

    private static Section group(Facet facet, FindingQuery query, List<Facet.Count> counts) {
        var list = new UnorderedList();
        list.addClassName("plain");
        Stream<Facet.Count> ordered = facet == Facet.SEVERITY
                ? counts.stream().sorted(Comparator.comparingInt(FacetPanel::rank))
                : counts.stream();
        ordered.filter(count -> count.findings() > 0 || count.chosen())
                .forEach(count -> list.add(new ListItem(link(facet, query, count))));
        var name = new H3(name(facet));
        var group = new Section(name, list);
        group.addClassName("facet");
        group.getElement().setAttribute("aria-label", name(facet));
        return group;
    }

    private static int rank(Facet.Count count) {
        return FindingFilter.choice(Severity.class, count.value())
                .map(severity -> severity.compareTo(Severity.CRITICAL))
                .orElse(0);
    }

    private static RouterLink link(Facet facet, FindingQuery query, Facet.Count count) {
        Query changed = count.chosen()
                ? query.query().without(facet.field(), count.value())
                : query.query().with(facet.field(), count.value());
        var link = new RouterLink("", FindingsView.class);
        link.setQueryParameters(query.with(changed).parameters());
        String label = label(facet, count.value());
        var text = Html.span(label, "clip", "value");
        text.setTitle(label);
        link.add(text, Html.span(Words.number(count.findings()), "count"));
        if (count.chosen()) {
            link.addClassName("chosen");
            link.getElement().setAttribute("aria-current", "true");
            link.add(Html.heard("chosen; take it back"));
        }
        return link;
    }

    private static String name(Facet facet) {
        return facet == Facet.CWE ? "Weakness" : Words.capital(facet.name());
    }

    private static String label(Facet facet, String value) {
        return switch (facet) {
            case SEVERITY, PROJECT, GUARD, RULE, PACKAGE, ASSIGNEE, LABEL ->
                facet == Facet.SEVERITY ? Words.capital(value) : value;
            case STATUS ->
                FindingFilter.choice(FindingStatus.class, value)
                        .map(FindingQuery::label)
                        .orElse(value);
            case KIND -> FindingFilter.choice(Kind.class, value).map(Words::of).orElse(value);
            case CWE ->
                "CWE-" + value
                        + CweNames.number(value)
                                .flatMap(CweNames::of)
                                .map(name -> " " + name)
                                .orElse("");
            case AGE ->
                switch (value) {
                    case "<7d" -> "Up to 7 days";
                    case "7d..30d" -> "7 to 30 days";
                    case "30d..90d" -> "30 to 90 days";
                    case ">90d" -> "Over 90 days";
                    default -> value;
                };
        };
    }
}
