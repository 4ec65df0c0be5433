package dev.winnow.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.winnow.finding.FindingStatus;
import dev.winnow.project.Project;
import dev.winnow.project.SeverityCounts;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.SeverityTally;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Findings of all projects or of one, worst first. */
@Route("findings")
@PermitAll
class FindingsView extends Page implements BeforeEnterObserver {
    static final String PROJECT = "project";
    static final String STATUS = "status";
    static final String SEVERITY = "severity";

    private static final String ALL = "";

    private final Readable readable;
    private final FindingLists lists;
    private final Select<String> project = new Select<>();
    private final Select<FindingStatus> status = new Select<>();
    private final Div heading = Html.div("heading");
    private final Div list = new Div();
    private String title = "Findings";

    FindingsView(Readable readable, FindingLists lists) {
        this.readable = readable;
        this.lists = lists;
        project.setLabel("Project");
        project.setItemLabelGenerator(name -> name.equals(ALL) ? "All projects" : name);
        status.setLabel("Status");
        status.setItems(FindingStatus.values());
        status.setItemLabelGenerator(FindingsView::label);
        project.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                go();
            }
        });
        status.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                go();
            }
        });
        list.addClassName("panel");
        add(heading, Html.div("filters", project, status), list);
    }

    @Override
    String title() {
        return title;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters query = event.getLocation().getQueryParameters();
        Optional<Project> one = query.getSingleParameter(PROJECT)
                .filter(name -> !name.isEmpty())
                .or(() -> readable.caller().onlyProject())
                .map(readable::project);
        FindingStatus chosen =
                query.getSingleParameter(STATUS).flatMap(FindingsView::ofWord).orElse(FindingStatus.OPEN);
        show(one, chosen);
    }

    private void show(Optional<Project> one, FindingStatus chosen) {
        List<Project> projects = readable.projects();
        var names = new ArrayList<String>();
        names.add(ALL);
        projects.forEach(each -> names.add(each.name()));
        project.setItems(names);
        project.setValue(one.map(Project::name).orElse(ALL));
        status.setValue(chosen);
        title = label(chosen) + " findings"
                + one.map(each -> " · " + each.name()).orElse("");
        heading.removeAll();
        heading.add(new H1("Findings"));
        if (chosen == FindingStatus.OPEN) {
            SeverityCounts open = one.map(Project::open).orElseGet(() -> sum(projects));
            int silenced = one.map(List::of).orElse(projects).stream()
                    .mapToInt(Project::openSilenced)
                    .sum();
            heading.add(Html.span(Words.number(open.total()) + " open", "soft"), SeverityTally.full(open));
            if (silenced > 0) {
                heading.add(Html.span("and " + Words.number(silenced) + " silenced", "soft"));
            }
        }
        LazyGrid<FindingRow> grid = FindingGrid.create(label(chosen) + " findings", one.isEmpty());
        list.removeAll();
        list.add(grid.show(lists.ofStatus(one, chosen)) ? grid : nothing(projects, chosen));
    }

    private EmptyState nothing(List<Project> projects, FindingStatus chosen) {
        if (projects.isEmpty()) {
            return FirstSteps.create(readable.caller());
        }
        return switch (chosen) {
            case OPEN -> new EmptyState("Nothing open", "No guard sees a problem on the tracked branch now.");
            case CLOSED ->
                new EmptyState("Nothing closed yet", "A finding closes when a complete scan no longer has it.");
            case ELSEWHERE ->
                new EmptyState(
                        "Nothing on other branches only",
                        "Here stands what only builds of other branches have, pull requests for example.");
        };
    }

    private void go() {
        Map<String, String> query = new HashMap<>();
        query.put(STATUS, status.getValue().word());
        if (!project.getValue().equals(ALL)) {
            query.put(PROJECT, project.getValue());
        }
        UI.getCurrent().navigate(FindingsView.class, QueryParameters.simple(query));
    }

    private static SeverityCounts sum(List<Project> projects) {
        var counts = SeverityCounts.NONE.bySeverity();
        projects.forEach(project ->
                project.open().bySeverity().forEach((severity, n) -> counts.merge(severity, n, Integer::sum)));
        return SeverityCounts.of(
                counts.values().stream().mapToInt(Integer::intValue).toArray());
    }

    private static String label(FindingStatus status) {
        return switch (status) {
            case OPEN -> "Open";
            case CLOSED -> "Closed";
            case ELSEWHERE -> "Other branches only";
        };
    }

    private static Optional<FindingStatus> ofWord(String word) {
        for (FindingStatus status : FindingStatus.values()) {
            if (status.word().equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
