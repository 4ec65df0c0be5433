package dev.winnow.finding;

import dev.winnow.audit.Actor;
import dev.winnow.audit.AuditLog;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people do with the streams of a tracked branch: confirm closings that were held, and retire a stream whose guard
 * runs no more.
 */
@Service
public class StreamCare {
    /** A stream that so many newest builds of its branch came without is stale. */
    private static final int STALE_AFTER = 10;

    private final Streams streams;
    private final StreamStates states;
    private final ScanContents contents;
    private final HeldClosings holding;
    private final Silencings silencings;
    private final FindingRows rows;
    private final Episodes episodes;
    private final Scans scans;
    private final Builds builds;
    private final Projects projects;
    private final ApplicationEventPublisher events;
    private final AuditLog log;
    private final Clock clock;

    StreamCare(
            Streams streams,
            StreamStates states,
            ScanContents contents,
            HeldClosings holding,
            Silencings silencings,
            FindingRows rows,
            Episodes episodes,
            Scans scans,
            Builds builds,
            Projects projects,
            ApplicationEventPublisher events,
            AuditLog log,
            Clock clock) {
        this.streams = streams;
        this.states = states;
        this.contents = contents;
        this.holding = holding;
        this.silencings = silencings;
        this.rows = rows;
        this.episodes = episodes;
        this.scans = scans;
        this.builds = builds;
        this.projects = projects;
        this.events = events;
        this.log = log;
        this.clock = clock;
    }

    /**
     * A stream of the tracked branch, as people look after it.
     *
     * @param open findings it contains
     * @param held closings that wait for confirmation
     * @param stale whether its guard stopped running: the ten newest builds came without it
     * @param newest its newest scan, which may have broken off; empty where none counted yet
     */
    public record Kept(Stream stream, int open, int held, boolean stale, Optional<Scan> newest) {
        /** Whether the newest scan did not look at everything, and so closed nothing. */
        public boolean brokeOff() {
            return newest.filter(scan -> !scan.complete()).isPresent();
        }
    }

    /** The streams of the project's tracked branch, in the order in which they first appeared. */
    @Transactional(readOnly = true)
    public List<Kept> of(Project project) {
        List<Build> newest = builds.newestOnBranch(project.id(), project.trackedBranch(), Limit.of(STALE_AFTER));
        Optional<Instant> fresh = newest.size() < STALE_AFTER
                ? Optional.empty()
                : Optional.of(newest.getLast().placedAt());
        List<Stream> all = streams.findByProjectIdAndBranch(project.id(), project.trackedBranch());
        var contained = contents.ofStreams(all.stream().map(Stream::id).toList());
        Map<Long, Scan> newestScans =
                scans
                        .findByIdIn(all.stream()
                                .flatMap(stream -> stream.newestScanId().stream())
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Scan::id, Function.identity()));
        var kept = new ArrayList<Kept>();
        for (Stream stream : all) {
            ScanContent content = contained.getOrDefault(stream.id(), ScanContent.empty());
            boolean stale = !stream.events()
                    && stream.retiredAt().isEmpty()
                    && fresh.isPresent()
                    && stream.newestPlacedAt()
                            .filter(at -> !at.isBefore(fresh.get()))
                            .isEmpty();
            int held = stream.heldScanId().isEmpty()
                    ? 0
                    : holding.waiting(stream.id()).getCardinality();
            kept.add(new Kept(
                    stream,
                    content.all().getCardinality(),
                    held,
                    stale,
                    stream.newestScanId().map(newestScans::get)));
        }
        kept.sort(Comparator.comparingLong(one -> one.stream().id()));
        return kept;
    }

    /**
     * Believes the scan whose closings were held: what it misses is closed, as of that scan.
     *
     * @param by who decided it
     * @return how many findings that closes; 0 where nothing was held
     */
    @Transactional
    public int confirm(long streamId, Actor by) {
        Project project = projects.lock(streams.projectOf(streamId).orElseThrow());
        Stream stream = streams.findById(streamId).orElseThrow();
        Optional<Scan> held = stream.heldScanId().flatMap(scans::findById);
        if (held.isEmpty()) {
            return 0;
        }
        Scan scan = held.get();
        Build build = builds.findById(scan.buildId().orElseThrow()).orElseThrow();
        var turn = new Episodes.Turn(scan.id(), build, scan.detectedAt().orElseThrow());
        RoaringBitmap missing = holding.waiting(streamId);
        release(stream);
        int closed = drop(project, stream, missing, turn, EpisodeOutcome.FIXED);
        streams.save(stream);
        holding.confirm(project.id(), scan.id(), missing);
        events.publishEvent(new ClosingsConfirmed(build.id()));
        note(by, "stream.confirmed", project, stream, closed);
        return closed;
    }

    /**
     * Retires a stream: what only it contains is closed as retired, not as fixed. A later scan brings it back.
     *
     * @param by who decided it
     * @return how many findings that closes
     */
    @Transactional
    public int retire(long streamId, Actor by) {
        Project project = projects.lock(streams.projectOf(streamId).orElseThrow());
        Stream stream = streams.findById(streamId).orElseThrow();
        if (stream.retiredAt().isPresent() || stream.newestScanId().isEmpty()) {
            return 0;
        }
        Scan newest = scans.findById(stream.newestScanId().get()).orElseThrow();
        Build build = builds.findById(newest.buildId().orElseThrow()).orElseThrow();
        Instant now = clock.instant();
        var turn = new Episodes.Turn(newest.id(), build, now);
        release(stream);
        stream.retire(now);
        int closed = drop(project, stream, contents.ofStream(streamId).all(), turn, EpisodeOutcome.RETIRED);
        streams.save(stream);
        events.publishEvent(new StreamRetired(project.id()));
        note(by, "stream.retired", project, stream, closed);
        return closed;
    }

    /**
     * Closes what has long not happened again.
     *
     * @param since by finding number, when a build was deployed after which it did not happen any more: it fixed it; where
     *     there is none, it just ceased
     * @return how many findings that closes
     */
    @Transactional
    public int cease(long projectId, Map<Integer, Optional<Ended>> since) {
        Project project = projects.lock(projectId);
        int closed = 0;
        for (Stream stream : streams.findByProjectIdAndBranch(projectId, project.trackedBranch())) {
            Optional<Scan> newest = stream.newestScanId().flatMap(scans::findById);
            if (!stream.events() || newest.isEmpty()) {
                continue;
            }
            RoaringBitmap there = contents.ofStream(stream.id()).all();
            var byEnd = new LinkedHashMap<Optional<Ended>, RoaringBitmap>();
            since.forEach((number, end) -> {
                if (there.contains(number)) {
                    byEnd.computeIfAbsent(end, any -> new RoaringBitmap()).add(number);
                }
            });
            for (var group : byEnd.entrySet()) {
                Build build = builds.findById(group.getKey()
                                .map(Ended::buildId)
                                .orElseGet(() -> newest.get().buildId().orElseThrow()))
                        .orElseThrow();
                var turn = new Episodes.Turn(
                        newest.get().id(), build, group.getKey().map(Ended::at).orElseGet(clock::instant));
                closed += drop(
                        project,
                        stream,
                        group.getValue(),
                        turn,
                        group.getKey().isPresent() ? EpisodeOutcome.FIXED : EpisodeOutcome.CEASED);
            }
        }
        return closed;
    }

    /** The deployment that ended something. */
    public record Ended(Instant at, long buildId) {}

    private void note(Actor by, String action, Project project, Stream stream, int closed) {
        log.record(
                by,
                action,
                "stream:" + stream.id(),
                null,
                Map.of("project", project.name(), "target", stream.target(), "closed", closed));
    }

    private void release(Stream stream) {
        holding.saveWaiting(stream.id(), new RoaringBitmap());
        stream.release();
    }

    /** Takes findings out of a stream, and closes those that no other stream contains. */
    private int drop(
            Project project, Stream stream, RoaringBitmap findings, Episodes.Turn turn, EpisodeOutcome outcome) {
        Collection<ScanContent> others = contents.ofStreams(
                        streams.living(project.id(), project.trackedBranch()).stream()
                                .map(Stream::id)
                                .filter(other -> other != stream.id())
                                .toList())
                .values();
        var elsewhere = new RoaringBitmap();
        others.forEach(content -> elsewhere.or(content.all()));
        RoaringBitmap closed = RoaringBitmap.andNot(findings, elsewhere);
        rows.setStatus(project.id(), closed, FindingStatus.CLOSED);
        episodes.close(turn, closed, outcome);

        ScanContent before = contents.ofStream(stream.id());
        ScanContent left = before.only(RoaringBitmap.andNot(before.all(), findings));
        StreamState state = states.of(stream.id());
        state.removeAll(findings);
        states.save(stream.id(), state);
        contents.saveStream(stream.id(), left);
        var all = new ArrayList<>(others);
        all.add(left);
        ScanContent open = ScanContent.union(all).deciding(silencings.of(project.id()));
        project.rollUp(open.counts(), open.silenced().getCardinality());
        rows.sumUp(project.id(), RoaringBitmap.and(findings, elsewhere), open);
        return closed.getCardinality();
    }
}
