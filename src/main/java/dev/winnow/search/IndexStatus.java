package dev.winnow.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the search index is.
 *
 * @param message for people; empty where everything is as it should be
 * @param findings documents it has
 * @param waiting findings that changed and are not in it yet
 * @param rebuilt findings read so far by what is being rebuilt or mended
 * @param toRebuild findings to read; 0 where nothing is rebuilt
 * @param bytes on disk; 0 for an index in memory
 * @param checkedAt when it was last held against the database; null before the first time
 * @param mended projects whose documents had drifted and were written anew since the start
 */
public record IndexStatus(
        State state,
        String message,
        long findings,
        long waiting,
        long rebuilt,
        long toRebuild,
        long bytes,
        @Nullable Instant checkedAt,
        int mended) {
    /** What can be expected of a search. */
    public enum State {
        /** All findings are found. */
        READY,
        /** Some findings are not found yet, or not as they are now: the index is made anew. */
        REBUILDING,
        /** All findings are found while the index is written anew. */
        REFRESHING,
        /** Nothing can be searched. */
        UNAVAILABLE
    }

    public boolean isComplete() {
        return state == State.READY || state == State.REFRESHING;
    }
}
