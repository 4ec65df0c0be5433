package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.problem.NotFound;
import dev.winnow.triage.guard.GuardReviews;
import dev.winnow.triage.guard.GuardReviews.Review;
import dev.winnow.triage.guard.GuardTally;
import dev.winnow.triage.guard.RuleTally;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Visible;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A guard's rules over all projects, those with the most false positives first, and the evidence against one of them. */
@Route("guards/:guard")
@PermitAll
class GuardView extends Page implements BeforeEnterObserver {
    static final String GUARD = "guard";
    static final String RULE = "rule";

    private static final Set<String> KNOWN = Set.of(
            RULE, TrendQuery.PERIOD, TrendQuery.SEVERITY, TrendQuery.PROJECT, TrendQuery.TEAM, TrendQuery.CATEGORY);

    private final GuardReviews reviews;
    private final SignalPanel signal;
    private final EvidencePanel evidence;
    private final Readable readable;
    private String title = "Guard";

    GuardView(GuardReviews reviews, SignalPanel signal, EvidencePanel evidence, Readable readable) {
        this.reviews = reviews;
        this.signal = signal;
        this.evidence = evidence;
        this.readable = readable;
    }

    @Override
    String title() {
        return title;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String guard = event.getRouteParameters().get(GUARD).orElse("");
        Optional<String> project = event.getRouteParameters().get(ProjectView.PROJECT);
        QueryParameters parameters = event.getLocation().getQueryParameters();
        Optional<String> rule = parameters.getSingleParameter(RULE);
        try {
            Review review = reviews.of(readable.caller(), guard, project);
            title = guard + project.map(name -> " · " + name).orElse(" · Guards");
            removeAll();
            add(heading(review.guard(), project));
            new TrendAddress(parameters, KNOWN)
                    .period()
                    .severity()
                    .category()
                    .projects(readable.projects(), TrendQuery.word(parameters, TrendQuery.TEAM))
                    .note()
                    .ifPresent(this::add);
            rule.ifPresent(named -> add(evidence.of(guard, named, project)));
            add(signal.of(
                    guard,
                    project,
                    TrendQuery.of(parameters),
                    rules -> reviews.titles(
                            guard,
                            review.rules().stream()
                                    .filter(one -> rules.contains(one.rule()))
                                    .toList()),
                    chosen -> go(event, chosen, rule)));
            about(guard, project).forEach(this::add);
            add(rules(reviews, review, project, open(guard, project)));
            history(guard, project).forEach(this::add);
        } catch (NotFound none) {
            throw new NotFoundException(none.getMessage());
        }
    }

    private static void go(BeforeEnterEvent here, TrendQuery query, Optional<String> rule) {
        Map<String, List<String>> parameters =
                new LinkedHashMap<>(query.parameters().getParameters());
        rule.ifPresent(named -> parameters.put(RULE, List.of(named)));
        UI.getCurrent().navigate(here.getLocation().getPath(), new QueryParameters(parameters));
    }

    /** What there is to say before its rules. */
    List<Component> about(String guard, Optional<String> project) {
        return List.of();
    }

    /** Open findings of its rules; where that is not told of a project alone, nothing. */
    Optional<Map<String, Integer>> open(String guard, Optional<String> project) {
        return Optional.empty();
    }

    /** What there is to say after them. */
    List<Component> history(String guard, Optional<String> project) {
        return List.of();
    }

    private Div heading(GuardTally guard, Optional<String> project) {
        var heading = Html.div(
                "heading",
                new H1(guard.guard() + project.map(name -> " in " + name).orElse("")),
                Html.span(
                        String.join(", ", guard.tools()) + " · " + String.join(", ", guard.categories()),
                        "soft",
                        "break"),
                Html.div("room"));
        if (project.isPresent()) {
            heading.add(
                    GuardWords.link(Optional.empty(), guard.guard(), "In all projects"),
                    ProjectGuardMapView.link(project.get(), "All guards of " + project.get()));
        } else {
            heading.add(new RouterLink("All guards", GuardsView.class));
        }
        heading.add(GuardWords.findings(project, guard.guard(), Optional.empty(), "Findings"));
        return heading;
    }

    /** A rule with what it is called besides its id. */
    private record Row(RuleTally tally, Optional<String> title) {}

    /** @param open how many findings of a rule are open, where that is told */
    private static Section rules(
            GuardReviews reviews, Review review, Optional<String> project, Optional<Map<String, Integer>> open) {
        GuardTally guard = review.guard();
        var grid = new LazyGrid<Row>("Rules", row -> card(row, guard.guard(), project, open))
                .column("Rule", 4, row -> name(row, guard.guard(), project));
        open.ifPresent(counts -> grid.numbers("Open", "5rem", row -> openOf(row, guard.guard(), project, counts)));
        grid.column(
                        "False positives",
                        "9rem",
                        row -> GuardWords.share(row.tally().falsePositives()))
                .column("Otherwise judged", 3, row -> Html.span(GuardWords.others(row.tally()::of), "clamp", "soft"))
                .numbers(
                        "Not judged",
                        "7rem",
                        row -> DataTable.number(row.tally().undecided()))
                .column("Send upstream", "9rem", row -> evidence(row.tally(), guard.guard(), project));
        grid.show((offset, limit) -> {
            List<RuleTally> page =
                    review.rules().stream().skip(offset).limit(limit).toList();
            Map<String, String> titles = reviews.titles(guard.guard(), page);
            return page.stream()
                    .map(rule -> new Row(rule, Optional.ofNullable(titles.get(rule.rule()))))
                    .toList();
        });
        int judged = guard.falsePositives().whole();
        return Html.panel(
                "Rules, by their false positives",
                Html.span(
                        judged == 0
                                ? "Nobody has judged anything of this guard yet. Decisions in the inbox are counted here."
                                : guard.falsePositives().words() + " judged findings "
                                        + (guard.falsePositives().part() == 1
                                                ? "was a false positive"
                                                : "were false positives")
                                        + "; " + Words.number(guard.undecided()) + " are not judged.",
                        "strong"),
                new Paragraph("Decisions count, and so do silence rules and VEX documents: as false positives where"
                        + " their reason says so. The order is by the lower end of the 90 % Wilson interval of the share, so"
                        + " that 30 of 31 comes before 1 of 1."),
                grid);
    }

    private static Component name(Row row, String guard, Optional<String> project) {
        String rule = row.tally().rule();
        var id = Html.span("", "break", "mono");
        id.add(GuardWords.findings(project, guard, Optional.of(rule), rule));
        var name = Html.div("stack", id);
        row.title().ifPresent(title -> {
            Span said = Html.span(title, "clamp", "soft");
            said.setTitle(Visible.text(title));
            name.add(said);
        });
        return name;
    }

    private static Component openOf(Row row, String guard, Optional<String> project, Map<String, Integer> counts) {
        int count = counts.getOrDefault(row.tally().rule(), 0);
        return count == 0
                ? Html.span("0", "soft")
                : GuardWords.open(project, guard, row.tally().rule(), Words.number(count));
    }

    private static Component evidence(RuleTally rule, String guard, Optional<String> project) {
        if (rule.falsePositives().part() == 0) {
            return Html.span("");
        }
        RouterLink link = GuardWords.evidence(project, guard, rule.rule(), "Evidence");
        link.getElement().setAttribute("aria-label", "Evidence on " + rule.rule());
        return link;
    }

    private static Component card(
            Row row, String guard, Optional<String> project, Optional<Map<String, Integer>> open) {
        RuleTally rule = row.tally();
        var line = Html.line(
                Html.span("False positives:"),
                Html.span(
                        rule.falsePositives().whole() == 0
                                ? "none judged"
                                : rule.falsePositives().words()
                                        + (rule.falsePositives().isFew() ? ", few judged" : ""),
                        "strong"),
                evidence(rule, guard, project));
        Div card = Html.div("card", name(row, guard, project));
        open.ifPresent(counts -> card.add(Html.line(Html.span("Open:"), openOf(row, guard, project, counts))));
        card.add(
                line,
                Html.span(GuardWords.others(rule::of), "soft"),
                Html.span(Words.number(rule.undecided()) + " not judged", "soft"));
        return card;
    }
}
