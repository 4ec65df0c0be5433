package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Scope;
import dev.winnow.deployment.Environments;
import dev.winnow.deployment.Environments.Running;
import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanFailure;
import dev.winnow.finding.Scans;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Command;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Keyset;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.ScoreRing;
import dev.winnow.ui.parts.SeverityTally;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;

/** A project's builds, newest first, its uploads that are not in yet, and what its guards look at. */
@Route("projects/:project")
@PermitAll
class ProjectView extends Page implements BeforeEnterObserver {
    static final String PROJECT = "project";

    private static final String BRANCH = "branch";
    private static final String TRACKED = "tracked";
    private static final Limit WAITING = Limit.of(10);

    private final Readable readable;
    private final Builds builds;
    private final Scans scans;
    private final GuardStreams streams;
    private final Environments environments;
    private final PacketDownloads packets;
    private final Clock clock;
    private final Div heading = Html.div("heading");
    private final Div history = new Div();
    private final Div running = new Div();
    private final Div waiting = new Div();
    private final Div watched = new Div();
    private final Div list = new Div();
    private final Div taken = new Div();
    private final LazyGrid<Build> grid = grid();
    private String name = "";
    private boolean onlyTracked;

    ProjectView(
            Readable readable,
            Builds builds,
            Scans scans,
            GuardStreams streams,
            Environments environments,
            PacketDownloads packets,
            LiveUpdates live,
            Clock clock) {
        this.readable = readable;
        this.builds = builds;
        this.scans = scans;
        this.streams = streams;
        this.environments = environments;
        this.packets = packets;
        this.clock = clock;
        list.addClassName("panel");
        add(heading, history, running, waiting, watched, list, taken);
        live.follow(this, scan -> scan.project().equals(name), this::show);
        live.followDeployments(this, recorded -> recorded.project().equals(name), this::show);
    }

    @Override
    String title() {
        return name;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        name = event.getRouteParameters().get(PROJECT).orElse("");
        onlyTracked = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(BRANCH)
                .filter(TRACKED::equals)
                .isPresent();
        show();
    }

    private void show() {
        Project project = readable.project(name);
        heading.removeAll();
        heading.add(
                new H1(project.name()),
                Html.span("tracked branch " + project.trackedBranch(), "soft"),
                Html.line(
                        Go.findings(project, Words.count(project.open().total(), "open finding", "open findings")),
                        SeverityTally.full(project.open())));
        heading.add(places(project));
        running.removeAll();
        List<Running> now = environments.of(readable.caller(), name);
        if (!now.isEmpty()) {
            running.add(Html.panel("Environments", RunningGrid.create(environments, now, false, clock.instant())));
        }
        history.removeAll();
        List<Build> scored =
                builds.newestOnBranch(project.id(), project.trackedBranch(), Limit.of(ScoreHistory.BUILDS)).stream()
                        .filter(build -> build.score().isPresent())
                        .toList();
        if (scored.size() > 1) {
            history.add(new ScoreHistory(project, scored));
        }
        waiting.removeAll();
        List<Scan> uploads = scans.notImported(name, WAITING);
        if (!uploads.isEmpty()) {
            waiting.add(Html.panel("Uploads that are not imported", uploads(uploads)));
        }
        watched.removeAll();
        streams.panel(project, this::show).ifPresent(watched::add);
        list.removeAll();
        list.add(branches(project));
        list.add(
                grid.show(new Keyset<Build>((last, limit) -> page(project, last, limit))::page)
                        ? grid
                        : new EmptyState(
                                "No build yet",
                                "The first report that is imported makes one.",
                                new Command(FirstSteps.upload(name))));
        taken.removeAll();
        packets.ofProject(project).ifPresent(taken::add);
    }

    /** The pages about the project; they stay together where the line is too short. */
    private Div places(Project project) {
        var places = Html.div(
                "places",
                ProjectGuardMapView.link(name, "Guards"),
                Go.environments(project, "Environments"),
                VexView.link(name, "VEX"),
                ProjectPolicyView.link(name, "Policy"));
        if (readable.caller().mayTriage(name)) {
            places.add(ProjectAlertsView.link(name, "Alerts"));
        }
        if (readable.caller().mayAdminister(name)) {
            places.add(Go.access(Scope.project(name), "Settings and access"));
        }
        return places;
    }

    private List<Build> page(Project project, @Nullable Build last, int limit) {
        Limit rows = Limit.of(limit);
        if (onlyTracked) {
            return last == null
                    ? builds.newestOnBranch(project.id(), project.trackedBranch(), rows)
                    : builds.olderOnBranch(project.id(), project.trackedBranch(), last.placedAt(), last.id(), rows);
        }
        return last == null
                ? builds.newest(project.id(), rows)
                : builds.olderThan(project.id(), last.placedAt(), last.id(), rows);
    }

    /** Which branches' builds are listed; links, so that each choice has an address. */
    private Nav branches(Project project) {
        var nav = new Nav();
        nav.addClassName("parts");
        nav.getElement().setAttribute("aria-label", "Builds by branch");
        nav.add(choice(project, "All builds", false), choice(project, "On " + project.trackedBranch(), true));
        return nav;
    }

    private RouterLink choice(Project project, String text, boolean tracked) {
        RouterLink link = Go.project(project);
        link.setText(text);
        link.setHighlightCondition(HighlightConditions.never());
        if (tracked) {
            link.setQueryParameters(QueryParameters.of(BRANCH, TRACKED));
        }
        if (tracked == onlyTracked) {
            link.getElement().setAttribute("aria-current", "true");
        }
        return link;
    }

    private LazyGrid<Build> grid() {
        return new LazyGrid<Build>("Builds", this::card)
                .column("Build", 2, this::build)
                .column("Branch", 2, build -> Html.span(build.branch(), "clip"))
                .column("Change", "6rem", build -> Html.span(build.changeId().orElse(""), "clip"))
                .column("Score", "7rem", ProjectView::score)
                .column("Gate", "7rem", build -> Chips.gate(Optional.of(build)))
                .column("Guards", "15rem", OverviewView::guards)
                .numbers("New", "5rem", build -> counted(build, BuildPart.NEW, build.newFindings(), ""))
                .numbers("Fixed", "5rem", build -> counted(build, BuildPart.FIXED, build.fixedFindings(), ""))
                .numbers("When", "8rem", build -> Moment.ago(build.placedAt(), clock.instant()));
    }

    /** The pipeline's number with the commit, where the two differ. */
    private Component build(Build build) {
        Span cell = Html.span("", "clip");
        cell.add(Go.build(name, build));
        if (!build.ciId().equals(build.commitSha())) {
            cell.add(Html.span(" " + Words.commit(build.commitSha()), "mono", "soft"));
        }
        cell.setTitle(build.commitSha());
        return cell;
    }

    private static Component score(Build build) {
        return Html.line(
                ScoreRing.of(Optional.of(build)).small(),
                Html.span(build.grade().map(Enum::name).orElse(""), "grade"));
    }

    /** Leads to what it counts, where there is any. */
    private Component counted(Build build, BuildPart part, int count, String what) {
        String text = Words.number(count) + what;
        return count == 0 ? Html.span(text, "soft") : Go.build(name, build, part, text);
    }

    private Component card(Build build) {
        var counts = Html.line(
                counted(build, BuildPart.NEW, build.newFindings(), " new"),
                counted(build, BuildPart.FIXED, build.fixedFindings(), " fixed"));
        var words = Html.div(
                "stack",
                Html.line(build(build), Chips.gate(Optional.of(build))),
                Html.line(Html.span(build.branch(), "soft", "break"), Moment.ago(build.placedAt(), clock.instant())),
                OverviewView.guards(build),
                counts);
        var card = Html.div("card", ScoreRing.of(Optional.of(build)), words);
        card.addClassName("beside");
        return card;
    }

    private DataTable uploads(List<Scan> uploads) {
        var table = new DataTable(
                "Uploads that are waiting or failed",
                Column.text("Upload"),
                Column.text("Commit"),
                Column.text("Status"),
                Column.text("What is wrong"),
                Column.number("Received"));
        uploads.forEach(scan -> table.row(
                Html.span("scan " + scan.id() + (scan.format().isEmpty() ? "" : ", " + scan.format())),
                Html.span(Words.commit(scan.request().commit()), "mono"),
                Chips.status(scan),
                scan.failure().map(ProjectView::failure).orElseGet(() -> Html.span("–", "soft")),
                Moment.ago(scan.receivedAt(), clock.instant())));
        return table;
    }

    private static Span failure(ScanFailure failure) {
        return Html.span(FailureText.of(failure), "break");
    }
}
