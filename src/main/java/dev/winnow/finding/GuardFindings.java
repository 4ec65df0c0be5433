package dev.winnow.finding;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which findings a guard sees now, and which it has ever seen; read as sets, never finding by finding. */
@Repository
class GuardFindings {
    /** Sets that are read with one statement. */
    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final ScanContents contents;
    private final ByteParts seen;

    GuardFindings(JdbcClient jdbc, ScanContents contents) {
        this.jdbc = jdbc;
        this.contents = contents;
        seen = new ByteParts(jdbc, "guard_seen", "guard_id");
    }

    /** Notes what a scan of the guard saw. Part of an import, which holds the project's lock. */
    void saw(long guardId, RoaringBitmap findings) {
        RoaringBitmap before = set(seen.read(guardId));
        if (!before.contains(findings)) {
            seen.replace(guardId, Bitmaps.bytes(RoaringBitmap.or(before, findings)));
        }
    }

    /** Replaces the numbers of absorbed findings. */
    void replace(long projectId, Map<Integer, Integer> survivors) {
        List<Long> guards = jdbc.sql("select id from guard where project_id = ?")
                .param(projectId)
                .query((row, n) -> row.getLong(1))
                .list();
        seen.read(guards).forEach((guard, bytes) -> {
            RoaringBitmap before = set(bytes);
            RoaringBitmap replaced = Bitmaps.with(survivors, before);
            if (!replaced.equals(before)) {
                seen.replace(guard, Bitmaps.bytes(replaced));
            }
        });
    }

    /**
     * Findings that guards of this name see on the tracked branch now, for open ones; else all that they have ever seen.
     *
     * @param project null for all projects
     */
    FindingSet of(@Nullable Long project, String guard, FindingStatus status) {
        return status == FindingStatus.OPEN ? now(project, guard) : ever(project, guard);
    }

    private FindingSet now(@Nullable Long project, String guard) {
        Map<Long, Long> projectOfStream = owners("""
                select s.id, s.project_id from guard g join project p on p.id = g.project_id
                join stream s on s.guard_id = g.id and s.branch = p.tracked_branch
                where s.retired_at is null and g.name = ?""", "g.project_id", project, guard);
        var set = new FindingSet();
        for (List<Long> streams : batches(projectOfStream.keySet())) {
            contents.ofStreams(streams)
                    .forEach((stream, content) -> set.add(projectOfStream.getOrDefault(stream, 0L), content.all()));
        }
        return set;
    }

    /** What each guard of the project sees on the tracked branch now, by its name. */
    Map<String, RoaringBitmap> now(long project) {
        var guardOfStream = new HashMap<Long, String>();
        jdbc.sql("""
                        select s.id, g.name from guard g join project p on p.id = g.project_id
                        join stream s on s.guard_id = g.id and s.branch = p.tracked_branch
                        where s.retired_at is null and g.project_id = ?""").param(project).query(row -> {
            guardOfStream.put(row.getLong(1), row.getString(2));
        });
        var seenNow = new TreeMap<String, RoaringBitmap>();
        contents.ofStreams(guardOfStream.keySet())
                .forEach((stream, content) -> seenNow.computeIfAbsent(
                                guardOfStream.getOrDefault(stream, ""), name -> new RoaringBitmap())
                        .or(content.all()));
        return seenNow;
    }

    private FindingSet ever(@Nullable Long project, String guard) {
        Map<Long, Long> projectOfGuard =
                owners("select id, project_id from guard where name = ?", "project_id", project, guard);
        var set = new FindingSet();
        ever(projectOfGuard.keySet()).forEach((id, findings) -> set.add(projectOfGuard.getOrDefault(id, 0L), findings));
        return set;
    }

    /** All that each of these guards has ever seen, by the guard's id. */
    Map<Long, RoaringBitmap> ever(Collection<Long> guards) {
        var sets = new HashMap<Long, RoaringBitmap>();
        for (List<Long> batch : batches(guards)) {
            seen.read(batch).forEach((id, bytes) -> sets.put(id, set(bytes)));
        }
        return sets;
    }

    private Map<Long, Long> owners(String sql, String column, @Nullable Long project, String guard) {
        var owners = new HashMap<Long, Long>();
        var query = project == null
                ? jdbc.sql(sql).param(guard)
                : jdbc.sql(sql + " and " + column + " = ?").params(guard, project);
        query.query(row -> {
            owners.put(row.getLong(1), row.getLong(2));
        });
        return owners;
    }

    private static List<List<Long>> batches(Collection<Long> owners) {
        var ids = List.copyOf(owners);
        var batches = new ArrayList<List<Long>>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            batches.add(ids.subList(from, Math.min(ids.size(), from + BATCH)));
        }
        return batches;
    }

    private static RoaringBitmap set(byte[] bytes) {
        return bytes.length == 0 ? new RoaringBitmap() : Bitmaps.read(ByteBuffer.wrap(bytes));
    }
}
