package dev.winnow.gate;

import dev.winnow.finding.Scan;
import dev.winnow.policy.PolicyVersion;
import dev.winnow.policy.Verdict;
import dev.winnow.project.Build;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** What there is to say of a build, as of one moment. */
public sealed interface GateAnswer {
    /**
     * All that was uploaded is settled, and every guard that is waited for has reported.
     *
     * @param build the one with the worst verdict, where builds of several branches have the id
     * @param policy which version of the policy the verdict follows from
     * @param others builds of other branches that have the id, and no worse verdict
     * @param failed uploads for it that could not be read, the newest first
     */
    record Settled(Build build, Verdict verdict, PolicyVersion policy, List<Build> others, List<Scan> failed)
            implements GateAnswer {}

    /**
     * Something is missing.
     *
     * @param scans uploads that wait or are being read
     * @param guards those that are waited for and have not reported, by name
     * @param remarks what there is to say of some of them, to go on behind their names
     */
    record Pending(List<Scan> scans, SortedSet<String> guards, Map<String, String> remarks) implements GateAnswer {
        /** Where there is nothing more to say. */
        public Pending(List<Scan> scans, SortedSet<String> guards) {
            this(scans, guards, Map.of());
        }
    }

    /** Nothing that was uploaded could be read, so there is nothing to judge. */
    record Unreadable(List<Scan> failed) implements GateAnswer {}

    /** Nothing was uploaded for such a build. @param projectKnown whether there is at least the project */
    record Unknown(boolean projectKnown) implements GateAnswer {}

    /** Whether waiting for further uploads makes no difference. */
    default boolean isFinal() {
        return switch (this) {
            case Settled settled -> true;
            case Unknown unknown -> !unknown.projectKnown();
            case Pending pending -> false;
            case Unreadable unreadable -> false;
        };
    }
}
