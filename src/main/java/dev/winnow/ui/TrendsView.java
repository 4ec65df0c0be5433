package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.metrics.Annotations;
import dev.winnow.metrics.Bucket;
import dev.winnow.metrics.Metrics;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.MetricsService;
import dev.winnow.metrics.MetricsSettings;
import dev.winnow.metrics.Period;
import dev.winnow.metrics.TargetStore;
import dev.winnow.metrics.Targets;
import dev.winnow.metrics.Trend;
import dev.winnow.metrics.Trends;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Whether security is getting better: each number over time, against its target. */
@Route("trends")
@PermitAll
class TrendsView extends Page implements BeforeEnterObserver {
    private static final Set<String> KNOWN = Set.of(
            TrendQuery.PERIOD,
            TrendQuery.BY,
            TrendQuery.SEVERITY,
            TrendQuery.PROJECT,
            TrendQuery.TEAM,
            TrendQuery.GUARD,
            TrendQuery.CATEGORY);

    private final MetricsService metrics;
    private final MetricsSettings settings;
    private final TargetStore targets;
    private final Annotations annotations;
    private final TrendDrawings drawings;
    private final Readable readable;
    private final Clock clock;

    TrendsView(
            MetricsService metrics,
            MetricsSettings settings,
            TargetStore targets,
            Annotations annotations,
            TrendDrawings drawings,
            Readable readable,
            Clock clock) {
        this.metrics = metrics;
        this.settings = settings;
        this.targets = targets;
        this.annotations = annotations;
        this.drawings = drawings;
        this.readable = readable;
        this.clock = clock;
    }

    @Override
    String title() {
        return "Trends";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters parameters = event.getLocation().getQueryParameters();
        TrendQuery query = TrendQuery.of(parameters);
        List<Project> projects = readable.projects();
        SortedSet<String> names = query.names(projects);
        removeAll();
        Period period = query.period(settings.zone(), clock.instant());
        add(Html.div(
                "heading",
                new H1("Trends"),
                Html.span(TrendWords.whole(period, settings.zone()), "soft"),
                new RouterLink("Targets", TargetsView.class)));
        if (projects.isEmpty()) {
            add(new EmptyState(
                    "No project yet",
                    "Trends are drawn of what scanners report over weeks: how fast problems are found and fixed, and how"
                            + " often the gate lets through.",
                    readable.caller().mayUploadSomewhere()
                            ? new RouterLink("Upload a report", UploadView.class)
                            : Html.span("")));
            return;
        }
        Collection<String> guards = readable.guards(Optional.empty());
        misread(parameters, query, projects, guards).ifPresent(this::add);
        add(filters(query, projects, names, guards));
        MetricsQuestion question = query.question(names, period);
        Trends trends = metrics.trends(question, query.bucket());
        List<Period> times = trends.parts().stream().map(Metrics::period).toList();
        var marks = new TrendMarks(annotations.of(question), times);
        Targets aims = targets.get();
        var panels = Html.div("halves");
        for (Trend trend : Trend.values()) {
            panels.add(new TrendPanel(trend, trends, marks, query, aims, settings.zone(), drawings));
        }
        add(panels);
        if (marks.any()) {
            add(marks.panel(times, settings.zone()));
        }
        var flows = new TrendFlows(query, settings.zone());
        add(flows.flow(trends), flows.due(trends.whole(), aims));
    }

    private static Optional<Component> misread(
            QueryParameters parameters, TrendQuery query, List<Project> projects, Collection<String> guards) {
        return new TrendAddress(parameters, KNOWN)
                .period()
                .bucket(query)
                .severity()
                .category()
                .projects(projects, query.team())
                .guard(guards)
                .note();
    }

    private Component filters(
            TrendQuery query, List<Project> projects, SortedSet<String> names, Collection<String> guards) {
        Div filters = Html.div(
                "filters",
                ScopeFields.period(
                        query.period(),
                        LocalDate.ofInstant(clock.instant(), settings.zone()),
                        chosen -> go(query.ofPeriod(chosen))),
                ScopeFields.choice(
                        "By", List.of(Bucket.values()), query.bucket(), Bucket::word, chosen -> go(query.by(chosen))),
                ScopeFields.severity(query.severity(), chosen -> go(query.of(chosen))),
                ScopeFields.projects(names, query.projects(), chosen -> go(query.of(chosen))));
        ScopeFields.team(projects, query.team(), chosen -> go(query.ofTeam(chosen)))
                .ifPresent(filters::add);
        filters.add(
                ScopeFields.guard(guards, query.guard(), chosen -> go(query.ofGuard(chosen))),
                ScopeFields.category(query.category(), chosen -> go(query.ofCategory(chosen))));
        filters.addClassName("many");
        return filters;
    }

    private static void go(TrendQuery query) {
        UI.getCurrent().navigate(TrendsView.class, query.parameters());
    }
}
