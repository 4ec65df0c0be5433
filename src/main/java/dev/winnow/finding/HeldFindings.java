package dev.winnow.finding;

import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps findings from being absorbed by others until a transaction ends, for who writes something about them. Imports that
 * join none of them go on.
 */
@Repository
public class HeldFindings {
    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;

    HeldFindings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Waits for who holds or joins them.
     *
     * @return those of them that are there, by their numbers
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public RoaringBitmap hold(long projectId, RoaringBitmap numbers) {
        var there = new RoaringBitmap();
        var batch = new ArrayList<Long>(BATCH);
        // In one order, so that two who hold at once do not wait for each other.
        for (int number : numbers) {
            batch.add(FindingId.of(projectId, number));
            if (batch.size() == BATCH) {
                hold(batch, there);
                batch.clear();
            }
        }
        hold(batch, there);
        there.and(numbers);
        return there;
    }

    private void hold(List<Long> ids, RoaringBitmap there) {
        if (!ids.isEmpty()) {
            Among among = Among.of(ids);
            jdbc.sql("select id from finding where id" + among.condition() + "order by id for update")
                    .params(among.parameters())
                    .query((row, n) -> FindingId.number(row.getLong(1)))
                    .list()
                    .forEach(there::add);
        }
    }
}
