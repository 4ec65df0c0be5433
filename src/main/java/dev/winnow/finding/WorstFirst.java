package dev.winnow.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The findings of a set that matter most: open before closed, then by severity. Costs at most two statements. */
@Repository
public class WorstFirst {
    /** Of sets up to this size the state of every finding is read. */
    private static final int FEW = 2_000;

    /** Of larger ones, this many findings of all are passed in order of severity, and those of the set are taken. */
    private static final int PASSED = 20_000;

    private final JdbcClient jdbc;

    WorstFirst(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Standing(long id, int status, int severity) {
        private static final Comparator<Standing> ORDER = Comparator.comparingInt(Standing::status)
                .thenComparingInt(Standing::severity)
                .thenComparingLong(Standing::id);
    }

    /**
     * Ids of the first findings, or fewer where some no longer exist.
     *
     * @param findings numbers by project
     */
    public List<Long> of(Map<Long, RoaringBitmap> findings, int limit) {
        long size = findings.values().stream()
                .mapToLong(RoaringBitmap::getLongCardinality)
                .sum();
        var first = new ArrayList<Long>();
        if (size > FEW) {
            first.addAll(passing(findings, limit));
        }
        if (first.size() < limit) {
            few(findings).stream()
                    .sorted(Standing.ORDER)
                    .map(Standing::id)
                    .filter(id -> !first.contains(id))
                    .limit(limit - first.size())
                    .forEach(first::add);
        }
        return first;
    }

    private List<Long> passing(Map<Long, RoaringBitmap> findings, int limit) {
        return jdbc.sql("""
                        select finding_id from finding_state where status = ?
                        order by status, severity, finding_id fetch first ? rows only""").params(FindingStatus.OPEN.ordinal(), PASSED).query(rows -> {
            var taken = new ArrayList<Long>(limit);
            while (taken.size() < limit && rows.next()) {
                long id = rows.getLong(1);
                RoaringBitmap numbers = findings.get(FindingId.project(id));
                if (numbers != null && numbers.contains(FindingId.number(id))) {
                    taken.add(id);
                }
            }
            return taken;
        });
    }

    /** Some of the set where it is large. */
    private List<Standing> few(Map<Long, RoaringBitmap> findings) {
        List<Long> ids = ids(findings, FEW);
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select finding_id, status, severity from finding_state where finding_id in (:ids)")
                .param("ids", ids)
                .query((row, n) -> new Standing(row.getLong(1), row.getInt(2), row.getInt(3)))
                .list();
    }

    static List<Long> ids(Map<Long, RoaringBitmap> findings, int limit) {
        var ids = new ArrayList<Long>();
        findings.forEach((project, numbers) -> {
            for (int number : numbers) {
                if (ids.size() >= limit) {
                    return;
                }
                ids.add(FindingId.of(project, number));
            }
        });
        return ids;
    }
}
