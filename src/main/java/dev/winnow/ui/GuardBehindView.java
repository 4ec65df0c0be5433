package dev.winnow.ui;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.metrics.Behind;
import dev.winnow.metrics.BehindNumbers;
import dev.winnow.metrics.BehindRows;
import dev.winnow.metrics.GuardCounted;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.MetricsSettings;
import dev.winnow.metrics.Period;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is behind a number of the page of guards: just the episodes that it counts. */
@Route("trends/behind/guards")
@PermitAll
class GuardBehindView extends Page implements BeforeEnterObserver {
    private static final Set<String> KNOWN = Set.of(
            SignalLinks.FATE,
            TrendQuery.PERIOD,
            TrendQuery.SEVERITY,
            TrendQuery.PROJECT,
            TrendQuery.TEAM,
            TrendQuery.GUARD,
            TrendQuery.CATEGORY,
            GuardQuery.BY,
            GuardQuery.SORT,
            GuardQuery.ROWS);

    /** Of longer lists what is not shown is looked up anew, so that no open page holds them. */
    private static final int KEPT = 5_000;

    private final BehindNumbers behind;
    private final BehindRows rows;
    private final MetricsSettings settings;
    private final Readable readable;
    private final Clock clock;
    private String title = "Behind a number";

    GuardBehindView(BehindNumbers behind, BehindRows rows, MetricsSettings settings, Readable readable, Clock clock) {
        this.behind = behind;
        this.rows = rows;
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
        GuardCounted what = parameters
                .getSingleParameter(SignalLinks.FATE)
                .flatMap(GuardCounted::ofWord)
                .orElseThrow(() -> new NotFoundException("There is no such number."));
        GuardQuery query = GuardQuery.of(parameters);
        Period period = query.trend().period(settings.zone(), clock.instant());
        List<Project> projects = readable.projects();
        MetricsQuestion question = query.trend().question(query.trend().names(projects), period);
        List<Behind> all = behind.of(question, what);
        title = Words.count(all.size(), what.one(), what.many())
                + query.guard().map(guard -> " of " + guard).orElse("");
        removeAll();
        add(
                Html.div(
                        "heading",
                        new H1(title),
                        Html.span(TrendWords.whole(period, settings.zone()), "soft"),
                        guards(query)),
                new Paragraph(said(query, what)));
        new TrendAddress(parameters, KNOWN)
                .period()
                .severity()
                .category()
                .projects(projects, query.team())
                .guard(readable.guards(Optional.empty()))
                .note()
                .ifPresent(this::add);
        if (all.isEmpty()) {
            add(new EmptyState(
                    "Nothing is behind it",
                    "In this period, and of what is chosen, there was none. The guards have other periods.",
                    guards(query)));
            return;
        }
        var grid = BehindGrid.episodes(
                Words.sentence(what.many()), question.projects().size() > 1);
        boolean small = all.size() <= KEPT;
        List<Behind> first = List.copyOf(all.subList(0, Math.min(all.size(), KEPT)));
        grid.show((offset, limit) -> {
            List<Behind> from = small || offset + limit <= KEPT ? first : behind.of(question, what);
            return rows.of(from.stream().skip(offset).limit(limit).toList());
        });
        add(Html.div("panel", grid));
    }

    private static RouterLink guards(GuardQuery query) {
        var link = new RouterLink("All guards", GuardsView.class);
        link.setQueryParameters(query.ofGuard(Optional.empty()).parameters());
        return link;
    }

    private static String said(GuardQuery query, GuardCounted what) {
        var said = new StringBuilder("Of what opened in the period and the guard reported: ").append(what.words());
        return said.append(query.trend().ofGuard(Optional.empty()).said())
                .append('.')
                .toString();
    }
}
