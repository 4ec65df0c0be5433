package dev.winnow.finding.identity;

/** What is known of the findings that a report is matched against. */
public interface Known {
    /** Whether the stream the report belongs to contains the finding now. */
    boolean inStream(int finding);

    /** Whether the finding is open on the tracked branch. */
    boolean open(int finding);

    /** The line at which the stream last saw the finding; 0 where unknown. */
    int line(int finding);
}
