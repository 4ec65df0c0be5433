package dev.winnow.finding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds what is left of findings that were named a while ago: some may have been absorbed by others since. */
@Repository
public class Survivors {
    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;

    Survivors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Those of the findings that are there, and the survivors of those that were absorbed.
     *
     * @param findings numbers by project; whoever must rely on the answer holds the projects or the findings
     * @return numbers by project, in order of its id; projects of which nothing is left are left out
     */
    public Map<Long, RoaringBitmap> of(Map<Long, RoaringBitmap> findings) {
        var left = new TreeMap<Long, RoaringBitmap>();
        findings.forEach((project, numbers) -> {
            RoaringBitmap its = of(project, numbers);
            if (!its.isEmpty()) {
                left.put(project, its);
            }
        });
        return left;
    }

    /** The same for one project. */
    public RoaringBitmap of(long projectId, RoaringBitmap numbers) {
        RoaringBitmap there = there(projectId, numbers);
        Map<Integer, Integer> survivors = survivors(projectId, RoaringBitmap.andNot(numbers, there));
        survivors.values().forEach(there::add);
        return there;
    }

    private RoaringBitmap there(long projectId, RoaringBitmap numbers) {
        var there = new RoaringBitmap();
        inBatches(projectId, numbers, ids -> {
            Among among = Among.of(ids);
            jdbc.sql("select id from finding where id" + among.condition())
                    .params(among.parameters())
                    .query(row -> {
                        there.add(FindingId.number(row.getLong(1)));
                    });
        });
        there.and(numbers);
        return there;
    }

    private Map<Integer, Integer> survivors(long projectId, RoaringBitmap absorbed) {
        var survivors = new HashMap<Integer, Integer>();
        inBatches(
                projectId,
                absorbed,
                ids -> jdbc.sql("select absorbed_id, survivor_id from finding_join where absorbed_id in (:ids)")
                        .param("ids", ids)
                        .query(row -> {
                            survivors.put(FindingId.number(row.getLong(1)), FindingId.number(row.getLong(2)));
                        }));
        return survivors;
    }

    private static void inBatches(long projectId, RoaringBitmap numbers, Consumer<List<Long>> work) {
        var batch = new ArrayList<Long>(BATCH);
        for (int number : numbers) {
            batch.add(FindingId.of(projectId, number));
            if (batch.size() == BATCH) {
                work.accept(List.copyOf(batch));
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            work.accept(List.copyOf(batch));
        }
    }
}
