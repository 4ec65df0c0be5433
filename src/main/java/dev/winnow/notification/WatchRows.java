package dev.winnow.notification;

import dev.winnow.finding.Bitmaps;
import java.sql.Types;
import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was last seen of each project, in the database. */
@Repository
class WatchRows {
    private final JdbcClient jdbc;

    WatchRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param critical critical vulnerabilities in production
     * @param red whether the gate was red; empty: no build of the tracked branch was settled
     * @param turns counts what was noticed
     */
    record Seen(long projectId, RoaringBitmap critical, Optional<Boolean> red, long turns, boolean known) {
        Seen critical(RoaringBitmap now, boolean noticed) {
            return new Seen(projectId, now, red, turns + (noticed ? 1 : 0), known);
        }

        Seen red(boolean now, boolean noticed) {
            return new Seen(projectId, critical, Optional.of(now), turns + (noticed ? 1 : 0), known);
        }
    }

    Seen of(long projectId) {
        return jdbc.sql("select critical, red, turns from watched_project where project_id = ?")
                .param(projectId)
                .query((row, n) -> new Seen(
                        projectId,
                        NoticeRows.set(row.getBytes(1)),
                        Optional.ofNullable(row.getObject(2, Boolean.class)),
                        row.getLong(3),
                        true))
                .optional()
                .orElseGet(() -> new Seen(projectId, new RoaringBitmap(), Optional.empty(), 0, false));
    }

    void save(Seen before, Seen now) {
        if (now.equals(before)) {
            return;
        }
        String sql = before.known()
                ? "update watched_project set critical = :critical, red = :red, turns = :turns where project_id = :project"
                : "insert into watched_project (project_id, critical, red, turns)"
                        + " values (:project, :critical, :red, :turns)";
        jdbc.sql(sql)
                .param("project", now.projectId())
                .param("critical", Bitmaps.bytes(now.critical()))
                .param("red", now.red().orElse(null), Types.BOOLEAN)
                .param("turns", now.turns())
                .update();
    }

    void join(long projectId, Map<Integer, Integer> survivors) {
        Seen before = of(projectId);
        RoaringBitmap critical = before.critical().clone();
        survivors.forEach((absorbed, survivor) -> {
            if (critical.checkedRemove(absorbed)) {
                critical.add((int) survivor);
            }
        });
        save(before, before.critical(critical, false));
    }
}
