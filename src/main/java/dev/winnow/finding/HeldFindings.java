package dev.winnow.finding;

import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps findings from being absorbed by others until a transaction ends, for who writes something about them. What is held
 * are the rows of their keys, and always in the order of their ids: imports write findings anew in the order of reports, but
 * their keys only where these are others or a finding is absorbed, and in the order of ids. So nobody waits in a circle, and
 * imports that neither join nor rekey what is held go on.
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
            jdbc.sql("select finding_id from finding_key where finding_id" + among.condition()
                            + "order by finding_id for update")
                    .params(among.parameters())
                    .query((row, n) -> FindingId.number(row.getLong(1)))
                    .list()
                    .forEach(there::add);
        }
    }
}
