package dev.winnow.intake;

import dev.winnow.access.TeamSpelling;
import dev.winnow.finding.Recorder;
import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanRequest;
import dev.winnow.finding.Scans;
import dev.winnow.finding.Stream;
import dev.winnow.finding.Streams;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Tool;
import dev.winnow.importers.packages.ScanTargets;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.project.Build;
import dev.winnow.project.BuildWords;
import dev.winnow.project.Builds;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import dev.winnow.project.Project;
import dev.winnow.project.ProjectName;
import dev.winnow.project.Projects;
import dev.winnow.project.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * Finds the project, guard, stream and build of a scan, and makes those that are not there yet. Part of the transaction
 * that imports the scan; the project is locked from then on.
 */
@Component
class Placing {
    /** A report that claims to be from later than this is dated by a clock that is wrong. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /** Scans looked at for those of the same kind. */
    private static final int LOOK_BACK = 20;

    private static final int LONGEST_TARGET = 500;

    /** Behind the target of what happens, where scans have taken it. */
    private static final String OF_EVENTS = " (events)";

    private final Scans scans;
    private final Projects projects;
    private final Guards guards;
    private final Builds builds;
    private final BuildWords words;
    private final Streams streams;
    private final TeamSpelling teams;
    private final Clock clock;

    Placing(
            Scans scans,
            Projects projects,
            Guards guards,
            Builds builds,
            BuildWords words,
            Streams streams,
            TeamSpelling teams,
            Clock clock) {
        this.scans = scans;
        this.projects = projects;
        this.guards = guards;
        this.builds = builds;
        this.words = words;
        this.streams = streams;
        this.teams = teams;
        this.clock = clock;
    }

    /**
     * By what the upload asked for and what the report says.
     *
     * @param placeless whether the report itself cannot tell well where it belongs
     */
    Recorder.Order of(Scan scan, ScanInfo info, boolean placeless) throws MalformedReport {
        Project project = project(scan.request());
        Build build = build(project, scan);
        Stream stream = stream(project, build, scan, info, placeless);
        Instant detectedAt = detectedAt(scan, Optional.ofNullable(info.scannedAt()));
        return new Recorder.Order(
                project,
                build,
                stream,
                scan,
                detectedAt,
                info.complete() && !scan.request().events());
    }

    /** By what became of an earlier scan of the same bytes that was asked for in the same way. */
    Recorder.Order like(Scan twin, Scan scan) {
        Project project = projects.lock(twin.projectId().orElseThrow());
        Stream stream = streams.findById(twin.streamId().orElseThrow()).orElseThrow();
        Build build = build(project, scan);
        return new Recorder.Order(project, build, stream, scan, detectedAt(scan, reportedAt(twin)), true);
    }

    private Project project(ScanRequest request) throws MalformedReport {
        Optional<Long> known = projects.idOf(request.project());
        if (known.isPresent()) {
            Project there = projects.lock(known.get());
            if (request.team() != null && !request.team().equals(there.team())) {
                // Made since the upload was let in, by someone else.
                throw new MalformedReport(
                        "project " + request.project() + " is there already and is not of team " + request.team(),
                        0,
                        0,
                        null);
            }
            return there;
        }
        if (projects.existsByFoldedNameAndNameNot(ProjectName.folded(request.project()), request.project())) {
            // Made since the upload was let in, by someone else.
            throw new MalformedReport(
                    "there is a project whose name differs from " + request.project()
                            + " by upper and lower case alone",
                    0,
                    0,
                    null);
        }
        var project = new Project(request.project(), clock.instant());
        String branch = request.branch();
        if (branch != null && (branch.equals("master") || branch.equals("trunk"))) {
            // The first upload tells what the project calls its main branch.
            project.track(branch);
        }
        project.assignTo(teamOf(request));
        return projects.make(project);
    }

    private @Nullable String teamOf(ScanRequest request) throws MalformedReport {
        String team = request.team();
        if (team != null) {
            try {
                teams.require(team);
            } catch (InvalidRequest e) {
                // One that is spelt otherwise was made since the upload was let in.
                throw new MalformedReport(String.valueOf(e.getMessage()), 0, 0, null);
            }
        }
        return team;
    }

    private static String branch(Project project, ScanRequest request) {
        String asked = request.branch();
        return asked == null ? project.trackedBranch() : asked;
    }

    private Guard guard(Project project, ScanRequest request, ScanInfo info) {
        var category = request.category() == null ? info.category() : request.category();
        String asked = request.guard();
        String name = asked == null ? GuardNames.of(info.tool().name(), category) : asked;
        Stage stage = request.stage() == null ? Stage.usualFor(category) : request.stage();
        Optional<Guard> known = guards.findByProjectIdAndName(project.id(), name);
        known.ifPresent(guard -> guard.place(
                request.stage() == null ? guard.stage() : request.stage(),
                request.category() == null ? guard.category() : request.category()));
        return known.orElseGet(
                () -> guards.save(new Guard(project, name, info.tool().name(), stage, category, clock.instant())));
    }

    /** @param placeless whether the report itself cannot tell well where it belongs */
    private Stream stream(Project project, Build build, Scan scan, ScanInfo info, boolean placeless)
            throws MalformedReport {
        String asked = scan.request().target();
        String whole = asked == null ? info.target() : asked;
        String target = whole.length() > LONGEST_TARGET ? whole.substring(0, LONGEST_TARGET) : whole;
        Optional<Place> usual = placeless ? usualPlace(project, build, scan, info) : Optional.empty();
        if (usual.isPresent()) {
            Guard guard = guards.findById(usual.get().guardId()).orElseThrow();
            return stream(guard, build.branch(), usual.get().target(), false);
        }
        // What happens counts for the project, whichever branch the build that it happened to came from.
        String branch = scan.request().events() ? project.trackedBranch() : build.branch();
        return stream(
                guard(project, scan.request(), info),
                branch,
                target,
                scan.request().events());
    }

    /**
     * Where a report without results belongs whose format tells what was looked for, and at what, only by what was found:
     * to the stream that the same tool filled, asked in the same way, for the build before. Where that build had several,
     * those that this build filled already are out of question; where several are left, the report's own word counts.
     */
    private Optional<Place> usualPlace(Project project, Build build, Scan scan, ScanInfo info) {
        List<Scan> alike = scans.newestImported(project.name(), Limit.of(LOOK_BACK)).stream()
                .filter(other -> other.format().equals(scan.format())
                        && other.tool()
                                .map(Tool::name)
                                .equals(Optional.of(info.tool().name()))
                        && sameAsked(other.request(), scan.request()))
                .toList();
        Optional<Long> before = alike.stream()
                .flatMap(other -> other.buildId().stream())
                .filter(id -> id != build.id())
                .findFirst();
        List<Place> then = places(alike, before);
        Set<Place> now = new HashSet<>(places(alike, Optional.of(build.id())));
        List<Place> left = then.stream()
                .filter(place -> !now.contains(place))
                .filter(place -> info.target().equals(ScanTargets.SOURCE)
                        || info.target().equals(place.target()))
                .toList();
        if (left.size() == 1) {
            return Optional.of(left.getFirst());
        }
        return left.isEmpty() && then.size() == 1 && now.equals(Set.of(then.getFirst()))
                ? Optional.of(then.getFirst())
                : Optional.empty();
    }

    private static boolean sameAsked(ScanRequest one, ScanRequest other) {
        return Objects.equals(one.guard(), other.guard())
                && Objects.equals(one.target(), other.target())
                && one.stage() == other.stage()
                && one.category() == other.category();
    }

    private List<Place> places(List<Scan> scans, Optional<Long> buildId) {
        List<Long> ids = scans.stream()
                .filter(scan -> buildId.isPresent() && scan.buildId().equals(buildId))
                .flatMap(scan -> scan.streamId().stream())
                .distinct()
                .toList();
        return streams.findByIdIn(ids).stream()
                .map(stream -> new Place(stream.guardId(), stream.target()))
                .toList();
    }

    /** A stream, whatever the branch. */
    private record Place(long guardId, String target) {}

    /**
     * What happens and what is there are never one stream: a complete scan would close what has happened. Scans that would
     * come in between are refused, what has happened finds another place.
     */
    private Stream stream(Guard guard, String branch, String target, boolean events) throws MalformedReport {
        Optional<Stream> known = streams.findByGuardIdAndBranchAndTarget(guard.id(), branch, target);
        if (known.filter(there -> there.events() != events).isEmpty()) {
            return known.orElseGet(() -> streams.save(new Stream(guard, branch, target, events, clock.instant())));
        }
        if (!events) {
            throw new MalformedReport(
                    "as target of guard " + guard.name() + ", " + target
                            + " is kept for alerts of what happens: upload with another target",
                    0,
                    0,
                    null);
        }
        return stream(guard, branch, target + OF_EVENTS, true);
    }

    private Build build(Project project, Scan scan) {
        ScanRequest request = scan.request();
        String branch = branch(project, request);
        Build build = builds.findByProjectIdAndBranchAndCiIdAndCommitSha(
                        project.id(), branch, request.build(), request.commit())
                .orElseGet(() -> builds.save(
                        new Build(project.id(), branch, request.build(), request.commit(), scan.receivedAt())));
        if (build.describe(request.committedAt(), request.buildUrl(), request.change(), request.author())) {
            // Streams remember where their newest build stands.
            streams.findByNewestBuildId(build.id()).forEach(stream -> stream.follow(build));
        }
        words.add(build);
        return build;
    }

    /** When the scan finished, where its report said so. */
    private static Optional<Instant> reportedAt(Scan scan) {
        return scan.detectedAt().filter(at -> !at.equals(scan.request().scannedAt()) && !at.equals(scan.receivedAt()));
    }

    /** When the scan finished: by the report, else by the upload, else when it was received (design: MTTD). */
    private static Instant detectedAt(Scan scan, Optional<Instant> reported) {
        Instant asked = scan.request().scannedAt();
        // What reports of before computers were is no time either.
        Instant finished = reported.filter(Instant.EPOCH::isBefore).orElse(asked == null ? scan.receivedAt() : asked);
        return finished.isAfter(scan.receivedAt().plus(CLOCK_SKEW)) ? scan.receivedAt() : finished;
    }
}
