package dev.winnow.metrics;

import com.carrotsearch.hppc.IntObjectHashMap;
import dev.winnow.finding.EpisodeFacts;
import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.SilencedHistories;
import dev.winnow.finding.SilencedHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The episodes of one project in memory, some 150 bytes each, and what was silenced when. What changed is read again, and
 * nothing else, the next time they are asked for; from when on that makes its past another is noted.
 */
final class EpisodeTable {
    private static final Fact[] NONE = {};

    private final long projectId;
    private final AtomicLong numbers;
    private final PastChanges past;
    private RoaringBitmap changed = new RoaringBitmap();
    private @Nullable IntObjectHashMap<Fact[]> byFinding;
    private SilencedHistories.@Nullable Whole silenced;
    private volatile EpisodeOrders orders = EpisodeOrders.NONE;

    /** @param numbers numbers the changes of all projects */
    EpisodeTable(long projectId, AtomicLong numbers) {
        this.projectId = projectId;
        this.numbers = numbers;
        past = new PastChanges(numbers.incrementAndGet());
    }

    /**
     * How a project is, at one moment.
     *
     * @param known the last change that is in it
     * @param past tells what changed since
     */
    record Now(EpisodeOrders orders, SilencedHistory silenced, long known, PastChanges past) {}

    /** Notes findings that are to be read again. */
    synchronized void changed(RoaringBitmap some) {
        changed.or(some);
    }

    /** Notes that something else than findings is another from an instant on. */
    void changed(Instant from) {
        past.add(numbers.incrementAndGet(), millis(from));
    }

    /** How many there are, as far as known. */
    int size() {
        return orders.opened().size();
    }

    synchronized Now now(EpisodeFacts source, SilencedHistories histories) {
        IntObjectHashMap<Fact[]> known = byFinding;
        SilencedHistories.Whole before = silenced;
        if (known == null || before == null) {
            SilencedHistories.Whole whole = histories.whole(projectId);
            var read = new ArrayList<Fact>();
            changed = new RoaringBitmap();
            source.all(projectId, read::add);
            var all = new IntObjectHashMap<Fact[]>();
            read.forEach(fact -> add(all, fact));
            orders = EpisodeOrders.NONE.with(List.of(), read);
            silenced = whole;
            byFinding = all;
            return new Now(orders, whole.history(), numbers.get(), past);
        }
        if (!changed.isEmpty()) {
            RoaringBitmap stale = changed;
            // What changes while this is read is noted, and read the next time.
            changed = new RoaringBitmap();
            boolean done = false;
            try {
                SilencedHistories.Whole after = histories.whole(projectId, before);
                var read = new ArrayList<Fact>();
                source.of(projectId, stale, read::add);
                take(known, stale, read);
                if (after != before) {
                    after.history().differsFrom(before.history()).ifPresent(this::changed);
                }
                silenced = after;
                before = after;
                done = true;
            } finally {
                if (!done) {
                    changed.or(stale);
                }
            }
        }
        return new Now(orders, before.history(), numbers.get(), past);
    }

    private void take(IntObjectHashMap<Fact[]> known, RoaringBitmap stale, List<Fact> read) {
        var is = new IntObjectHashMap<Fact[]>();
        read.forEach(fact -> add(is, fact));
        var out = new ArrayList<Fact>();
        var in = new ArrayList<Fact>();
        long from = Long.MAX_VALUE;
        for (int number : stale) {
            Fact[] old = known.getOrDefault(number, NONE);
            Fact[] its = is.getOrDefault(number, NONE);
            for (Fact fact : old) {
                Fact same = find(its, fact.id());
                if (!fact.equals(same)) {
                    out.add(fact);
                    from = Math.min(from, same == null ? fact.openedAt() : differsFrom(fact, same));
                }
            }
            for (Fact fact : its) {
                Fact same = find(old, fact.id());
                if (!fact.equals(same)) {
                    in.add(fact);
                    from = same == null ? Math.min(from, fact.openedAt()) : from;
                }
            }
            if (its.length == 0) {
                known.remove(number);
            } else {
                known.put(number, its);
            }
        }
        orders = orders.with(out, in);
        if (from < Long.MAX_VALUE) {
            past.add(numbers.incrementAndGet(), from);
        }
    }

    /** Where only its end is another, what was before the end is as it was. */
    private static long differsFrom(Fact one, Fact other) {
        return one.equals(other.endingAs(one))
                ? Math.min(one.closedAt(), other.closedAt())
                : Math.min(one.openedAt(), other.openedAt());
    }

    private static @Nullable Fact find(Fact[] some, long id) {
        for (Fact fact : some) {
            if (fact.id() == id) {
                return fact;
            }
        }
        return null;
    }

    private static void add(IntObjectHashMap<Fact[]> all, Fact fact) {
        Fact[] others = all.getOrDefault(fact.number(), NONE);
        Fact[] more = Arrays.copyOf(others, others.length + 1);
        more[others.length] = fact;
        all.put(fact.number(), more);
    }

    private static long millis(Instant at) {
        return at.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : at.toEpochMilli();
    }
}
