package dev.winnow.metrics;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * From when on what is known of a project's past became another, change by change: whoever counted a time can tell whether
 * it would come to the same now. Changes are numbered by the caller, in ascending order.
 */
final class PastChanges {
    /** Times of years, built by the hour, are less; more are told apart no longer. */
    private static final int MOST = 4_000;

    /** By the number of the change: a change is left out where a later one reaches as far back. */
    private final TreeMap<Long, Long> from = new TreeMap<>();

    private long forgotten;

    /** @param known nothing that was counted before this change is known to be right */
    PastChanges(long known) {
        forgotten = known;
    }

    /** @param millis what is of this time, or later, may be another */
    synchronized void add(long number, long millis) {
        while (!from.isEmpty() && from.lastEntry().getValue() >= millis) {
            from.pollLastEntry();
        }
        from.put(number, millis);
        if (from.size() > MOST) {
            forgotten = from.pollFirstEntry().getKey();
        }
    }

    /**
     * Whether all changes behind one concern what is later than a time.
     *
     * @param number of the last change that was known when it was counted
     */
    synchronized boolean sameUpTo(Instant end, long number) {
        if (number < forgotten) {
            return false;
        }
        Map.Entry<Long, Long> first = from.higherEntry(number);
        return first == null || end.toEpochMilli() < first.getValue();
    }
}
