package dev.winnow.triage;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One act of a person: a ruling on one finding or on many.
 *
 * @param everywhere whether it holds for the same problem in all projects, also where it appears later
 * @param author login of who made it
 * @param until when it ends by itself, at the latest
 * @param endings what else ends it: of {@link Ending#WORSE}, {@link Ending#EXPLOITED}, {@link Ending#FIXABLE}
 * @param reviewer login of who approved or rejected it; empty where nobody had to, or has yet
 * @param link an address that proves it, such as that of a pull request
 * @param findings on how many findings it was made
 */
public record Decision(
        long id,
        Ruling ruling,
        boolean everywhere,
        String reason,
        String author,
        Instant madeAt,
        Optional<Instant> until,
        Set<Ending> endings,
        State state,
        Optional<String> reviewer,
        Optional<Instant> reviewedAt,
        Optional<String> link,
        int findings) {
    public Decision {
        endings = Set.copyOf(endings);
    }

    /** What became of it. The names are part of the database. */
    public enum State {
        /** Waits for somebody else's approval. */
        PROPOSED,
        /** Approved, or needed no approval; single findings may have left it. */
        MADE,
        REJECTED,
        /** Nobody had approved it when its date came. */
        EXPIRED,
        UNDONE
    }
}
