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
import org.jspecify.annotations.Nullable;

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
    private final FindingDownloads downloads;
    private final Div heading = Html.div("heading");
    private final QueryLine line = new QueryLine(this::ask);
    private final Select<Order> sort = new Select<>();
    private final FacetPanel facets = new FacetPanel();
    private final Div list = Html.div("panel");
    private final ViewsBar views;
    private final IndexNote note;
    private FindingQuery shown = FindingQuery.usual();
    private Optional<SavedView> view = Optional.empty();
    private @Nullable FoundFindings found;
    private @Nullable LazyGrid<FindingRow> grid;
    private String title = "Findings";

    FindingsView(
            Readable readable,
            FindingLists lists,
            SavedViews saved,
            FindingDownloads downloads,
            FindingIndex index,
            LiveUpdates live,
            Clock clock) {
        this.readable = readable;
        this.lists = lists;
        this.saved = saved;
        this.downloads = downloads;
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
        live.follow(this, scan -> shown.project().map(scan.project()::equals).orElse(true), this::refresh);
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
        found = null;
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

    private void show(FindingQuery query, Optional<SavedView> asked) {
        shown = query;
        view = asked;
        title = view.map(SavedView::name)
                .orElse(name() + query.project().map(each -> " · " + each).orElse(""));
        line.show(query.text());
        sort.getListDataView().refreshAll();
        sort.setValue(query.order());
        views.show(view, Optional.of(query));
        grid = null;
        try {
            show(lists.of(query));
        } catch (IndexUnavailable e) {
            unavailable(e);
        }
    }

    /** After an import; a list that is the same stays as it is, with what has the focus in it. */
    private void refresh() {
        FoundFindings before = found;
        if (before == null) {
            return;
        }
        try {
            FindingLists.Listed now = lists.of(shown);
            if (!now.found().equals(before)) {
                show(now);
            }
        } catch (IndexUnavailable e) {
            unavailable(e);
        }
    }

    private void unavailable(IndexUnavailable why) {
        found = FoundFindings.nothing(false);
        grid = null;
        note.hide();
        facets.setVisible(false);
        showHeading();
        list.removeAll();
        list.add(new EmptyState("Findings cannot be searched now", String.valueOf(why.getMessage())));
    }

    private void showHeading() {
        heading.removeAll();
        heading.add(new H1(view.map(SavedView::name).orElse("Findings")));
    }

    /** What the list holds, by its name. */
    private String name() {
        return shown.status()
                .map(FindingQuery::label)
                .map(label -> label + " findings")
                .orElse("Findings");
    }

    private void show(FindingLists.Listed listed) {
        FoundFindings now = listed.found();
        found = now;
        List<Project> projects = readable.projects();
        // The same grid is kept: it stays where it was scrolled to.
        LazyGrid<FindingRow> rows =
                grid == null ? FindingGrid.create(name(), shown.project().isEmpty()) : grid;
        boolean any = rows.show(listed.pages());
        showHeading();
        heading.add(total(shown, now.total()));
        if (now.total() > 0 && shown.query().chosen(Field.SEVERITY).isEmpty()) {
            heading.add(SeverityTally.full(severities(now)));
        }
        int silenced = projects.stream()
                .filter(project -> shown.project().map(project.name()::equals).orElse(true))
                .mapToInt(Project::openSilenced)
                .sum();
        if (isOpenAndWhole(shown) && shown.hidesSilenced() && silenced > 0) {
            heading.add(link(silenced(shown, "yes"), "and " + Words.number(silenced) + " silenced"));
        }
        if (any) {
            heading.add(Html.div("room"), downloads.links(shown.query()));
        }
        note.show(now.complete());
        facets.setVisible(any || !shown.query().parts().isEmpty());
        facets.show(shown, now);
        if (!any || grid == null) {
            list.removeAll();
            list.add(any ? rows : nothing(shown, projects, silenced));
        }
        grid = any ? rows : null;
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
