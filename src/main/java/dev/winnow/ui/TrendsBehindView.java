package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.metrics.Behind;
import dev.winnow.metrics.BehindNumbers;
import dev.winnow.metrics.BehindNumbers.Order;
import dev.winnow.metrics.BehindRows;
import dev.winnow.metrics.Counted;
import dev.winnow.metrics.Metrics;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.MetricsService;
import dev.winnow.metrics.MetricsSettings;
import dev.winnow.metrics.Period;
import dev.winnow.project.Project;
import dev.winnow.statistics.Spread;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** What is behind a number of the page of trends: just the episodes, findings or builds that it counts. */
@Route("trends/behind")
@PermitAll
class TrendsBehindView extends Page implements BeforeEnterObserver {
    private static final Set<String> KNOWN = Set.of(
            BehindQuery.METRIC,
            BehindQuery.FROM,
            BehindQuery.TO,
            BehindQuery.SORT,
            TrendQuery.PERIOD,
            TrendQuery.BY,
            TrendQuery.SEVERITY,
            TrendQuery.PROJECT,
            TrendQuery.TEAM,
            TrendQuery.GUARD,
            TrendQuery.CATEGORY);

    /** Of longer lists what is not shown is looked up anew, so that no open page holds them. */
    private static final int KEPT = 5_000;

    private final BehindNumbers behind;
    private final BehindRows rows;
    private final MetricsService metrics;
    private final MetricsSettings settings;
    private final Readable readable;
    private final Clock clock;
    private String title = "Behind a number";

    TrendsBehindView(
            BehindNumbers behind,
            BehindRows rows,
            MetricsService metrics,
            MetricsSettings settings,
            Readable readable,
            Clock clock) {
        this.behind = behind;
        this.rows = rows;
        this.metrics = metrics;
        this.settings = settings;
        this.readable = readable;
        this.clock = clock;
    }

    @Override
    String title() {
        return title;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters parameters = event.getLocation().getQueryParameters();
        BehindQuery query =
                BehindQuery.of(parameters).orElseThrow(() -> new NotFoundException("There is no such number."));
        Instant now = clock.instant();
        List<Project> projects = readable.projects();
        SortedSet<String> names = query.trends().names(projects);
        Period period = query.period(settings.zone(), now);
        MetricsQuestion question = query.question(names, settings.zone(), now);
        List<Behind> all = behind.of(question, query.what(), query.order());
        Metrics whole = metrics.of(question);
        title = Words.count(all.size(), query.what().one(), query.what().many());
        removeAll();
        add(
                Html.div(
                        "heading",
                        new H1(title),
                        Html.span(TrendWords.whole(period, settings.zone()), "soft"),
                        trends(query.trends())),
                new Paragraph(said(query, whole)));
        misread(parameters, query, projects).ifPresent(this::add);
        others(query, whole).ifPresent(this::add);
        if (all.isEmpty()) {
            add(new EmptyState(
                    "Nothing is behind it",
                    "In this period, and of what is chosen, there was none. The trends have other periods.",
                    trends(query.trends())));
            return;
        }
        if (query.what().timed()) {
            add(Html.div("filters", order(query)));
        }
        var grid = BehindGrid.create(query.what(), question.projects().size() > 1);
        boolean small = all.size() <= KEPT;
        List<Behind> first = List.copyOf(all.subList(0, Math.min(all.size(), KEPT)));
        grid.show((offset, limit) -> {
            List<Behind> from =
                    small || offset + limit <= KEPT ? first : behind.of(question, query.what(), query.order());
            return rows.of(from.stream().skip(offset).limit(limit).toList());
        });
        add(Html.div("panel", grid));
    }

    private Optional<Component> misread(QueryParameters parameters, BehindQuery query, List<Project> projects) {
        return new TrendAddress(parameters, KNOWN)
                .period()
                .bucket(query.trends())
                .severity()
                .category()
                .projects(projects, query.trends().team())
                .guard(readable.guards(Optional.empty()))
                .unless(
                        BehindQuery.FROM,
                        from -> query.part().isPresent(),
                        "from and to are times such as 2026-07-01T00:00:00Z. Shown is the whole period.")
                .unless(
                        BehindQuery.SORT,
                        word -> word.equals("longest"),
                        "longest, or nothing. Shown are the newest first.")
                .note();
    }

    private static RouterLink trends(TrendQuery query) {
        var link = new RouterLink("All trends", TrendsView.class);
        link.setQueryParameters(query.parameters());
        return link;
    }

    /** What is listed and of what, and what it comes to. */
    private static String said(BehindQuery query, Metrics whole) {
        var said = new StringBuilder(Words.sentence(query.what().words()));
        said.append(query.trends().said()).append('.');
        mean(query.what(), whole)
                .ifPresent(mean ->
                        said.append(" It is ").append(TrendWords.span(mean)).append('.'));
        return said.toString();
    }

    private static Optional<Duration> mean(Counted what, Metrics whole) {
        return switch (what) {
            case MTTD -> whole.mttd().spread().mean();
            case MTTR -> Optional.of(whole.mttr().spread()).flatMap(Spread::mean);
            default -> Optional.empty();
        };
    }

    /** What the number leaves out, or is a part of. */
    private static Optional<Component> others(BehindQuery query, Metrics whole) {
        var line = Html.span("", "counts", "soft");
        line.removeAll();
        for (Counted other : beside(query.what())) {
            int count = whole.count(other);
            if (line.getChildren().findAny().isPresent()) {
                line.add(new Span(", "));
            } else {
                line.add(new Span("Beside them: "));
            }
            line.add(TrendCounts.linked(Words.count(count, other.one(), other.many()), count, query.of(other)));
        }
        return line.getChildren().findAny().isPresent() ? Optional.of(line) : Optional.empty();
    }

    private static List<Counted> beside(Counted what) {
        var all = new ArrayList<>(
                switch (what) {
                    case MTTD, BACKLOG, NEGATIVE -> List.of(Counted.MTTD, Counted.BACKLOG, Counted.NEGATIVE);
                    case MTTR, MTTR_SILENCED, STILL_OPEN, MTTR_ENDED ->
                        List.of(Counted.MTTR, Counted.MTTR_SILENCED, Counted.STILL_OPEN, Counted.MTTR_ENDED);
                    case OPENED, FIXED, SILENCED, REOPENED ->
                        List.of(Counted.OPENED, Counted.FIXED, Counted.SILENCED, Counted.REOPENED);
                    case DUE, IN_TIME, LATE -> List.of(Counted.DUE, Counted.IN_TIME, Counted.LATE);
                    case PASS_RATE, PASSED, FAILED -> List.of(Counted.PASS_RATE, Counted.PASSED, Counted.FAILED);
                    case ALERTS -> List.of(Counted.BACKLOG);
                    case UNAUTHORISED, CRITICALS -> List.<Counted>of();
                });
        all.remove(what);
        return all;
    }

    private static Select<Order> order(BehindQuery query) {
        return ScopeFields.choice(
                "Order",
                List.of(Order.values()),
                query.order(),
                one -> one == Order.NEWEST ? "newest first" : "longest first",
                chosen -> UI.getCurrent()
                        .navigate(TrendsBehindView.class, query.in(chosen).parameters()));
    }
}
