package dev.winnow.finding.identity;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.cursors.IntCursor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Finds closed findings that come back and are known by nothing but rule, file and message, as tools write them that give
 * no code and no fingerprint. For a result with a better key so weak a likeness says nothing of the past; for one that has
 * no other it is all there is, and without it every decision would be lost with the first build that lacks the finding.
 */
final class Returning {
    private final ResultTable results;
    private final IdentityIndex index;
    private final Known known;

    Returning(ResultTable results, IdentityIndex index, Known known) {
        this.results = results;
        this.index = index;
        this.known = known;
    }

    /** Rows that are like one another, and closed findings that are like them. */
    private record Likes(IntArrayList rows, IntArrayList findings) {}

    /** A key as the index holds it. */
    private record HighLow(long high, long low) {}

    /**
     * Pairs each such row with one finding at most.
     *
     * @param left whether a row has no finding yet
     * @param taken findings that have a result
     */
    void pair(IntPredicate left, IntHashSet taken, Pairing pairing, Pairing.Pairs pairs) {
        var groups = new LinkedHashMap<HighLow, Likes>();
        for (int row = 0; row < results.size(); row++) {
            int key = left.test(row) ? onlyMessage(row) : -1;
            if (key >= 0) {
                groups.computeIfAbsent(
                                new HighLow(results.high(key), results.low(key)),
                                one -> new Likes(new IntArrayList(), closed(one, taken)))
                        .rows()
                        .add(row);
            }
        }
        groups.values().removeIf(group -> group.findings().isEmpty());
        if (groups.isEmpty()) {
            return;
        }
        IntHashSet had = known.hadBefore(all(groups));
        for (Likes group : groups.values()) {
            group.findings().removeAll((int finding) -> !had.contains(finding));
            if (!group.findings().isEmpty()) {
                pairing.pair(group.rows().toArray(), group.findings().toArray(), pairs);
            }
        }
    }

    /** The row's only key, where that is rule, file and message; -1 where it is known by anything else. */
    private int onlyMessage(int row) {
        int only = -1;
        for (int key = results.firstKey(row); key < results.endKey(row); key++) {
            if (results.kept(key)) {
                if (only >= 0 || results.pass(key) != Pass.PATH_AND_MESSAGE || !results.sought(key)) {
                    return -1;
                }
                only = key;
            }
        }
        return only;
    }

    private IntArrayList closed(HighLow key, IntHashSet taken) {
        var candidates = new IntArrayList();
        index.find(key.high(), key.low(), candidates);
        candidates.removeAll((int finding) -> taken.contains(finding)
                || known.inStream(finding)
                || known.open(finding)
                || index.countOf(finding) != 1);
        return candidates;
    }

    private static IntHashSet all(Map<HighLow, Likes> groups) {
        var all = new IntHashSet();
        for (Likes group : groups.values()) {
            for (IntCursor finding : group.findings()) {
                all.add(finding.value);
            }
        }
        return all;
    }
}
