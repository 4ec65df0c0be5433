package dev.winnow.triage.guard;

import dev.winnow.statistics.Share;
import dev.winnow.triage.JudgedFindings.Opinion;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * What people said of what the guards of one name have seen.
 *
 * @param guard the name
 * @param tools names of the tools behind it
 * @param categories what they look at
 * @param projects names of those it runs in, as far as the caller may read them
 * @param findings all it has ever seen there
 * @param judged how many of these there are of each opinion; those that nobody has are left out
 */
public record GuardTally(
        String guard,
        SortedSet<String> tools,
        SortedSet<String> categories,
        List<String> projects,
        int findings,
        Map<Opinion, Integer> judged) {
    public int of(Opinion opinion) {
        return judged.getOrDefault(opinion, 0);
    }

    /** False positives of all that was judged. */
    public Share falsePositives() {
        return new Share(
                of(Opinion.FALSE_POSITIVE),
                judged.values().stream().mapToInt(Integer::intValue).sum());
    }

    public int undecided() {
        return findings - falsePositives().whole();
    }
}
