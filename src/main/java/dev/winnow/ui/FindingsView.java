package dev.winnow.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.finding.FindingFilter;
import dev.winnow.finding.FindingStatus;
import dev.winnow.importers.Severity;
import dev.winnow.project.Project;
import dev.winnow.project.SeverityCounts;
import dev.winnow.search.Facet;
import dev.winnow.search.FindingIndex;
import dev.winnow.search.FoundFindings;
import dev.winnow.search.IndexUnavailable;
import dev.winnow.search.Order;
import dev.winnow.search.SavedView;
import dev.winnow.search.SavedViews;
import dev.winnow.search.query.Field;
import dev.winnow.search.query.QueryError;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.SeverityTally;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Findings of all projects, as the query in the address chooses and sorts them. */
@Route("findings")
@PermitAll
class FindingsView extends Page implements BeforeEnterObserver {
    static final String PROJECT = "project";
    static final String STATUS = "status";
    static final String SEVERITY = "severity";

    private final Readable readable;
    private final FindingLists lists;
    private final SavedViews saved;
    private final Div heading = Html.div("heading");
    private final QueryLine line = new QueryLine(this::ask);
    private final Select<Order> sort = new Select<>();
    private final FacetPanel facets = new FacetPanel();
    private final Div list = Html.div("panel");
    private final ViewsBar views;
    private final IndexNote note;
    private FindingQuery shown = FindingQuery.usual();
    private String title = "Findings";

    FindingsView(Readable readable, FindingLists lists, SavedViews saved, FindingIndex index, Clock clock) {
        this.readable = readable;
        this.lists = lists;
        this.saved = saved;
        views = new ViewsBar(saved, readable);
        note = new IndexNote(index, readable, clock);
        sort.setLabel("Sort");
        sort.setItems(Order.values());
        sort.setItemLabelGenerator(FindingsView::label);
        sort.setItemEnabledProvider(
                order -> order != Order.RELEVANCE || shown.query().hasWords());
        sort.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                go(shown.sorted(change.getValue()));
            }
        });
        add(
                heading,
                views,
                Html.div("asked", line, sort),
                note,
                Html.div("beside-facets", facets, list),
                note.administration());
    }

    private static String label(Order order) {
        return switch (order) {
            case SEVERITY -> "Worst first";
            case NEWEST -> "Newest first";
            case OLDEST -> "Oldest first";
            case RELEVANCE -> "Best match first";
        };
    }

    @Override
    String title() {
        return title;
    }

    private void ask(String typed) {
        go(FindingQuery.of(QueryParameters.of(FindingQuery.LINE, typed)));
    }

    private static void go(FindingQuery query) {
        UI.getCurrent().navigate(FindingsView.class, query.parameters());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters parameters = event.getLocation().getQueryParameters();
        parameters.getSingleParameter(PROJECT).filter(name -> !name.isEmpty()).ifPresent(readable::project);
        Optional<SavedView> view =
                parameters.getSingleParameter(FindingQuery.VIEW).map(this::view);
        try {
            show(view.map(FindingQuery::of).orElseGet(() -> FindingQuery.of(parameters)), view);
        } catch (QueryError e) {
            refuse(
                    view.map(SavedView::query)
                            .or(() -> parameters.getSingleParameter(FindingQuery.LINE))
                            .orElse(""),
                    e);
        }
    }

    private SavedView view(String id) {
        try {
            return saved.find(readable.caller(), Long.parseLong(id))
                    .orElseThrow(() -> new NotFoundException("There is no view " + id + "."));
        } catch (NumberFormatException e) {
            throw new NotFoundException("There is no such view.");
        }
    }

    private void refuse(String typed, QueryError error) {
        title = "Findings";
        heading.removeAll();
        heading.add(new H1("Findings"));
        views.show(Optional.empty(), Optional.empty());
        line.show(typed, error);
        note.hide();
        facets.setVisible(false);
        list.removeAll();
        list.add(new EmptyState(
                "The query cannot be read",
                "At column " + error.column() + ": " + error.getMessage(),
                new RouterLink("All open findings", FindingsView.class)));
    }

    private void show(FindingQuery query, Optional<SavedView> view) {
        shown = query;
        String name = query.status()
                .map(FindingQuery::label)
                .map(label -> label + " findings")
                .orElse("Findings");
        title = view.map(SavedView::name)
                .orElse(name + query.project().map(each -> " · " + each).orElse(""));
        line.show(query.text());
        sort.getListDataView().refreshAll();
        sort.setValue(query.order());
        views.show(view, Optional.of(query));
        heading.removeAll();
        heading.add(new H1(view.map(SavedView::name).orElse("Findings")));
        list.removeAll();
        try {
            show(query, name, lists.of(query));
        } catch (IndexUnavailable e) {
            note.hide();
            facets.setVisible(false);
            list.add(new EmptyState("Findings cannot be searched now", String.valueOf(e.getMessage())));
        }
    }

    private void show(FindingQuery query, String name, FindingLists.Listed listed) {
        FoundFindings found = listed.found();
        List<Project> projects = readable.projects();
        LazyGrid<FindingRow> grid = FindingGrid.create(name, query.project().isEmpty());
        boolean any = grid.show(listed.pages());
        heading.add(total(query, found.total()));
        if (found.total() > 0 && query.query().chosen(Field.SEVERITY).isEmpty()) {
            heading.add(SeverityTally.full(severities(found)));
        }
        int silenced = projects.stream()
                .filter(project -> query.project().map(project.name()::equals).orElse(true))
                .mapToInt(Project::openSilenced)
                .sum();
        if (isOpenAndWhole(query) && query.hidesSilenced() && silenced > 0) {
            heading.add(link(silenced(query, "yes"), "and " + Words.number(silenced) + " silenced"));
        }
        note.show(found.complete());
        facets.setVisible(any || !query.query().parts().isEmpty());
        facets.show(query, found);
        list.add(any ? grid : nothing(query, projects, silenced));
    }

    private static SeverityCounts severities(FoundFindings found) {
        int[] counts = new int[Severity.values().length];
        found.facets()
                .getOrDefault(Facet.SEVERITY, List.of())
                .forEach(count -> FindingFilter.choice(Severity.class, count.value())
                        .ifPresent(severity -> counts[severity.ordinal()] = (int) count.findings()));
        return SeverityCounts.of(counts);
    }

    private static boolean isOpenAndWhole(FindingQuery query) {
        return query.isWhole() && query.status().equals(Optional.of(FindingStatus.OPEN));
    }

    private static FindingQuery silenced(FindingQuery query, String yesOrNo) {
        return query.with(query.query().without(Field.SILENCED).with(Field.SILENCED, yesOrNo));
    }

    private static RouterLink link(FindingQuery query, String text) {
        var link = new RouterLink(text, FindingsView.class);
        link.setQueryParameters(query.parameters());
        return link;
    }

    private static Span total(FindingQuery query, long total) {
        String what = query.status()
                .map(status -> FindingQuery.label(status).toLowerCase(Locale.ROOT))
                .orElse(total == 1 ? "finding" : "findings");
        return Html.span(Words.number(total) + " " + what, "soft");
    }

    private EmptyState nothing(FindingQuery query, List<Project> projects, int silenced) {
        if (projects.isEmpty()) {
            return FirstSteps.create(readable.caller());
        }
        Optional<FindingStatus> status = query.status();
        if (!query.isWhole() || status.isEmpty()) {
            return new EmptyState(
                    "No finding matches the query",
                    "Asked for: " + query.text() + ". Take a part away, or start again.",
                    new RouterLink("All open findings", FindingsView.class));
        }
        return switch (status.get()) {
            case OPEN ->
                silenced == 0
                        ? new EmptyState("Nothing open", "No guard sees a problem on the tracked branch now.")
                        : new EmptyState(
                                "Nothing open but what is silenced",
                                Words.count(silenced, "silenced finding is", "silenced findings are") + " hidden.",
                                link(query.with(query.query().without(Field.SILENCED)), "Show them"));
            case CLOSED ->
                new EmptyState("Nothing closed yet", "A finding closes when a complete scan no longer has it.");
            case ELSEWHERE ->
                new EmptyState(
                        "Nothing on other branches only",
                        "Here stands what only builds of other branches have, pull requests for example.");
        };
    }
}
