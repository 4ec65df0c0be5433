package dev.winnow.metrics;

import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.metrics.FirstBuilds.FirstBuild;
import dev.winnow.project.Project;
import java.time.Instant;
import org.roaringbitmap.RoaringBitmap;

/**
 * Takes what counts in a time, one by one: to count it, or to keep what is behind a number. There is one that
 * says what counts ({@link EpisodeCount}), so that the two never disagree.
 */
interface Counter {
    /**
     * An episode.
     *
     * @param at what puts it into the time, in milliseconds since 1970
     * @param millis how long it took, where {@link Counted#timed}
     */
    void episode(Counted as, Project project, Fact fact, long at, long millis);

    /** Findings of a project, by their numbers. */
    void findings(Counted as, Project project, Instant at, RoaringBitmap numbers);

    void build(Counted as, Project project, FirstBuild build);
}
