package dev.winnow.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;

/** A time in parts, one behind the other without gaps, each with a counter of its own. */
final class Cut<C extends Counter> {
    private final List<Period> parts;
    private final long[] starts;
    private final long end;
    private final List<C> counters = new ArrayList<>();
    /** Numbers of the unauthorised changes of the project at hand, by part: one that came twice is one. */
    private final RoaringBitmap[] changes;

    Cut(List<Period> parts, Supplier<C> counter) {
        this.parts = List.copyOf(parts);
        starts = parts.stream().mapToLong(part -> part.from().toEpochMilli()).toArray();
        end = parts.getLast().to().toEpochMilli();
        parts.forEach(part -> counters.add(counter.get()));
        changes = new RoaringBitmap[starts.length];
        Arrays.setAll(changes, i -> new RoaringBitmap());
    }

    List<Period> parts() {
        return parts;
    }

    Period whole() {
        return new Period(parts.getFirst().from(), parts.getLast().to());
    }

    C counter(int part) {
        return counters.get(part);
    }

    /** In which part an instant lies; -1 for none. */
    int part(long millis) {
        if (millis < starts[0] || millis >= end) {
            return -1;
        }
        int found = Arrays.binarySearch(starts, millis);
        return found >= 0 ? found : -found - 2;
    }

    /** Notes an unauthorised change. @return whether it is the first one of its finding in the part */
    boolean isNew(int part, int number) {
        return changes[part].checkedAdd(number);
    }

    /** What comes next is another project's, where the same numbers are other findings. */
    void nextProject() {
        Arrays.setAll(changes, i -> changes[i].isEmpty() ? changes[i] : new RoaringBitmap());
    }
}
