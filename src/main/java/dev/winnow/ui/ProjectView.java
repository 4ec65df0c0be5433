package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
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
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.SeverityTally;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import org.springframework.data.domain.Limit;

/** A project's builds, newest first, its uploads that are not in yet, and what its guards look at. */
@Route("projects/:project")
@PermitAll
class ProjectView extends Page implements BeforeEnterObserver {
    static final String PROJECT = "project";

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
    private final ProjectBuilds list;
    private final Div taken = new Div();
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
        list = new ProjectBuilds(builds, clock);
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
        onlyTracked = ProjectBuilds.onlyTracked(event.getLocation().getQueryParameters());
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
        list.show(project, onlyTracked);
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
