package dev.winnow.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/** What people took out of score and gate in a project: now, and at any instant since one. Under the numbers of today. */
public final class SilencedHistory {
    /** Nothing ever was. */
    public static final SilencedHistory NOTHING = new SilencedHistory(new RoaringBitmap(), new TreeMap<>(), Map.of());

    private final RoaringBitmap now;
    private final NavigableMap<Instant, RoaringBitmap> changes;
    private final Map<Integer, Integer> survivors;

    /** @param changes by since when: numbers that were silenced from then on, or counted again */
    SilencedHistory(RoaringBitmap now, NavigableMap<Instant, RoaringBitmap> changes, Map<Integer, Integer> survivors) {
        this.now = now;
        this.changes = changes;
        this.survivors = survivors;
    }

    /** Numbers of what was silenced at an instant, not before the first one that the history is of. */
    public RoaringBitmap at(Instant instant) {
        RoaringBitmap then = now.clone();
        changes.tailMap(instant, false).values().forEach(then::xor);
        return Bitmaps.with(survivors, then);
    }

    /**
     * What came to be silenced: when, and which numbers; oldest first. What was silenced twice is there twice.
     *
     * @param from from then on
     */
    public List<Begun> begun(Instant from) {
        var begun = new ArrayList<Begun>();
        RoaringBitmap after = now.clone();
        for (var change : changes.descendingMap().entrySet()) {
            if (change.getKey().isBefore(from)) {
                break;
            }
            RoaringBitmap its = Bitmaps.with(survivors, after);
            after.xor(change.getValue());
            // Under the numbers of today, so that nothing begins when a silenced finding is joined with another.
            its.andNot(Bitmaps.with(survivors, after));
            if (!its.isEmpty()) {
                begun.add(new Begun(change.getKey(), its));
            }
        }
        return begun.reversed();
    }

    /**
     * The first instant at which the two may say something else; empty where they say the same of all times. Joined findings
     * change all times.
     */
    public Optional<Instant> differsFrom(SilencedHistory other) {
        if (!survivors.equals(other.survivors)) {
            return Optional.of(Instant.MIN);
        }
        var times = new TreeSet<>(changes.keySet());
        times.addAll(other.changes.keySet());
        return times.stream()
                .filter(at -> !Objects.equals(changes.get(at), other.changes.get(at)))
                .findFirst();
    }

    /** Findings that were silenced from an instant on. */
    public record Begun(Instant at, RoaringBitmap numbers) {}
}
