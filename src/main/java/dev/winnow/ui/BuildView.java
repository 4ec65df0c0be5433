package dev.winnow.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteConfiguration;
import dev.winnow.finding.ScanContent;
import dev.winnow.project.Build;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** A build: its score explained, its verdict, its scans, and its findings by what became of them. */
@Route("projects/:project/builds/:build([0-9]{1,18})")
@PermitAll
class BuildView extends Page implements BeforeEnterObserver {
    static final String BUILD = "build";

    private final Readable readable;
    private final BuildPages pages;
    private final FindingLists lists;
    private final ReportDownloads downloads;
    private final Clock clock;
    private String projectName = "";
    private String buildName = "";
    private long buildId;
    private BuildPart part = BuildPart.NEW;

    BuildView(
            Readable readable,
            BuildPages pages,
            FindingLists lists,
            ReportDownloads downloads,
            LiveUpdates live,
            Clock clock) {
        this.readable = readable;
        this.pages = pages;
        this.lists = lists;
        this.downloads = downloads;
        this.clock = clock;
        live.follow(this, scan -> scan.buildId() == buildId, this::show);
    }

    @Override
    String title() {
        return "Build " + buildName + " · " + projectName;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        projectName = event.getRouteParameters().get(ProjectView.PROJECT).orElse("");
        buildId = event.getRouteParameters().getLong(BUILD).orElse(0L);
        part = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(BuildPart.PARAMETER)
                .flatMap(BuildPart::ofWord)
                .orElse(BuildPart.NEW);
        show();
    }

    private void show() {
        Project project = readable.project(projectName);
        Build build = readable.build(project, buildId);
        buildName = Go.name(build);
        BuildPage page = pages.of(project, build);
        removeAll();
        var side = new BuildScans(page, downloads, readable.caller(), clock.instant());
        add(new BuildSummary(page, clock.instant()), Html.div("columns", new BuildScore(page), side), findings(page));
    }

    private Div findings(BuildPage page) {
        var tabs = new Tabs();
        tabs.getElement().setAttribute("aria-label", "Findings of this build");
        var content = new Div();
        Map<BuildPart, Tab> tabOf = new EnumMap<>(BuildPart.class);
        for (BuildPart one : BuildPart.values()) {
            int count = one.of(page.content()).getCardinality();
            var tab = new Tab(Html.span(one.title()), Html.span(Words.number(count), "count"));
            tabOf.put(one, tab);
            tabs.add(tab);
        }
        tabs.setSelectedTab(tabOf.get(part));
        tabs.addSelectedChangeListener(change -> {
            part = BuildPart.values()[tabs.getSelectedIndex()];
            remember();
            fill(content, page);
        });
        fill(content, page);
        return Html.div("panel", tabs, content);
    }

    private void fill(Div content, BuildPage page) {
        content.removeAll();
        RoaringBitmap set = part.of(page.content());
        if (set.isEmpty()) {
            content.add(Html.div("none", Html.span(part.empty())));
            return;
        }
        ScanContent severities =
                part == BuildPart.FIXED ? page.gone() : page.content().all();
        LazyGrid<FindingRow> grid = FindingGrid.create(part.title() + " findings", false);
        grid.show(lists.ofSet(page.project().id(), set, severities));
        content.add(grid);
    }

    /** So that the address leads back to the same part. */
    private void remember() {
        String path = RouteConfiguration.forSessionScope().getUrl(BuildView.class, Go.at(projectName, buildId));
        UI.getCurrent()
                .getPage()
                .getHistory()
                .replaceState(null, new Location(path, QueryParameters.of(BuildPart.PARAMETER, part.word())));
    }
}
