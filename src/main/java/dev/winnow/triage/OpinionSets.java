package dev.winnow.triage;

import dev.winnow.finding.Bitmaps;
import dev.winnow.triage.JudgedFindings.Opinion;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is said of the findings of each project, as sets: written with every change of it, read as a whole. */
@Repository
class OpinionSets {
    /** Projects that are read with one statement. */
    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;

    OpinionSets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By project; findings of which nothing is said are in no set, and no finding is in two. */
    Map<Long, Map<Opinion, RoaringBitmap>> of(Collection<Long> projects) {
        var said = new HashMap<Long, Map<Opinion, RoaringBitmap>>();
        List<Long> all = List.copyOf(projects);
        for (int from = 0; from < all.size(); from += BATCH) {
            jdbc.sql("select project_id, opinion, numbers from project_opinion where project_id in (:projects)")
                    .param("projects", all.subList(from, Math.min(all.size(), from + BATCH)))
                    .query(row -> {
                        said.computeIfAbsent(row.getLong(1), id -> new EnumMap<>(Opinion.class))
                                .put(Opinion.values()[row.getInt(2)], Bitmaps.read(ByteBuffer.wrap(row.getBytes(3))));
                    });
        }
        return said;
    }

    /**
     * Replaces what is said of these findings.
     *
     * @param projectId of a project that the transaction has locked
     * @param said of them; of those in no set nothing is said any more
     */
    void set(long projectId, RoaringBitmap findings, Map<Opinion, RoaringBitmap> said) {
        Map<Opinion, RoaringBitmap> before = of(List.of(projectId)).getOrDefault(projectId, Map.of());
        for (Opinion opinion : Opinion.values()) {
            RoaringBitmap had = before.getOrDefault(opinion, new RoaringBitmap());
            RoaringBitmap has = RoaringBitmap.andNot(had, findings);
            has.or(said.getOrDefault(opinion, new RoaringBitmap()));
            if (!has.equals(had)) {
                replace(projectId, opinion, has);
            }
        }
    }

    private void replace(long projectId, Opinion opinion, RoaringBitmap numbers) {
        jdbc.sql("delete from project_opinion where project_id = ? and opinion = ?")
                .params(projectId, opinion.ordinal())
                .update();
        if (!numbers.isEmpty()) {
            jdbc.sql("insert into project_opinion (project_id, opinion, numbers) values (?, ?, ?)")
                    .params(projectId, opinion.ordinal(), Bitmaps.bytes(numbers))
                    .update();
        }
    }
}
