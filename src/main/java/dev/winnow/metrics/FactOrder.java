package dev.winnow.metrics;

import dev.winnow.finding.EpisodeFacts.Fact;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Episodes in the order of a time of theirs; one of which some are taken out and put in is made without sorting them all. */
final class FactOrder {
    private final ToLongFunction<Fact> time;
    private final Predicate<Fact> wanted;
    private final Comparator<Fact> order;
    private final Fact[] facts;

    private FactOrder(ToLongFunction<Fact> time, Predicate<Fact> wanted, Fact[] facts) {
        this.time = time;
        this.wanted = wanted;
        this.facts = facts;
        order = Comparator.comparingLong(time).thenComparingLong(Fact::id);
    }

    /** @param wanted which of all that it is given belong here */
    static FactOrder by(ToLongFunction<Fact> time, Predicate<Fact> wanted) {
        return new FactOrder(time, wanted, new Fact[0]);
    }

    /** Not to be changed. */
    Fact[] facts() {
        return facts;
    }

    int size() {
        return facts.length;
    }

    Fact get(int place) {
        return facts[place];
    }

    /** The place of the first one of that time or a later one. */
    int from(long millis) {
        int low = 0;
        int high = facts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time.applyAsLong(facts[middle]) < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Costs what changes, and one copy.
     *
     * @param out all of them are here, as far as they belong here
     */
    FactOrder with(List<Fact> out, List<Fact> in) {
        Fact[] less = ordered(out);
        Fact[] more = ordered(in);
        if (less.length == 0 && more.length == 0) {
            return this;
        }
        Fact[] all = new Fact[facts.length - less.length + more.length];
        int read = 0;
        int written = 0;
        int i = 0;
        int j = 0;
        while (i < less.length || j < more.length) {
            boolean takesOut = j == more.length || i < less.length && order.compare(less[i], more[j]) <= 0;
            int place = Arrays.binarySearch(facts, read, facts.length, takesOut ? less[i] : more[j], order);
            int here = place < 0 ? -place - 1 : place;
            System.arraycopy(facts, read, all, written, here - read);
            written += here - read;
            read = here;
            if (takesOut) {
                read++;
                i++;
            } else {
                all[written++] = more[j++];
            }
        }
        System.arraycopy(facts, read, all, written, facts.length - read);
        return new FactOrder(time, wanted, all);
    }

    private Fact[] ordered(List<Fact> some) {
        return some.stream().filter(wanted).sorted(order).toArray(Fact[]::new);
    }
}
