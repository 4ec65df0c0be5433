package dev.winnow.finding;

import dev.winnow.importers.Severity;
import dev.winnow.project.Build;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The contents of imported scans. */
@Repository
public class ScanContents {
    /** A stream that was scanned only partially so many times in a row is compared with those. */
    private static final int LOOK_BACK = 50;

    private final JdbcClient jdbc;
    private final Joins joins;
    private final HeldClosings held;
    private final ByteParts scans;
    private final ByteParts criticals;
    private final ByteParts streams;
    private final ByteParts changes;

    ScanContents(JdbcClient jdbc, Joins joins, HeldClosings held) {
        this.jdbc = jdbc;
        this.joins = joins;
        this.held = held;
        scans = new ByteParts(jdbc, "scan_content", "scan_id");
        criticals = new ByteParts(jdbc, "scan_critical", "scan_id");
        streams = new ByteParts(jdbc, "stream_content", "stream_id");
        changes = new ByteParts(jdbc, "build_change", "build_id");
    }

    void save(long scanId, ScanContent content) {
        scans.add(scanId, content.encoded());
        RoaringBitmap critical = RoaringBitmap.andNot(content.of(Severity.CRITICAL), content.suppressed());
        if (!critical.isEmpty()) {
            criticals.add(scanId, Bitmaps.bytes(critical));
        }
    }

    /**
     * What of these scans is critical and not suppressed by the scanner, with the numbers that findings had then; scans
     * without any are left out.
     */
    Map<Long, RoaringBitmap> criticalOf(Collection<Long> scanIds) {
        var found = new HashMap<Long, RoaringBitmap>();
        criticals.read(scanIds).forEach((id, bytes) -> found.put(id, Bitmaps.read(ByteBuffer.wrap(bytes))));
        return found;
    }

    /** Empty where the scan is not imported. */
    Optional<ScanContent> of(long projectId, long scanId) {
        return of(scanId, joins.of(projectId));
    }

    private Optional<ScanContent> of(long scanId, Map<Integer, Integer> survivors) {
        byte[] bytes = scans.read(scanId);
        return bytes.length == 0
                ? Optional.empty()
                : Optional.of(ScanContent.decoded(bytes))
                        .map(content -> survivors.isEmpty() ? content : content.with(survivors));
    }

    /** What the stream of a tracked branch contains now. */
    public ScanContent ofStream(long streamId) {
        byte[] bytes = streams.read(streamId);
        return bytes.length == 0 ? ScanContent.empty() : ScanContent.decoded(bytes);
    }

    /** What streams of a tracked branch contain now, by their ids; those that never contained anything are left out. */
    Map<Long, ScanContent> ofStreams(Collection<Long> streamIds) {
        var contents = new LinkedHashMap<Long, ScanContent>();
        streams.read(streamIds).forEach((id, bytes) -> contents.put(id, ScanContent.decoded(bytes)));
        return contents;
    }

    /** Replaces the numbers of absorbed findings in what streams of the tracked branch contain. */
    void replaceInStream(long streamId, Map<Integer, Integer> survivors) {
        ScanContent content = ofStream(streamId);
        ScanContent replaced = content.with(survivors);
        if (replaced != content) {
            saveStream(streamId, replaced);
        }
        held.replaceWaiting(streamId, survivors);
    }

    void saveStream(long streamId, ScanContent content) {
        streams.replace(streamId, content.encoded());
    }

    /** What was new in a build and what was fixed, as it was recorded; empty where no scan of it was imported. */
    Optional<Change> changeOf(Build build) {
        byte[] bytes = changes.read(build.id());
        if (bytes.length == 0) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes);
        var survivors = joins.of(build.projectId());
        return Optional.of(new Change(
                Bitmaps.with(survivors, Bitmaps.read(buffer)),
                Bitmaps.with(survivors, Bitmaps.read(buffer)),
                Bitmaps.with(survivors, Bitmaps.read(buffer))));
    }

    void saveChange(long buildId, Change change) {
        changes.replace(buildId, Bitmaps.bytes(change.fresh(), change.fixed(), change.decided()));
    }

    /**
     * What each stream says of this build: its newest complete scan for it, and the partial ones since, together.
     *
     * @return by the newest scan of each
     */
    public Map<BuildScan, ScanContent> newestOf(Build build) {
        var counting = new LinkedHashMap<Long, List<BuildScan>>();
        jdbc.sql(
                        "select id, stream_id, complete, asked_events from scan where build_id = ? and status = 'IMPORTED' order by build_id, id")
                .param(build.id())
                .query((row, n) -> new BuildScan(row.getLong(1), row.getLong(2), row.getBoolean(3), row.getBoolean(4)))
                .list()
                .forEach(scan -> {
                    List<BuildScan> scans = counting.computeIfAbsent(scan.streamId(), id -> new ArrayList<>());
                    if (scan.complete()) {
                        scans.clear();
                    }
                    scans.add(scan);
                });
        var survivors = joins.of(build.projectId());
        var contents = new LinkedHashMap<BuildScan, ScanContent>();
        counting.forEach((stream, scans) -> contents.put(
                new BuildScan(
                        scans.getLast().scanId(),
                        stream,
                        scans.getFirst().complete(),
                        scans.stream().allMatch(BuildScan::events)),
                ScanContent.union(scans.stream()
                        .flatMap(scan -> of(scan.scanId(), survivors).stream())
                        .toList())));
        return contents;
    }

    /** Ids of the streams that have a scan for this build. */
    List<Long> streamsOf(Build build) {
        return jdbc.sql("select distinct stream_id from scan where build_id = ? and status = 'IMPORTED'")
                .param(build.id())
                .query((row, n) -> row.getLong(1))
                .list();
    }

    /**
     * What the stream had before this build: what its newest complete scan of an older build of the same branch saw, what
     * that one missed without being believed, and what partial scans saw since.
     */
    RoaringBitmap before(Build build, long streamId) {
        var had = new RoaringBitmap();
        for (BuildScan scan : olderScans(build, streamId)) {
            of(build.projectId(), scan.scanId()).ifPresent(content -> had.or(content.all()));
            if (scan.complete()) {
                had.or(held.missedBy(build.projectId(), scan.scanId()));
                break;
            }
        }
        return had;
    }

    private List<BuildScan> olderScans(Build build, long streamId) {
        return jdbc.sql("""
                        select s.id, s.stream_id, s.complete, s.asked_events from scan s join build b on b.id = s.build_id
                        where s.stream_id = ? and s.status = 'IMPORTED'
                        and (b.placed_at < ? or (b.placed_at = ? and b.id < ?))
                        order by b.placed_at desc, b.id desc, s.id desc fetch first %d rows only""".formatted(LOOK_BACK))
                .params(streamId, Times.column(build.placedAt()), Times.column(build.placedAt()), build.id())
                .query((row, n) -> new BuildScan(row.getLong(1), row.getLong(2), row.getBoolean(3), row.getBoolean(4)))
                .list();
    }

    /**
     * Ids of the later builds of the branch that are compared with this build's scan of the stream: all up to the next one
     * that the stream scanned completely; 100 at the most.
     */
    Set<Long> comparedWith(Build build, long streamId) {
        var later = new LinkedHashSet<Long>();
        boolean[] done = new boolean[1];
        jdbc.sql("""
                        select b.id, max(case when s.complete then 1 else 0 end)
                        from build b left join scan s
                            on s.build_id = b.id and s.stream_id = ? and s.status = 'IMPORTED'
                        where b.project_id = ? and b.branch = ? and (b.placed_at > ? or (b.placed_at = ? and b.id > ?))
                        group by b.id, b.placed_at
                        order by b.placed_at, b.id fetch first 100 rows only""")
                .params(
                        streamId,
                        build.projectId(),
                        build.branch(),
                        Times.column(build.placedAt()),
                        Times.column(build.placedAt()),
                        build.id())
                .query(row -> {
                    if (!done[0]) {
                        later.add(row.getLong(1));
                        done[0] = row.getInt(2) == 1;
                    }
                });
        return later;
    }

    /**
     * What is different in a build.
     *
     * @param fresh findings that were not there before
     * @param fixed findings that are there no more
     * @param decided findings of it that people had taken out when it was judged last
     */
    record Change(RoaringBitmap fresh, RoaringBitmap fixed, RoaringBitmap decided) {
        static final Change NONE = new Change(new RoaringBitmap(), new RoaringBitmap(), new RoaringBitmap());
    }

    /**
     * The newest scan of a stream for a build.
     *
     * @param complete whether a scanner said for this build that it looked at everything
     * @param events whether it tells of nothing but what happened: nobody looked at the build
     */
    public record BuildScan(long scanId, long streamId, boolean complete, boolean events) {}
}
