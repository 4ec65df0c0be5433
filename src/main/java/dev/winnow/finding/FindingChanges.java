package dev.winnow.finding;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The outbox of the search index: which findings changed, noted in the transaction that changed them. A row stays until
 * the index has the findings as they are now, on disk.
 */
@Repository
public class FindingChanges {
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FindingChanges(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Findings of one project that changed together.
     *
     * @param size how many
     */
    public record Change(long id, long projectId, RoaringBitmap numbers, int size) {}

    /**
     * Notes findings of whose data the index has some: texts, severity, status, guards, decisions; also findings that are
     * gone. Costs one row, whatever the findings are.
     *
     * @param numbers of findings of the project; nothing happens where there are none
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(long projectId, RoaringBitmap numbers) {
        if (numbers.isEmpty()) {
            return;
        }
        for (RoaringBitmap part : Bitmaps.blocks(numbers)) {
            jdbc.sql("insert into finding_change (project_id, size, numbers, created_at) values (?, ?, ?, ?)")
                    .params(projectId, part.getCardinality(), Bitmaps.bytes(part), Times.column(clock.instant()))
                    .update();
        }
        events.publishEvent(new FindingsChanged(projectId, numbers));
    }

    /** The same for findings whose rows were written, were made one with others or are gone: rules, titles, places. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void noteWritten(long projectId, RoaringBitmap numbers) {
        note(projectId, numbers);
        events.publishEvent(new FindingsWritten(projectId, numbers.clone()));
    }

    /** The oldest changes of at most so many findings each. */
    public List<Change> upTo(int size, int limit) {
        return read("where size <= ? order by id fetch first ? rows only", size, limit);
    }

    /** The oldest changes of more findings. */
    public List<Change> above(int size, int limit) {
        return read("where size > ? order by id fetch first ? rows only", size, limit);
    }

    private List<Change> read(String which, Object... parameters) {
        return jdbc.sql("select id, project_id, numbers, size from finding_change " + which)
                .params(parameters)
                .query((row, n) -> new Change(
                        row.getLong(1), row.getLong(2), Bitmaps.read(ByteBuffer.wrap(row.getBytes(3))), row.getInt(4)))
                .list();
    }

    /** How many findings wait, those that changed twice counted twice. */
    public long waiting() {
        return jdbc.sql("select coalesce(sum(size), 0) from finding_change")
                .query(Long.class)
                .single();
    }

    /** Forgets changes that the index has. */
    public void done(List<Change> changes) {
        if (!changes.isEmpty()) {
            jdbc.sql("delete from finding_change where id in (:ids)")
                    .param("ids", changes.stream().map(Change::id).toList())
                    .update();
        }
    }
}
