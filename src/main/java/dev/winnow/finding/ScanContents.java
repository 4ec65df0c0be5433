package dev.winnow.finding;

import dev.winnow.project.Build;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The contents of imported scans. */
@Repository
public class ScanContents {
    /** Well below what H2 takes in one binary column. */
    private static final int PART = 256 * 1024;

    private final JdbcClient jdbc;

    ScanContents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void save(long scanId, ScanContent content) {
        write("insert into scan_content (scan_id, part, bytes) values (?, ?, ?)", scanId, content);
    }

    /** Empty where the scan is not imported. */
    public Optional<ScanContent> of(long scanId) {
        return read("select bytes from scan_content where scan_id = ? order by scan_id, part", scanId);
    }

    /** What the stream of a tracked branch contains now. */
    public ScanContent ofStream(long streamId) {
        return read("select bytes from stream_content where stream_id = ? order by stream_id, part", streamId)
                .orElseGet(ScanContent::empty);
    }

    /** What the stream contains now, on whatever branch: for other ones, what its newest scan found. */
    ScanContent now(long streamId) {
        ScanContent tracked = ofStream(streamId);
        if (!tracked.all().isEmpty()) {
            return tracked;
        }
        return jdbc.sql("select t.newest_scan_id from stream t join project p on p.id = t.project_id"
                        + " where t.id = ? and t.branch <> p.tracked_branch and t.newest_scan_id is not null")
                .param(streamId)
                .query(Long.class)
                .optional()
                .flatMap(this::of)
                .orElse(tracked);
    }

    void saveStream(long streamId, ScanContent content) {
        jdbc.sql("delete from stream_content where stream_id = ?")
                .param(streamId)
                .update();
        write("insert into stream_content (stream_id, part, bytes) values (?, ?, ?)", streamId, content);
    }

    private void write(String sql, long owner, ScanContent content) {
        byte[] bytes = content.encoded();
        for (int part = 0; part * PART < bytes.length; part++) {
            int end = Math.min(bytes.length, (part + 1) * PART);
            jdbc.sql(sql)
                    .params(owner, part, Arrays.copyOfRange(bytes, part * PART, end))
                    .update();
        }
    }

    private Optional<ScanContent> read(String sql, long owner) {
        var bytes = new ByteArrayOutputStream();
        jdbc.sql(sql).param(owner).query((row, n) -> row.getBytes(1)).list().forEach(bytes::writeBytes);
        return bytes.size() == 0 ? Optional.empty() : Optional.of(ScanContent.decoded(bytes.toByteArray()));
    }

    /** The newest imported scan of each stream for this build, and what it found. */
    public Map<BuildScan, ScanContent> newestOf(Build build) {
        var newest = new LinkedHashMap<Long, BuildScan>();
        jdbc.sql(
                        "select id, stream_id, complete from scan where build_id = ? and status = 'IMPORTED' order by build_id, id")
                .param(build.id())
                .query((row, n) -> new BuildScan(row.getLong(1), row.getLong(2), row.getBoolean(3)))
                .list()
                .forEach(scan -> newest.put(scan.streamId(), scan));
        var contents = new LinkedHashMap<BuildScan, ScanContent>();
        newest.values().forEach(scan -> of(scan.scanId()).ifPresent(content -> contents.put(scan, content)));
        return contents;
    }

    /** What the stream contained before this build: its newest scan of an older build of the same branch. */
    public Optional<ScanContent> before(Build build, long streamId) {
        return jdbc.sql("""
                        select s.id from scan s join build b on b.id = s.build_id
                        where s.stream_id = ? and s.status = 'IMPORTED' and s.complete
                        and (b.placed_at < ? or (b.placed_at = ? and b.id < ?))
                        order by b.placed_at desc, b.id desc, s.id desc fetch first 1 rows only""")
                .params(streamId, Times.column(build.placedAt()), Times.column(build.placedAt()), build.id())
                .query(Long.class)
                .optional()
                .flatMap(this::of);
    }

    /** Ids of later builds whose scans of the stream have none but this build's, and partial ones, before them. */
    Set<Long> comparedWith(Build build, long streamId) {
        var later = new LinkedHashSet<Long>();
        var complete = new LinkedHashSet<Long>();
        jdbc.sql("""
                        select b.id, s.complete from scan s join build b on b.id = s.build_id
                        where s.stream_id = ? and s.status = 'IMPORTED'
                        and (b.placed_at > ? or (b.placed_at = ? and b.id > ?))
                        order by b.placed_at, b.id, s.id fetch first 100 rows only""")
                .params(streamId, Times.column(build.placedAt()), Times.column(build.placedAt()), build.id())
                .query(row -> {
                    long id = row.getLong(1);
                    if (complete.isEmpty() || complete.contains(id)) {
                        later.add(id);
                        if (row.getBoolean(2)) {
                            complete.add(id);
                        }
                    }
                });
        return later;
    }

    /**
     * A scan that stands for its stream in a build.
     *
     * @param complete whether the scanner said that it looked at everything
     */
    public record BuildScan(long scanId, long streamId, boolean complete) {}
}
