package dev.winnow.finding;

import dev.winnow.project.Build;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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
    /** Well below what H2 takes in one binary column. */
    private static final int PART = 256 * 1024;

    private final JdbcClient jdbc;
    private final Joins joins;

    ScanContents(JdbcClient jdbc, Joins joins) {
        this.jdbc = jdbc;
        this.joins = joins;
    }

    void save(long scanId, ScanContent content) {
        write("insert into scan_content (scan_id, part, bytes) values (?, ?, ?)", scanId, content);
    }

    /** Empty where the scan is not imported. */
    Optional<ScanContent> of(long projectId, long scanId) {
        return of(scanId, joins.of(projectId));
    }

    private Optional<ScanContent> of(long scanId, Map<Integer, Integer> survivors) {
        return read("select bytes from scan_content where scan_id = ? order by scan_id, part", scanId)
                .map(content -> survivors.isEmpty() ? content : content.with(survivors));
    }

    /** What the stream of a tracked branch contains now. */
    public ScanContent ofStream(long streamId) {
        return read("select bytes from stream_content where stream_id = ? order by stream_id, part", streamId)
                .orElseGet(ScanContent::empty);
    }

    /** What streams of a tracked branch contain now, by their ids; those that never contained anything are left out. */
    Map<Long, ScanContent> ofStreams(Collection<Long> streamIds) {
        if (streamIds.isEmpty()) {
            return Map.of();
        }
        var bytes = new LinkedHashMap<Long, ByteArrayOutputStream>();
        jdbc.sql("select stream_id, bytes from stream_content where stream_id in (:ids) order by stream_id, part")
                .param("ids", streamIds)
                .query(row -> {
                    bytes.computeIfAbsent(row.getLong(1), id -> new ByteArrayOutputStream())
                            .writeBytes(row.getBytes(2));
                });
        var contents = new LinkedHashMap<Long, ScanContent>();
        bytes.forEach((id, parts) -> contents.put(id, ScanContent.decoded(parts.toByteArray())));
        return contents;
    }

    /** Replaces the numbers of absorbed findings in what streams of the tracked branch contain. */
    void replaceInStream(long streamId, Map<Integer, Integer> survivors) {
        ScanContent content = ofStream(streamId);
        ScanContent replaced = content.with(survivors);
        if (replaced != content) {
            saveStream(streamId, replaced);
        }
        RoaringBitmap held = held(streamId);
        RoaringBitmap heldNow = Bitmaps.with(survivors, held);
        if (!held.equals(heldNow)) {
            saveHeld(streamId, heldNow);
        }
    }

    void saveStream(long streamId, ScanContent content) {
        jdbc.sql("delete from stream_content where stream_id = ?")
                .param(streamId)
                .update();
        write("insert into stream_content (stream_id, part, bytes) values (?, ?, ?)", streamId, content);
    }

    /** Findings of the stream whose closings wait for confirmation. */
    RoaringBitmap held(long streamId) {
        byte[] bytes = bytes("select bytes from stream_held where stream_id = ? order by stream_id, part", streamId);
        return bytes.length == 0 ? new RoaringBitmap() : Bitmaps.read(ByteBuffer.wrap(bytes));
    }

    void saveHeld(long streamId, RoaringBitmap held) {
        jdbc.sql("delete from stream_held where stream_id = ?").param(streamId).update();
        if (!held.isEmpty()) {
            write("insert into stream_held (stream_id, part, bytes) values (?, ?, ?)", streamId, Bitmaps.bytes(held));
        }
    }

    /** What was new in a build and what was fixed, as it was recorded; empty where no scan of it was imported. */
    Optional<Change> changeOf(Build build) {
        byte[] bytes = bytes("select bytes from build_change where build_id = ? order by build_id, part", build.id());
        if (bytes.length == 0) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes);
        var survivors = joins.of(build.projectId());
        return Optional.of(new Change(
                Bitmaps.with(survivors, Bitmaps.read(buffer)), Bitmaps.with(survivors, Bitmaps.read(buffer))));
    }

    void saveChange(long buildId, Change change) {
        jdbc.sql("delete from build_change where build_id = ?").param(buildId).update();
        write(
                "insert into build_change (build_id, part, bytes) values (?, ?, ?)",
                buildId,
                Bitmaps.bytes(change.fresh(), change.fixed()));
    }

    private void write(String sql, long owner, ScanContent content) {
        write(sql, owner, content.encoded());
    }

    private void write(String sql, long owner, byte[] bytes) {
        for (int part = 0; part * PART < bytes.length; part++) {
            int end = Math.min(bytes.length, (part + 1) * PART);
            jdbc.sql(sql)
                    .params(owner, part, Arrays.copyOfRange(bytes, part * PART, end))
                    .update();
        }
    }

    private Optional<ScanContent> read(String sql, long owner) {
        byte[] bytes = bytes(sql, owner);
        return bytes.length == 0 ? Optional.empty() : Optional.of(ScanContent.decoded(bytes));
    }

    private byte[] bytes(String sql, long owner) {
        var bytes = new ByteArrayOutputStream();
        jdbc.sql(sql).param(owner).query((row, n) -> row.getBytes(1)).list().forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    /**
     * What each stream says of this build: its newest complete scan for it, and the partial ones since, together.
     *
     * @return by the newest scan of each
     */
    public Map<BuildScan, ScanContent> newestOf(Build build) {
        var counting = new LinkedHashMap<Long, List<BuildScan>>();
        jdbc.sql(
                        "select id, stream_id, complete from scan where build_id = ? and status = 'IMPORTED' order by build_id, id")
                .param(build.id())
                .query((row, n) -> new BuildScan(row.getLong(1), row.getLong(2), row.getBoolean(3)))
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
                new BuildScan(scans.getLast().scanId(), stream, scans.getFirst().complete()),
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

    /** What the stream contained before this build: its newest scan of an older build of the same branch. */
    public Optional<ScanContent> before(Build build, long streamId) {
        return jdbc.sql("""
                        select s.id from scan s join build b on b.id = s.build_id
                        where s.stream_id = ? and s.status = 'IMPORTED' and s.complete
                        and (b.placed_at < ? or (b.placed_at = ? and b.id < ?))
                        order by b.placed_at desc, b.id desc, s.id desc fetch first 1 rows only""")
                .params(streamId, Times.column(build.placedAt()), Times.column(build.placedAt()), build.id())
                .query((row, n) -> row.getLong(1))
                .optional()
                .flatMap(scan -> of(build.projectId(), scan));
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
     */
    record Change(RoaringBitmap fresh, RoaringBitmap fixed) {}

    /**
     * The newest scan of a stream for a build.
     *
     * @param complete whether a scanner said for this build that it looked at everything
     */
    public record BuildScan(long scanId, long streamId, boolean complete) {}
}
