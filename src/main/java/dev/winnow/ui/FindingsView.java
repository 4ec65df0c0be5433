package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.winnow.finding.FindingFilter;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.Silenced;
import dev.winnow.importers.Severity;
import dev.winnow.project.Project;
import dev.winnow.project.SeverityCounts;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.SeverityTally;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Findings of all projects or of one, worst first, as the filters in the address choose them. */
@Route("findings")
@PermitAll
class FindingsView extends Page implements BeforeEnterObserver {
    static final String PROJECT = "project";
    static final String STATUS = "status";
    static final String SEVERITY = "severity";

    private final Readable readable;
    private final FindingLists lists;
    private final FindingFilters filters;
    private final Div heading = Html.div("heading");
    private final Div list = Html.div("panel");
    private String title = "Findings";

    FindingsView(Readable readable, FindingLists lists) {
        this.readable = readable;
        this.lists = lists;
        filters = new FindingFilters(readable, FindingQuery.of(Optional.empty(), QueryParameters.empty()));
        add(heading, filters, list);
    }

    @Override
    String title() {
        return title;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters parameters = event.getLocation().getQueryParameters();
        Optional<Project> one = parameters
                .getSingleParameter(PROJECT)
                .filter(name -> !name.isEmpty())
                .map(readable::project);
        show(FindingQuery.of(one, parameters));
    }

    private void show(FindingQuery query) {
        List<Project> projects = readable.projects();
        String name = FindingQuery.label(query.filter().status()) + " findings";
        title = name + query.project().map(each -> " · " + each.name()).orElse("");
        filters.show(query, projects);
        FindingLists.Listed listed = lists.of(query);
        LazyGrid<FindingRow> grid = FindingGrid.create(name, query.project().isEmpty());
        boolean any = grid.show(listed.pages());
        int silenced = query.project().map(List::of).orElse(projects).stream()
                .mapToInt(Project::openSilenced)
                .sum();
        heading.removeAll();
        heading.add(new H1("Findings"));
        Optional<SeverityCounts> counts = listed.counts().or(() -> rolledUp(query, projects));
        counts.map(all -> OptionalInt.of(all.total()))
                .orElseGet(grid::size)
                .ifPresent(total -> heading.add(total(query, total)));
        counts.filter(all -> all.total() > 0).ifPresent(all -> heading.add(SeverityTally.full(all)));
        if (query.filter().status() == FindingStatus.OPEN && query.isWhole() && silenced > 0) {
            heading.add(FindingFilters.link(query.with(Silenced.ONLY), "and " + Words.number(silenced) + " silenced"));
        }
        list.removeAll();
        list.add(any ? grid : nothing(query, projects, silenced));
    }

    private static Span total(FindingQuery query, int total) {
        String status = FindingQuery.label(query.filter().status());
        return Html.span(Words.number(total) + " " + status.toLowerCase(Locale.ROOT), "soft");
    }

    /** What the roll-ups of the projects say of open findings; they know severities of those only that count. */
    private static Optional<SeverityCounts> rolledUp(FindingQuery query, List<Project> projects) {
        FindingFilter filter = query.filter();
        if (filter.status() != FindingStatus.OPEN
                || filter.kind() != null
                || filter.guard() != null
                || filter.silenced() != Silenced.HIDE) {
            return Optional.empty();
        }
        int[] counts = new int[Severity.values().length];
        for (Project project : projects) {
            project.open().bySeverity().forEach((severity, n) -> {
                if (filter.severities().isEmpty() || filter.severities().contains(severity)) {
                    counts[severity.ordinal()] += n;
                }
            });
        }
        return Optional.of(SeverityCounts.of(counts));
    }

    private EmptyState nothing(FindingQuery query, List<Project> projects, int silenced) {
        if (projects.isEmpty()) {
            return FirstSteps.create(readable.caller());
        }
        if (!query.isWhole()) {
            return new EmptyState(
                    "No finding matches the filters",
                    "In force: " + String.join("; ", query.chosen()) + ".",
                    FindingFilters.clear());
        }
        return switch (query.filter().status()) {
            case OPEN ->
                silenced == 0
                        ? new EmptyState("Nothing open", "No guard sees a problem on the tracked branch now.")
                        : new EmptyState(
                                "Nothing open but what is silenced",
                                Words.count(silenced, "silenced finding is", "silenced findings are") + " hidden.",
                                FindingFilters.link(query.with(Silenced.SHOW), "Show them"));
            case CLOSED ->
                new EmptyState("Nothing closed yet", "A finding closes when a complete scan no longer has it.");
            case ELSEWHERE ->
                new EmptyState(
                        "Nothing on other branches only",
                        "Here stands what only builds of other branches have, pull requests for example.");
        };
    }
}
