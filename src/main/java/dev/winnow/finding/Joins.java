package dev.winnow.finding;

import dev.winnow.finding.identity.Join;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Findings that turned out to be one. What was said of the absorbed one is said of the survivor from then on; contents of
 * old scans keep its number, and are read with it replaced.
 */
@Repository
class Joins {
    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final FindingChanges changes;

    Joins(JdbcTemplate jdbc, JdbcClient client, FindingChanges changes) {
        this.jdbc = jdbc;
        this.client = client;
        this.changes = changes;
    }

    /** From each absorbed number of the project to the one that stands for it now. */
    Map<Integer, Integer> of(long projectId) {
        var survivors = new HashMap<Integer, Integer>();
        client.sql("select absorbed_id, survivor_id from finding_join where absorbed_id between ? and ?")
                .params(FindingId.of(projectId, 1), FindingId.of(projectId, Integer.MAX_VALUE))
                .query(row -> {
                    survivors.put(FindingId.number(row.getLong(1)), FindingId.number(row.getLong(2)));
                });
        return survivors;
    }

    /** How many findings of the project were absorbed: it only ever rises. */
    long count(long projectId) {
        return client.sql("select count(*) from finding_join where absorbed_id between ? and ?")
                .params(FindingId.of(projectId, 1), FindingId.of(projectId, Integer.MAX_VALUE))
                .query(Long.class)
                .single();
    }

    /** The id that stands for an absorbed finding now. */
    Optional<Long> survivorOf(long findingId) {
        return client.sql("select survivor_id from finding_join where absorbed_id = ?")
                .param(findingId)
                .query((row, n) -> row.getLong(1))
                .optional();
    }

    /**
     * Makes the survivors all that the absorbed findings were: guards, episodes and age.
     *
     * @param scanId the scan that showed it
     */
    void apply(long projectId, long scanId, List<Join> joins) {
        for (Join join : joins) {
            long absorbed = FindingId.of(projectId, join.absorbed());
            long survivor = FindingId.of(projectId, join.survivor());
            sightings(absorbed, survivor);
            episodes(absorbed, survivor);
            age(absorbed, survivor);
            for (String table : List.of("finding_key", "finding_state")) {
                jdbc.update("delete from " + table + " where finding_id = ?", absorbed);
            }
            jdbc.update("delete from finding where id = ?", absorbed);
            jdbc.update("update finding_join set survivor_id = ? where survivor_id = ?", survivor, absorbed);
            jdbc.update(
                    "insert into finding_join (absorbed_id, survivor_id, scan_id) values (?, ?, ?)",
                    absorbed,
                    survivor,
                    scanId);
        }
        var changed = new RoaringBitmap();
        for (Join join : joins) {
            changed.add(join.absorbed());
            changed.add(join.survivor());
        }
        changes.noteWritten(projectId, changed);
    }

    private void sightings(long absorbed, long survivor) {
        jdbc.update("""
                delete from sighting where finding_id = ?
                and stream_id in (select s.stream_id from sighting s where s.finding_id = ?)""", absorbed, survivor);
        jdbc.update("update sighting set finding_id = ? where finding_id = ?", survivor, absorbed);
    }

    /** Of two open episodes one is left, since the earlier opening. */
    private void episodes(long absorbed, long survivor) {
        List<Long> open = client.sql(
                        "select id from episode where finding_id in (?, ?) and closed_at is null order by opened_at, id")
                .params(absorbed, survivor)
                .query((row, n) -> row.getLong(1))
                .list();
        open.stream().skip(1).forEach(later -> {
            jdbc.update(
                    "update episode set guards = ? where id = ?",
                    GuardIds.union(guards(open.getFirst()), guards(later)),
                    open.getFirst());
            jdbc.update("delete from episode where id = ?", later);
        });
        jdbc.update("update episode set finding_id = ? where finding_id = ?", survivor, absorbed);
    }

    private byte[] guards(long episode) {
        return client.sql("select guards from episode where id = ?")
                .param(episode)
                .query((row, n) -> row.getBytes(1))
                .single();
    }

    private void age(long absorbed, long survivor) {
        jdbc.update("""
                update finding set
                first_scan_id = (select a.first_scan_id from finding a where a.id = ?),
                first_seen_at = (select a.first_seen_at from finding a where a.id = ?)
                where id = ? and exists
                (select 1 from finding a where a.id = ? and a.first_seen_at < finding.first_seen_at)""", absorbed, absorbed, survivor, absorbed);
    }
}
