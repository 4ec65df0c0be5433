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
}
