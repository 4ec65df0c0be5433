package dev.winnow.statistics;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Durations in ascending order with their exact sum, so that those of parts come to those of the whole, to the last digit,
 * however it was cut.
 */
public final class Durations {
    public static final Durations NONE = new Durations(new long[0], BigInteger.ZERO);

    private final long[] sorted;
    private final BigInteger sum;

    private Durations(long[] sorted, BigInteger sum) {
        this.sorted = sorted;
        this.sum = sum;
    }

    /** @param millis in milliseconds, in any order; taken over, and sorted */
    public static Durations of(long[] millis) {
        if (millis.length == 0) {
            return NONE;
        }
        Arrays.sort(millis);
        return new Durations(millis, sum(millis));
    }

    /** All of them together. Costs a copy, and less for being sorted already. */
    public static Durations together(List<Durations> some) {
        List<Durations> given = some.stream().filter(one -> one.count() > 0).toList();
        if (given.size() < 2) {
            return given.isEmpty() ? NONE : given.getFirst();
        }
        if (given.size() == 2) {
            return new Durations(
                    merged(given.get(0).sorted, given.get(1).sorted),
                    given.get(0).sum.add(given.get(1).sum));
        }
        int middle = given.size() / 2;
        return together(List.of(together(given.subList(0, middle)), together(given.subList(middle, given.size()))));
    }

    private static long[] merged(long[] one, long[] other) {
        long[] all = new long[one.length + other.length];
        int i = 0;
        int j = 0;
        for (int place = 0; place < all.length; place++) {
            all[place] = j == other.length || i < one.length && one[i] <= other[j] ? one[i++] : other[j++];
        }
        return all;
    }

    private static BigInteger sum(long[] millis) {
        // A sum of years in milliseconds may pass what a long holds.
        var all = BigInteger.ZERO;
        long some = 0;
        for (long one : millis) {
            long more = some + one;
            if (((some ^ more) & (one ^ more)) < 0) {
                all = all.add(BigInteger.valueOf(some));
                more = one;
            }
            some = more;
        }
        return all.add(BigInteger.valueOf(some));
    }

    public int count() {
        return sorted.length;
    }

    BigInteger sum() {
        return sum;
    }

    /** In milliseconds. @param place from 0, in ascending order */
    long at(int place) {
        return sorted[place];
    }
}
