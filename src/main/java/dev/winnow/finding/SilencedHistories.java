package dev.winnow.finding;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Repository;

/** Reads what was silenced in projects, and when. */
@Repository
public class SilencedHistories {
    private final Silencings silencings;
    private final Joins joins;

    SilencedHistories(Silencings silencings, Joins joins) {
        this.silencings = silencings;
        this.joins = joins;
    }

    /** @param since the first instant that is asked about */
    public SilencedHistory of(long projectId, Instant since) {
        return new SilencedHistory(
                silencings.of(projectId),
                // What changed at the very instant belongs to it.
                silencings.changesAfter(projectId, since.minus(1, ChronoUnit.MICROS)),
                joins.of(projectId));
    }

    /**
     * The history of all times, with what tells whether there is a newer one.
     *
     * @param changes how often something was silenced or counted again
     * @param joins how many findings were absorbed
     */
    public record Whole(SilencedHistory history, long changes, long joins) {}

    public Whole whole(long projectId) {
        // Counted first: what comes meanwhile is read again, and nothing is missed.
        long changes = silencings.changes(projectId);
        long joined = joins.count(projectId);
        return new Whole(of(projectId, Instant.EPOCH), changes, joined);
    }

    /** The newest one: read only where it is another than the known one. */
    public Whole whole(long projectId, Whole known) {
        return known.changes() == silencings.changes(projectId) && known.joins() == joins.count(projectId)
                ? known
                : whole(projectId);
    }
}
