package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.Annotations;
import dev.winnow.metrics.Bucket;
import dev.winnow.metrics.Metrics;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.MetricsService;
import dev.winnow.metrics.MetricsSettings;
import dev.winnow.metrics.Period;
import dev.winnow.metrics.Quarter;
import dev.winnow.metrics.TargetStore;
import dev.winnow.metrics.Targets;
import dev.winnow.metrics.Trend;
import dev.winnow.metrics.Trends;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether security is getting better: each number over time, against its target. */
@Route("trends")
@PermitAll
class TrendsView extends Page implements BeforeEnterObserver {
    private static final List<String> SPANS = List.of("30d", "91d", "182d", "365d", "1095d");
    private static final int QUARTERS = 5;

    private final MetricsService metrics;
    private final MetricsSettings settings;
    private final TargetStore targets;
    private final Annotations annotations;
    private final Readable readable;
    private final Clock clock;

    TrendsView(
            MetricsService metrics,
            MetricsSettings settings,
            TargetStore targets,
            Annotations annotations,
            Readable readable,
            Clock clock) {
        this.metrics = metrics;
        this.settings = settings;
        this.targets = targets;
        this.annotations = annotations;
        this.readable = readable;
        this.clock = clock;
    }

    @Override
    String title() {
        return "Trends";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        TrendQuery query = TrendQuery.of(event.getLocation().getQueryParameters());
        var names = readable.projects().stream().map(Project::name).collect(Collectors.toCollection(TreeSet::new));
        removeAll();
        Period period = query.period(settings.zone(), clock.instant());
        add(Html.div(
                "heading",
                new H1("Trends"),
                Html.span(TrendWords.whole(period, settings.zone()), "soft"),
                new RouterLink("Targets", TargetsView.class)));
        if (names.isEmpty()) {
            add(new EmptyState(
                    "No project yet",
                    "Trends are drawn of what scanners report over weeks: how fast problems are found and fixed, and how"
                            + " often the gate lets through.",
                    readable.caller().mayUploadSomewhere()
                            ? new RouterLink("Upload a report", UploadView.class)
                            : Html.span("")));
            return;
        }
        add(filters(query, names));
        MetricsQuestion question = query.question(names, period);
        Trends trends = metrics.trends(question, query.bucket());
        List<Period> times = trends.parts().stream().map(Metrics::period).toList();
        var marks = new TrendMarks(annotations.of(question), times);
        Targets aims = targets.get();
        var panels = Html.div("halves");
        for (Trend trend : Trend.values()) {
            panels.add(new TrendPanel(trend, trends, marks, query, aims, settings.zone()));
        }
        add(panels);
        if (marks.any()) {
            add(marks.panel(times, settings.zone()));
        }
        var flows = new TrendFlows(query, settings.zone());
        add(flows.flow(trends), flows.due(trends.whole(), aims));
    }

    private Component filters(TrendQuery query, TreeSet<String> names) {
        var period = new Select<String>();
        period.setLabel("Period");
        var periods = new ArrayList<>(SPANS);
        Quarter quarter = Quarter.of(LocalDate.ofInstant(clock.instant(), settings.zone()));
        for (int i = 0; i < QUARTERS; i++) {
            periods.add(quarter.toString());
            quarter = quarter.before();
        }
        if (!periods.contains(query.period())) {
            periods.add(query.period());
        }
        period.setItems(periods);
        period.setItemLabelGenerator(TrendsView::said);
        period.setValue(query.period());
        period.addValueChangeListener(change -> go(query.ofPeriod(change.getValue()), change.isFromClient()));

        var bucket = new Select<Bucket>();
        bucket.setLabel("By");
        bucket.setItems(Bucket.values());
        bucket.setItemLabelGenerator(Bucket::word);
        bucket.setValue(query.bucket());
        bucket.addValueChangeListener(change -> go(query.by(change.getValue()), change.isFromClient()));

        var severity = new Select<Severity>();
        severity.setLabel("Severity");
        severity.setEmptySelectionAllowed(true);
        severity.setEmptySelectionCaption("all");
        severity.setItems(Severity.values());
        severity.setItemLabelGenerator(one -> one == null ? "all" : Words.of(one));
        severity.setValue(query.severity().orElse(null));
        severity.addValueChangeListener(
                change -> go(query.of(Optional.ofNullable(change.getValue())), change.isFromClient()));

        var projects = new MultiSelectComboBox<String>("Projects");
        projects.setPlaceholder("all");
        projects.setItems(names);
        projects.setValue(query.projects().stream().filter(names::contains).collect(Collectors.toSet()));
        projects.addValueChangeListener(
                change -> go(query.of(new TreeSet<>(change.getValue())), change.isFromClient()));
        return Html.div("filters", period, bucket, severity, projects);
    }

    private static void go(TrendQuery query, boolean fromClient) {
        if (fromClient) {
            UI.getCurrent().navigate(TrendsView.class, query.parameters());
        }
    }

    static String said(String period) {
        return switch (period) {
            case "30d" -> "30 days";
            case "91d" -> "3 months";
            case "182d" -> "6 months";
            case "365d" -> "a year";
            case "1095d" -> "3 years";
            default -> period.endsWith("d") ? period.substring(0, period.length() - 1) + " days" : period;
        };
    }
}
