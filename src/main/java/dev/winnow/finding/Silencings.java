package dev.winnow.finding;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The findings of each project that decisions, silence rules and VEX documents take out of score and gate: now, and at any
 * instant before.
 */
@Repository
public class Silencings {
    private final JdbcClient jdbc;
    private final ByteParts parts;
    private final Clock clock;

    Silencings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        parts = new ByteParts(jdbc, "project_silenced", "project_id");
    }

    /** Numbers of the project's findings. */
    public RoaringBitmap of(long projectId) {
        byte[] bytes = parts.read(projectId);
        return bytes.length == 0 ? new RoaringBitmap() : Bitmaps.read(ByteBuffer.wrap(bytes));
    }

    /** Replaces the numbers of absorbed findings: what was silenced under either number is so under the one that is left. */
    void replace(long projectId, Map<Integer, Integer> survivors) {
        RoaringBitmap before = of(projectId);
        change(projectId, before, Bitmaps.with(survivors, before), clock.instant());
    }

    /** @param at since when it is so: not later than now */
    void change(long projectId, RoaringBitmap before, RoaringBitmap after, Instant at) {
        if (after.equals(before)) {
            return;
        }
        parts.replace(projectId, after.isEmpty() ? new byte[0] : Bitmaps.bytes(after));
        for (RoaringBitmap part : Bitmaps.blocks(RoaringBitmap.xor(before, after))) {
            jdbc.sql("insert into silenced_change (project_id, changed_at, numbers) values (?, ?, ?)")
                    .params(projectId, Times.column(at), Bitmaps.bytes(part))
                    .update();
        }
    }

    /** How often something was silenced or counted again: rows are added, and nothing else. */
    long changes(long projectId) {
        return jdbc.sql("select count(*) from silenced_change where project_id = ?")
                .param(projectId)
                .query(Long.class)
                .single();
    }

    /** What changed behind an instant, by when: numbers that were silenced from then on, or counted again. */
    NavigableMap<Instant, RoaringBitmap> changesAfter(long projectId, Instant since) {
        var changes = new TreeMap<Instant, RoaringBitmap>();
        jdbc.sql("select changed_at, numbers from silenced_change where project_id = ? and changed_at > ?")
                .params(projectId, Times.column(since))
                .query(row -> {
                    changes.computeIfAbsent(Times.of(row, 1), at -> new RoaringBitmap())
                            .xor(Bitmaps.read(ByteBuffer.wrap(row.getBytes(2))));
                });
        return changes;
    }
}
