package dev.winnow.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/** Which findings of which projects are still to be written anew. Not for sharing between threads but its counts. */
final class Rebuild {
    private final Deque<Map.Entry<Long, RoaringBitmap>> projects;
    private final boolean everything;
    private final long total;
    private final AtomicLong done = new AtomicLong();
    private @Nullable Part part;

    /** @param everything whether these are all findings there are */
    Rebuild(Map<Long, RoaringBitmap> numbers, boolean everything) {
        projects = new ArrayDeque<>(new TreeMap<>(numbers).entrySet());
        this.everything = everything;
        total = numbers.values().stream()
                .mapToLong(RoaringBitmap::getLongCardinality)
                .sum();
    }

    /** What is left of one project. */
    static final class Part {
        private final long projectId;
        private final PeekableIntIterator numbers;

        Part(long projectId, RoaringBitmap numbers) {
            this.projectId = projectId;
            this.numbers = numbers.getIntIterator();
        }

        long projectId() {
            return projectId;
        }

        List<Integer> next(int limit) {
            var some = new ArrayList<Integer>(limit);
            while (some.size() < limit && numbers.hasNext()) {
                some.add(numbers.next());
            }
            return some;
        }

        boolean isDone() {
            return !numbers.hasNext();
        }
    }

    /** The part that is being written; null where all are. */
    @Nullable
    Part current() {
        if (part == null && !projects.isEmpty()) {
            var next = projects.remove();
            part = new Part(next.getKey(), next.getValue());
        }
        return part;
    }

    void partIsDone() {
        part = null;
    }

    void wrote(int findings) {
        done.addAndGet(findings);
    }

    boolean everything() {
        return everything;
    }

    long total() {
        return total;
    }

    long done() {
        return done.get();
    }
}
