package dev.winnow.finding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.winnow.finding.identity.IdentityIndex;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The identity index of each project: read from the database once, then kept as long as memory allows. An import changes
 * the index while it runs; where its transaction does not commit, the index is dropped.
 */
@Repository
class IdentityIndexes {
    /** Keys kept in memory over all projects; some 60 bytes each. */
    private static final long MAX_KEYS = 2_000_000;

    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;

    private final Cache<Long, IdentityIndex> kept = Caffeine.newBuilder()
            .maximumWeight(MAX_KEYS)
            .weigher((Long project, IdentityIndex index) -> Math.max(1, index.size()))
            .build();

    IdentityIndexes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The project's index, for a transaction that has locked the project. */
    IdentityIndex forImport(long projectId) {
        IdentityIndex known = kept.getIfPresent(projectId);
        IdentityIndex index = known == null ? load(projectId) : known;
        // Not kept while it changes: what is in the cache has been committed.
        kept.invalidate(projectId);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                kept.put(projectId, index);
            }
        });
        return index;
    }

    private IdentityIndex load(long projectId) {
        var index = new IdentityIndex();
        jdbc.setFetchSize(BATCH);
        jdbc.query(
                "select finding_id, keys from finding_key where finding_id between ? and ? order by finding_id",
                row -> {
                    index.load(FindingId.number(row.getLong(1)), row.getBytes(2));
                },
                FindingId.of(projectId, 1),
                FindingId.of(projectId, Integer.MAX_VALUE));
        return index;
    }

    void insert(long projectId, int first, int count, IdentityIndex index) {
        for (int from = first; from < first + count; from += BATCH) {
            int start = from;
            int size = Math.min(BATCH, first + count - from);
            jdbc.batchUpdate(
                    "insert into finding_key (finding_id, keys) values (?, ?)",
                    java.util.stream.IntStream.range(start, start + size)
                            .boxed()
                            .toList(),
                    size,
                    (statement, number) -> {
                        statement.setLong(1, FindingId.of(projectId, number));
                        statement.setBytes(2, index.encoded(number));
                    });
        }
    }

    void update(long projectId, RoaringBitmap numbers, IdentityIndex index) {
        jdbc.batchUpdate(
                "update finding_key set keys = ? where finding_id = ?",
                numbers.stream().boxed().toList(),
                BATCH,
                (statement, number) -> {
                    statement.setBytes(1, index.encoded(number));
                    statement.setLong(2, FindingId.of(projectId, number));
                });
    }
}
