package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Caller;
import dev.winnow.export.Figure;
import dev.winnow.export.FrozenQuarters;
import dev.winnow.export.QuarterBrief;
import dev.winnow.metrics.Quarter;
import dev.winnow.metrics.QuartersWithData;
import dev.winnow.project.Project;
import dev.winnow.ui.BriefDownloads.Wanted;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Tile;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What people take away: the brief of a quarter in every format, with its cover's figures to look at first. */
@Route("exports")
@PermitAll
class ExportsView extends Page implements BeforeEnterObserver {
    private static final Set<String> KNOWN = Set.of(ExportQuery.QUARTERS, TrendQuery.PROJECT, TrendQuery.TEAM);

    private final FrozenQuarters frozen;
    private final QuartersWithData quarters;
    private final BriefDownloads downloads;
    private final PacketDownloads packets;
    private final Readable readable;

    ExportsView(
            FrozenQuarters frozen,
            QuartersWithData quarters,
            BriefDownloads downloads,
            PacketDownloads packets,
            Readable readable) {
        this.frozen = frozen;
        this.quarters = quarters;
        this.downloads = downloads;
        this.packets = packets;
        this.readable = readable;
    }

    @Override
    String title() {
        return "Exports";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters parameters = event.getLocation().getQueryParameters();
        ExportQuery query = ExportQuery.of(parameters);
        List<Project> projects = readable.projects();
        SortedSet<String> names = projects.stream()
                .filter(project -> query.team()
                        .filter(name -> !name.equals(project.team()))
                        .isEmpty())
                .map(Project::name)
                .collect(Collectors.toCollection(TreeSet::new));
        removeAll();
        add(Html.div("heading", new H1("Exports")));
        List<Quarter> told =
                quarters.of(projects.stream().map(Project::name).collect(Collectors.toCollection(TreeSet::new)));
        if (told.isEmpty()) {
            add(new EmptyState(
                    "Nothing to take away yet",
                    "With the first report of a scanner there is something to tell of the quarter: how fast problems are"
                            + " found and fixed, and which guards are worth their noise.",
                    readable.caller().mayUploadSomewhere()
                            ? new RouterLink("Upload a report", UploadView.class)
                            : Html.span("")));
            return;
        }
        var wanted = new Wanted(query.quarter().orElse(told.getFirst()), query.projects(), query.team());
        new TrendAddress(parameters, KNOWN)
                .unless(
                        ExportQuery.QUARTERS,
                        ExportQuery::isQuarter,
                        "a quarter is such as 2026-Q3. Shown is " + wanted.quarter() + ".")
                .projects(projects, query.team())
                .note()
                .ifPresent(this::add);
        add(brief(query, wanted, told, projects, names));
        packets.ofQuarter(wanted.quarter(), wanted.projects().isEmpty() ? names : wanted.projects())
                .ifPresent(links -> add(Html.panel(
                        "Audit packet",
                        new Paragraph(
                                "All that was scanned, found, decided and deployed in the quarter, with the reports as"
                                        + " uploaded, in one signed ZIP: for who wants proof."),
                        links)));
        add(new FrozenList(frozen.list(readable.caller())));
        add(findings());
    }

    private Section brief(
            ExportQuery query, Wanted wanted, List<Quarter> told, List<Project> projects, SortedSet<String> names) {
        Section panel = Html.panel("Quarterly brief", filters(query, wanted, told, projects, names));
        panel.setId("brief");
        if (wanted.quarter().firstDay().isAfter(told.getFirst().firstDay())) {
            panel.add(new Paragraph(wanted.quarter() + " lies ahead."));
            return panel;
        }
        Div cover = Html.div("stack");
        cover.addClassNames("cover", "full");
        Div place = Beside.place();
        panel.add(place, cover, Html.span("Download", "label"), downloads.links(wanted));
        Caller by = readable.caller();
        new Beside(this, place)
                .look(
                        "Counting " + wanted.quarter(),
                        () -> frozen.shown(by, wanted.quarter(), wanted.projects(), wanted.team()),
                        brief -> {
                            cover.add(cover(brief));
                            cover.add(new FreezePart(frozen, by, wanted, brief, () -> go(query)));
                        },
                        why -> cover.add(new Paragraph(why)));
        return panel;
    }

    private Component filters(
            ExportQuery query, Wanted wanted, List<Quarter> told, List<Project> projects, SortedSet<String> names) {
        Quarter running = quarters.running();
        var choices = new ArrayList<>(told.stream().map(Quarter::toString).toList());
        if (!choices.contains(wanted.quarter().toString())) {
            choices.add(wanted.quarter().toString());
        }
        Div filters = Html.div(
                "filters",
                ScopeFields.choice(
                        "Quarter",
                        choices,
                        wanted.quarter().toString(),
                        name -> name.equals(running.toString()) ? name + ", so far" : name,
                        name -> go(query.of(Quarter.of(name)))),
                ScopeFields.projects(names, wanted.projects(), others -> go(query.of(others))));
        ScopeFields.team(projects, query.team(), team -> go(query.ofTeam(team))).ifPresent(filters::add);
        return filters;
    }

    private static void go(ExportQuery query) {
        UI.getCurrent().navigate(ExportsView.class, query.parameters());
    }

    private static Component[] cover(QuarterBrief brief) {
        var tiles = Html.div("tiles");
        brief.figures().forEach(figure -> tiles.add(tile(figure)));
        return new Component[] {
            Html.line(
                    Html.span(brief.quarter().toString(), "strong"),
                    Html.span(brief.days()),
                    Html.span(brief.scope(), "soft", "break")),
            Html.span(brief.standing() + ".", "soft"),
            tiles
        };
    }

    private static Tile tile(Figure figure) {
        var tile = new Tile(figure.title(), Html.span(figure.valueText()), figure.basis());
        tile.add(figure.met()
                .map(met -> Html.line(
                        met ? Chips.good("met") : Chips.bad("missed"),
                        Html.span("target " + figure.targetText(), "soft")))
                .orElseGet(() -> Html.line(Html.span(
                        figure.target().isEmpty() && figure.aim() != Figure.Aim.FALLING
                                ? "no target"
                                : "target " + figure.targetText(),
                        "soft"))));
        var before = Html.line(Html.span("quarter before: " + figure.beforeText(), "soft"));
        figure.better()
                .ifPresent(better -> before.add(Html.span(better ? "better" : "worse", better ? "better" : "worse")));
        tile.add(before);
        return tile;
    }

    private static Section findings() {
        return Html.panel(
                "Findings of a query",
                new Paragraph(
                        "Whatever a query finds can be taken away as CSV, XLSX, JSON or SARIF, with the links below"
                                + " the list of findings."),
                new RouterLink("Findings", FindingsView.class));
    }
}
