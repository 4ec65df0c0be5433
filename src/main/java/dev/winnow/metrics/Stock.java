package dev.winnow.metrics;

import com.carrotsearch.hppc.LongArrayList;
import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.metrics.FirstBuilds.FirstBuild;
import dev.winnow.project.Project;
import dev.winnow.statistics.Durations;
import java.time.Instant;
import org.roaringbitmap.RoaringBitmap;

/**
 * What is there at one instant.
 *
 * @param open how long the episodes have been open that are, and count
 * @param criticals critical CVEs in production
 */
record Stock(Durations open, int criticals) {
    /** Counts what is there. */
    static final class Tally implements Counter {
        private final LongArrayList open = new LongArrayList();
        private int criticals;

        @Override
        public void episode(Counted as, Project project, Fact fact, long at, long millis) {
            open.add(millis);
        }

        @Override
        public void findings(Counted as, Project project, Instant at, RoaringBitmap numbers) {
            criticals += numbers.getCardinality();
        }

        @Override
        public void build(Counted as, Project project, FirstBuild build) {
            throw new IllegalArgumentException("builds happen, and are not there");
        }

        Stock stock() {
            return new Stock(Durations.of(open.toArray()), criticals);
        }
    }
}
