package dev.winnow.finding;

import dev.winnow.finding.identity.WideKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The findings that things which happen are counted for. */
@Repository
public class EventFindings {
    private static final int BATCH = 1_000;

    private final ScanContents contents;
    private final FindingKeys keys;
    private final JdbcClient jdbc;

    EventFindings(ScanContents contents, FindingKeys keys, JdbcClient jdbc) {
        this.contents = contents;
        this.keys = keys;
        this.jdbc = jdbc;
    }

    /** Which finding each key belongs to, of those that an imported scan contains. */
    public Map<WideKey, Long> of(Scan scan) {
        long project = scan.projectId().orElseThrow();
        RoaringBitmap found =
                contents.of(project, scan.id()).map(ScanContent::all).orElseGet(RoaringBitmap::new);
        var byKey = new HashMap<WideKey, Long>();
        keys.of(project, found)
                .forEach((number, wide) -> wide.forEach(key -> byKey.put(key, FindingId.of(project, number))));
        return byKey;
    }

    /** Those that are open. */
    public Set<Long> open(Collection<Long> findings) {
        var open = new HashSet<Long>();
        List<Long> ids = new ArrayList<>(new HashSet<>(findings));
        for (int from = 0; from < ids.size(); from += BATCH) {
            open.addAll(jdbc.sql("select finding_id from finding_state where finding_id in (:ids) and status = :open")
                    .param("ids", ids.subList(from, Math.min(ids.size(), from + BATCH)))
                    .param("open", FindingStatus.OPEN.ordinal())
                    .query(Long.class)
                    .list());
        }
        return open;
    }
}
