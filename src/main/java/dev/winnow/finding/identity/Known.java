package dev.winnow.finding.identity;

import com.carrotsearch.hppc.IntHashSet;

/** What is known of the findings that a report is matched against. */
public interface Known {
    /** Whether the stream the report belongs to contains the finding now. */
    boolean inStream(int finding);

    /** Whether the finding is open on the tracked branch. */
    boolean open(int finding);

    /** Which of these findings the stream contained at any time. */
    IntHashSet hadBefore(IntHashSet findings);

    /** The line at which the stream last saw the finding; 0 where unknown. */
    int line(int finding);
}
