package dev.winnow.intake;

import com.carrotsearch.hppc.LongHashSet;
import dev.winnow.finding.Recorder;
import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanRequest;
import dev.winnow.finding.Scans;
import dev.winnow.finding.Stream;
import dev.winnow.finding.Streams;
import dev.winnow.importers.Formats;
import dev.winnow.importers.Importer;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Report;
import dev.winnow.importers.Reports;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Tool;
import dev.winnow.importers.packages.ScanTargets;
import dev.winnow.policy.Judge;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.project.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports one scan: reads its report, then, in one transaction, places it in its project, guard, stream and build,
 * records its findings and judges the build. All or nothing.
 */
@Component
class ScanImport {
    /** A report that claims to be from later than this is dated by a clock that is wrong. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /** Scans looked at for one of the same kind. */
    private static final int LOOK_BACK = 20;

    private final ReportStore store;
    private final Scans scans;
    private final Projects projects;
    private final Guards guards;
    private final Builds builds;
    private final Streams streams;
    private final Recorder recorder;
    private final Judge judge;
    private final IntakeSettings settings;
    private final Masking masking;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ScanImport(
            ReportStore store,
            Scans scans,
            Projects projects,
            Guards guards,
            Builds builds,
            Streams streams,
            Recorder recorder,
            Judge judge,
            IntakeSettings settings,
            SecretKeys keys,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.scans = scans;
        this.projects = projects;
        this.guards = guards;
        this.builds = builds;
        this.streams = streams;
        this.recorder = recorder;
        this.judge = judge;
        this.settings = settings;
        this.masking = new Masking(keys.derive("secrets in findings"));
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** Makes a stored report ready to be read. */
    Report open(String hash) throws IOException {
        return Reports.prepare(() -> store.open(hash), settings.limits(), masking);
    }

    /**
     * Imports the scan.
     *
     * @throws dev.winnow.importers.ReportException where the report is at fault
     * @throws IOException where it cannot be read
     */
    void run(long scanId, Consumer<ImportProgress> progress) throws IOException {
        Scan scan = transaction.execute(status -> {
            Scan started = scans.findById(scanId).orElseThrow();
            started.start();
            return scans.save(started);
        });
        if (repeated(scan)) {
            return;
        }
        long size = Math.max(1, scan.reportBytes());
        var phase = new AtomicReference<>(ImportProgress.Phase.READING);
        // Decompression lies above it: progress counts the bytes that are stored.
        Report report = Reports.prepare(
                () -> new CountingStream(
                        store.open(scan.reportHash()),
                        read -> progress.accept(new ImportProgress(phase.get(), Math.min(1.0, (double) read / size)))),
                settings.limits(),
                masking);
        Importer importer = Formats.importerOf(report);
        var spool = new Spool(known(scan), settings.spoolBytes(), sink -> importer.read(report, sink));
        ScanInfo info = importer.read(report, spool);
        progress.accept(new ImportProgress(ImportProgress.Phase.MATCHING, 0));
        phase.set(ImportProgress.Phase.WRITING);
        boolean placeless = importer.placesByResults() && spool.table().size() == 0;
        inTransaction(() -> record(scanId, info, placeless, spool));
    }

    /**
     * What the stream probably contains, going by the last scans of the same format; which stream it is, only the report
     * says. Whatever the branch: one that is not tracked mostly finds what the tracked one knows.
     */
    private LongHashSet known(Scan scan) {
        var known = new LongHashSet();
        scans.newestImported(scan.request().project(), Limit.of(LOOK_BACK)).stream()
                .filter(other -> other.format().equals(scan.format())
                        && Objects.equals(
                                other.request().guard(), scan.request().guard())
                        && Objects.equals(
                                other.request().target(), scan.request().target()))
                .flatMap(other -> other.streamId().stream())
                .distinct()
                .forEach(stream -> known.addAll(recorder.knownDigests(stream)));
        return known;
    }

    /** A report that is, byte for byte, the newest one of its stream needs no reading. */
    private boolean repeated(Scan scan) {
        ScanRequest asked = scan.request();
        Optional<Scan> twin = scans.newestImportedTwin(
                scan.reportHash(),
                asked.project(),
                asked.guard(),
                asked.target(),
                asked.branch(),
                asked.stage(),
                asked.category());
        if (twin.isEmpty()) {
            return false;
        }
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean done = repeat(scan.id(), twin.get());
            if (!done) {
                // Nor may its build be left behind.
                status.setRollbackOnly();
            }
            return done;
        }));
    }

    private static boolean sameAsked(ScanRequest one, ScanRequest other) {
        return Objects.equals(one.guard(), other.guard())
                && Objects.equals(one.target(), other.target())
                && one.stage() == other.stage()
                && one.category() == other.category();
    }

    private boolean repeat(long scanId, Scan twin) {
        Scan scan = scans.findById(scanId).orElseThrow();
        Project project = projects.lock(twin.projectId().orElseThrow());
        Stream stream = streams.findById(twin.streamId().orElseThrow()).orElseThrow();
        Build build = build(project, scan);
        Instant detectedAt = detectedAt(scan, reportedAt(twin));
        var order = new Recorder.Order(project, build, stream, scan, detectedAt, true);
        return recorder.repeat(order, twin)
                .map(recorded -> {
                    var info = new ScanInfo(
                            twin.tool().orElseThrow(),
                            dev.winnow.importers.Category.SAST,
                            stream.target(),
                            null,
                            true,
                            twin.notices());
                    finish(order, info, recorded);
                    return true;
                })
                .orElse(false);
    }

    private void record(long scanId, ScanInfo info, boolean placeless, Spool spool) throws IOException {
        Scan scan = scans.findById(scanId).orElseThrow();
        Project project = project(scan.request());
        Build build = build(project, scan);
        Stream stream = stream(project, build, scan, info, placeless);
        Instant detectedAt = detectedAt(scan, Optional.ofNullable(info.scannedAt()));
        var order = new Recorder.Order(project, build, stream, scan, detectedAt, info.complete());
        finish(order, info, recorder.record(order, spool.table(), spool));
    }

    private void finish(Recorder.Order order, ScanInfo info, Recorder.Recorded recorded) {
        Scan scan = order.scan();
        scan.place(order.project().id(), order.build().id(), order.stream().id(), info, order.detectedAt());
        scan.finish(
                recorded.counts(),
                recorded.content().counts(recorded.content().suppressed()),
                recorded.late(),
                recorded.held(),
                clock.instant());
        scans.saveAndFlush(scan);
        judge.judge(order.build());
        events.publishEvent(new ScanImported(
                scan.id(), order.project().name(), order.build().id()));
    }

    private Project project(ScanRequest request) {
        Optional<Long> known = projects.idOf(request.project());
        if (known.isPresent()) {
            return projects.lock(known.get());
        }
        var project = new Project(request.project(), clock.instant());
        String branch = request.branch();
        if (branch != null && (branch.equals("master") || branch.equals("trunk"))) {
            // The first upload tells what the project calls its main branch.
            project.track(branch);
        }
        return projects.save(project);
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
    private Stream stream(Project project, Build build, Scan scan, ScanInfo info, boolean placeless) {
        String asked = scan.request().target();
        String whole = asked == null ? info.target() : asked;
        String target = whole.length() > 500 ? whole.substring(0, 500) : whole;
        Optional<Place> usual = placeless ? usualPlace(project, build, scan, info) : Optional.empty();
        if (usual.isPresent()) {
            Guard guard = guards.findById(usual.get().guardId()).orElseThrow();
            return stream(guard, build.branch(), usual.get().target());
        }
        return stream(guard(project, scan.request(), info), build.branch(), target);
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

    private Stream stream(Guard guard, String branch, String target) {
        return streams.findByGuardIdAndBranchAndTarget(guard.id(), branch, target)
                .orElseGet(() -> streams.save(new Stream(guard, branch, target, clock.instant())));
    }

    private Build build(Project project, Scan scan) {
        ScanRequest request = scan.request();
        String branch = branch(project, request);
        Build build = builds.findByProjectIdAndBranchAndCiIdAndCommitSha(
                        project.id(), branch, request.build(), request.commit())
                .orElseGet(() -> builds.save(
                        new Build(project.id(), branch, request.build(), request.commit(), scan.receivedAt())));
        if (build.describe(request.committedAt(), request.buildUrl(), request.change())) {
            // Streams remember where their newest build stands.
            streams.findByNewestBuildId(build.id()).forEach(stream -> stream.follow(build));
        }
        return build;
    }

    /** When the scan finished, where its report said so. */
    private static Optional<Instant> reportedAt(Scan scan) {
        return scan.detectedAt().filter(at -> !at.equals(scan.request().scannedAt()) && !at.equals(scan.receivedAt()));
    }

    /** When the scan finished: by the report, else by the upload, else when it was received (design: MTTD). */
    private static Instant detectedAt(Scan scan, Optional<Instant> reported) {
        Instant asked = scan.request().scannedAt();
        Instant finished = reported.orElse(asked == null ? scan.receivedAt() : asked);
        return finished.isAfter(scan.receivedAt().plus(CLOCK_SKEW)) ? scan.receivedAt() : finished;
    }

    private void inTransaction(Work work) throws IOException {
        try {
            transaction.executeWithoutResult(status -> {
                try {
                    work.run();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
