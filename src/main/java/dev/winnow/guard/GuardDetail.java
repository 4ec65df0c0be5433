package dev.winnow.guard;

import dev.winnow.finding.StreamCare.Kept;
import dev.winnow.finding.ToolVersions.Used;
import java.util.List;

/**
 * One guard of a project, closely.
 *
 * @param builds of the tracked branch that it is counted on, and {@code changes} others
 * @param streams of the tracked branch, in the order in which they first appeared
 * @param versions of its tool, on any branch; the one that ran last first
 * @param moreVersions whether there are older ones besides
 * @param overlap what it finds alone, and what others find too
 */
public record GuardDetail(
        GuardStanding standing,
        int builds,
        int changes,
        List<Kept> streams,
        List<Used> versions,
        boolean moreVersions,
        Overlap overlap) {
    public GuardDetail {
        streams = List.copyOf(streams);
        versions = List.copyOf(versions);
    }

    /**
     * Findings that the guard sees on the tracked branch now, silenced or not, by who sees them.
     *
     * @param open all of them
     * @param alone that no other guard of the project sees
     * @param shared with each other guard that sees any of them, the most first; one may be shared with several
     */
    public record Overlap(int open, int alone, List<Shared> shared) {
        public Overlap {
            shared = List.copyOf(shared);
        }
    }

    /** @param count how many findings the guard and this other one see */
    public record Shared(String guard, int count) {}

    /**
     * A rule of the guard.
     *
     * @param open findings of it that the guard sees on the tracked branch now
     * @param seen all that it has ever seen on any branch
     */
    public record RuleCount(String rule, int open, int seen) {}
}
