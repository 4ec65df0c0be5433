package dev.winnow.metrics;

import dev.winnow.finding.EpisodeFacts;
import dev.winnow.finding.EpisodeFacts.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * The episodes of one project in memory, some 100 bytes each, in the order in which they opened. What changed is read
 * again, and nothing else, the next time they are asked for.
 */
final class EpisodeTable {
    private static final Comparator<Fact> ORDER =
            Comparator.comparingLong(Fact::openedAt).thenComparingLong(Fact::id);

    private final long projectId;
    private RoaringBitmap changed = new RoaringBitmap();
    private boolean loaded;
    private volatile Fact[] inOrder = {};

    EpisodeTable(long projectId) {
        this.projectId = projectId;
    }

    /** Notes findings that are to be read again. */
    synchronized void changed(RoaringBitmap numbers) {
        changed.or(numbers);
    }

    /** How many there are, as far as known. */
    int size() {
        return inOrder.length;
    }

    /** All of them; not to be changed. */
    synchronized Fact[] facts(EpisodeFacts source) {
        if (loaded && changed.isEmpty()) {
            return inOrder;
        }
        RoaringBitmap stale = changed;
        // What changes while this is read is noted, and read the next time.
        changed = new RoaringBitmap();
        boolean done = false;
        try {
            var read = new ArrayList<Fact>();
            if (loaded) {
                source.of(projectId, stale, read::add);
            } else {
                source.all(projectId, read::add);
            }
            read.sort(ORDER);
            inOrder = loaded ? merged(inOrder, stale, read) : read.toArray(Fact[]::new);
            loaded = true;
            done = true;
        } finally {
            if (!done) {
                changed.or(stale);
            }
        }
        return inOrder;
    }

    private static Fact[] merged(Fact[] known, RoaringBitmap stale, List<Fact> read) {
        var all = new ArrayList<Fact>(known.length + read.size());
        int next = 0;
        for (Fact fact : known) {
            if (stale.contains(fact.number())) {
                continue;
            }
            while (next < read.size() && ORDER.compare(read.get(next), fact) < 0) {
                all.add(read.get(next++));
            }
            all.add(fact);
        }
        all.addAll(read.subList(next, read.size()));
        return all.toArray(Fact[]::new);
    }
}
