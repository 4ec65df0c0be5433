package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.metrics.GuardSignal.Advice;
import dev.winnow.metrics.GuardSignals;
import dev.winnow.metrics.GuardTotal;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.MetricsSettings;
import dev.winnow.metrics.Period;
import dev.winnow.project.Project;
import dev.winnow.triage.guard.GuardReviews;
import dev.winnow.triage.guard.GuardTally;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which guards to keep: what became of what each of them reported; and in another part how often people found it wrong. */
@Route("guards")
@PermitAll
class GuardsView extends Page implements BeforeEnterObserver {
    static final String SHOW = "show";
    static final String JUDGED = "judged";

    private static final Set<String> KNOWN = Set.of(
            SHOW,
            TrendQuery.PERIOD,
            TrendQuery.SEVERITY,
            TrendQuery.PROJECT,
            TrendQuery.TEAM,
            TrendQuery.GUARD,
            TrendQuery.CATEGORY,
            GuardQuery.BY,
            GuardQuery.SORT,
            GuardQuery.ROWS);

    /** More rows are shown when somebody asks for them. */
    private static final int ROWS = 100;

    private final GuardSignals signals;
    private final GuardReviews reviews;
    private final MetricsSettings settings;
    private final Readable readable;
    private final Clock clock;

    GuardsView(GuardSignals signals, GuardReviews reviews, MetricsSettings settings, Readable readable, Clock clock) {
        this.signals = signals;
        this.reviews = reviews;
        this.settings = settings;
        this.readable = readable;
        this.clock = clock;
    }

    @Override
    String title() {
        return "Guards";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters parameters = event.getLocation().getQueryParameters();
        boolean judged =
                parameters.getSingleParameter(SHOW).filter(JUDGED::equals).isPresent();
        removeAll();
        if (judged) {
            judged();
        } else {
            signals(parameters);
        }
    }

    private void judged() {
        List<GuardTally> guards = reviews.list(readable.caller(), Optional.empty());
        add(
                Html.div("heading", new H1("Guards"), Html.span(Words.number(guards.size()), "soft")),
                parts(true),
                guards.isEmpty() ? empty() : JudgedGuards.list(guards));
    }

    private void signals(QueryParameters parameters) {
        GuardQuery query = GuardQuery.of(parameters);
        List<Project> projects = readable.projects();
        SortedSet<String> names = query.trend().names(projects);
        LocalDate today = LocalDate.ofInstant(clock.instant(), settings.zone());
        Period period = query.trend().period(settings.zone(), clock.instant());
        MetricsQuestion question = query.trend().question(names, period);
        List<GuardRow> rows = rows(question, query);
        add(
                Html.div("heading", new H1("Guards"), Html.span(TrendWords.whole(period, settings.zone()), "soft")),
                parts(false));
        if (projects.isEmpty()) {
            add(empty());
            return;
        }
        misread(parameters, query, projects).ifPresent(this::add);
        add(filters(query, projects, names, today));
        if (rows.isEmpty()) {
            add(new EmptyState(
                    "No guard here",
                    "No guard of that name, or none at all, runs in the projects that are chosen.",
                    new RouterLink("All guards", GuardsView.class)));
            return;
        }
        Div panel = Html.div(
                "panel",
                new Paragraph(summary(rows)
                        + " What opened in the period, and whether it was fixed, says how much of a guard is signal;"
                        + " Judged findings says how often people found it wrong."),
                new GuardSignalTable(
                        rows.stream().limit(query.all() ? rows.size() : ROWS).toList(), query, readable.caller()));
        if (rows.size() > ROWS && !query.all()) {
            var whole = new RouterLink("Show all " + Words.number(rows.size()), GuardsView.class);
            whole.setQueryParameters(query.whole().parameters());
            panel.add(whole);
        }
        panel.add(new NativeDetails("What this is", new Paragraph(SignalParts.help())));
        add(panel);
    }

    private Optional<Component> misread(QueryParameters parameters, GuardQuery query, List<Project> projects) {
        return new TrendAddress(parameters, KNOWN)
                .period()
                .severity()
                .category()
                .projects(projects, query.team())
                .guard(readable.guards(Optional.empty()))
                .unless(
                        GuardQuery.BY,
                        GuardQuery.PROJECT::equals,
                        "project, or nothing. Shown is a row for each guard.")
                .unless(
                        GuardQuery.SORT,
                        word -> GuardSort.of(word.startsWith("-") ? word.substring(1) : word)
                                .isPresent(),
                        "it is one of "
                                + Stream.of(GuardSort.values())
                                        .map(GuardSort::word)
                                        .collect(Collectors.joining(", ")) + ". Shown in order of advice.")
                .unless(SHOW, JUDGED::equals, JUDGED + ", or nothing. Shown is signal to noise.")
                .unless(GuardQuery.ROWS, "all"::equals, "all, or nothing. Shown are " + ROWS + ".")
                .note();
    }

    private List<GuardRow> rows(MetricsQuestion question, GuardQuery query) {
        List<GuardTotal> totals = signals.totals(question);
        Stream<GuardRow> rows = query.byProject()
                ? totals.stream()
                        .flatMap(total -> total.in().stream())
                        .map(one -> new GuardRow(Optional.of(one.project()), GuardTotal.of(one)))
                : totals.stream().map(total -> new GuardRow(Optional.empty(), total));
        return rows.sorted(query.sort().order(query.back())).toList();
    }

    /** Such as {@code 7 guards: 4 to keep, 1 to tune, 2 of which there is too little to say.} */
    static String summary(List<GuardRow> rows) {
        var words = new ArrayList<String>();
        for (Advice advice : List.of(Advice.FIX_OR_DROP, Advice.TUNE, Advice.KEEP, Advice.TOO_FEW)) {
            long count =
                    rows.stream().filter(row -> row.total().advice() == advice).count();
            if (count > 0) {
                words.add(Words.number(count)
                        + switch (advice) {
                            case FIX_OR_DROP -> " to fix or drop";
                            case TUNE -> " to tune";
                            case KEEP -> " to keep";
                            case TOO_FEW -> " with too little to say";
                        });
            }
        }
        return Words.count(rows.size(), "guard", "guards") + ": " + String.join(", ", words) + ".";
    }

    private EmptyState empty() {
        return new EmptyState(
                "No guard yet",
                "A guard is a scanner of a project: its first report makes it. Here is what became of what each of them"
                        + " reported, and how often each was wrong, as people judged.",
                readable.caller().mayUploadSomewhere()
                        ? new RouterLink("Upload a report", UploadView.class)
                        : Html.span(""));
    }

    private static Nav parts(boolean judged) {
        var nav = new Nav(part("Signal to noise", false, judged), part("Judged findings", true, judged));
        nav.addClassName("parts");
        nav.getElement().setAttribute("aria-label", "What is shown of guards");
        return nav;
    }

    private static RouterLink part(String text, boolean ofJudged, boolean judged) {
        var link = new RouterLink(text, GuardsView.class);
        link.setHighlightCondition(HighlightConditions.never());
        if (ofJudged) {
            link.setQueryParameters(QueryParameters.of(SHOW, JUDGED));
        }
        if (ofJudged == judged) {
            link.getElement().setAttribute("aria-current", "true");
        }
        return link;
    }

    private Component filters(GuardQuery query, List<Project> projects, SortedSet<String> names, LocalDate today) {
        Div filters = Html.div(
                "filters",
                ScopeFields.period(
                        query.trend().period(),
                        today,
                        chosen -> go(query.of(query.trend().ofPeriod(chosen)))),
                ScopeFields.choice(
                        "A row for each",
                        List.of("guard", "guard and project"),
                        query.byProject() ? "guard and project" : "guard",
                        text -> text,
                        chosen -> go(query.byProject(chosen.endsWith("project")))),
                ScopeFields.severity(
                        query.trend().severity(),
                        chosen -> go(query.of(query.trend().of(chosen)))),
                ScopeFields.projects(
                        names,
                        query.trend().projects(),
                        chosen -> go(query.of(query.trend().of(chosen)))));
        ScopeFields.team(
                        projects,
                        query.team(),
                        chosen -> go(query.of(query.trend().ofTeam(chosen))))
                .ifPresent(filters::add);
        filters.addClassName("many");
        filters.add(
                ScopeFields.guard(
                        readable.guards(Optional.empty()), query.guard(), chosen -> go(query.ofGuard(chosen))),
                ScopeFields.category(
                        query.trend().category(),
                        chosen -> go(query.of(query.trend().ofCategory(chosen)))),
                order(query));
        return filters;
    }

    /** On narrow screens there are no headings to click. */
    private static Select<String> order(GuardQuery query) {
        var order = ScopeFields.choice(
                "In order of",
                Stream.of(GuardSort.values()).map(GuardSort::word).toList(),
                query.sort().word(),
                word -> GuardSort.of(word).map(GuardSort::label).orElse(word),
                chosen -> GuardSort.of(chosen).ifPresent(sort -> go(query.sortedBy(sort))));
        order.addClassName("if-narrow");
        return order;
    }

    private static void go(GuardQuery query) {
        UI.getCurrent().navigate(GuardsView.class, query.parameters());
    }
}
