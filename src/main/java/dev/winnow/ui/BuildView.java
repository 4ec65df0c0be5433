package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.ScanContent;
import dev.winnow.policy.Score;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
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
    private final PacketDownloads packets;
    private final Builds builds;
    private final Clock clock;
    private final Div findings = Html.div("panel");
    private String projectName = "";
    private String buildName = "";
    private long buildId;
    private BuildPart part = BuildPart.NEW;
    private @Nullable BuildPage shown;

    BuildView(
            Readable readable,
            BuildPages pages,
            FindingLists lists,
            ReportDownloads downloads,
            PacketDownloads packets,
            Builds builds,
            LiveUpdates live,
            Clock clock) {
        this.readable = readable;
        this.pages = pages;
        this.lists = lists;
        this.downloads = downloads;
        this.packets = packets;
        this.builds = builds;
        this.clock = clock;
        live.follow(this, scan -> scan.buildId() == buildId, this::show);
        live.followDeployments(this, recorded -> recorded.project().equals(projectName), this::show);
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
        // Asked each time: what the caller may read can change while the page is open.
        Project project = readable.project(projectName);
        Build build = readable.build(project, buildId);
        if (shown == null || shown.build().id() != buildId) {
            show(project, build);
        } else {
            // Only another part of the same build was asked for.
            fill(shown);
        }
    }

    private void show() {
        Project project = readable.project(projectName);
        show(project, readable.build(project, buildId));
    }

    private void show(Project project, Build build) {
        buildName = Go.name(build);
        BuildPage page = pages.of(project, build);
        shown = page;
        removeAll();
        var side = new BuildScans(page, downloads, readable.caller(), clock.instant());
        packets.ofBuild(project, build).ifPresent(side::add);
        var score = new BuildScore(page);
        score.add(BuildChoice.create(project, build, new BuildChoice.Source(builds)));
        add(new BuildSummary(page, clock.instant()), Html.div("columns", score, side), findings);
        fill(page);
    }

    private void fill(BuildPage page) {
        findings.removeAll();
        findings.add(parts(page));
        RoaringBitmap set = part.of(page.content());
        if (set.isEmpty()) {
            findings.add(Html.div("none", Html.span(part.empty())));
            return;
        }
        ScanContent severities =
                part == BuildPart.FIXED ? page.gone() : page.content().all();
        LazyGrid<FindingRow> grid = FindingGrid.create(
                part.title() + " findings",
                false,
                row -> Score.cost(
                        page.policy().policy().weights(),
                        severities,
                        FindingId.number(row.finding().id())));
        grid.show(lists.ofSet(page.project().id(), set, severities));
        findings.add(grid);
    }

    /** Links rather than tabs: each part has an address of its own, and the browser's back button works. */
    private Nav parts(BuildPage page) {
        var nav = new Nav();
        nav.addClassName("parts");
        nav.getElement().setAttribute("aria-label", "Findings of this build");
        for (BuildPart one : BuildPart.values()) {
            RouterLink link = Go.build(projectName, page.build(), one, "");
            link.add(
                    Html.span(one.title()),
                    Html.span(Words.number(one.of(page.content()).getCardinality()), "count"));
            link.setHighlightCondition(HighlightConditions.never());
            if (one == part) {
                link.getElement().setAttribute("aria-current", "true");
            }
            nav.add(link);
        }
        return nav;
    }
}
