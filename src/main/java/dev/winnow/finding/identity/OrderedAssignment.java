package dev.winnow.finding.identity;

/**
 * Pairs the shorter of two sorted lists with items of the longer one, keeping their order, at the least total cost:
 * which lines of a file are the same when some came or went in between. Dynamic programming over n × (m − n) cells;
 * where that would be too many, the first n of the longer list are taken.
 */
final class OrderedAssignment {
    private static final long MAX_CELLS = 4_000_000;

    private OrderedAssignment() {}

    /** The cost of pairing item i of the shorter list with item j of the longer one; not negative. */
    interface Cost {
        long of(int i, int j);
    }

    /** @return for each of the {@code n} items the index among {@code m} it is paired with; n ≤ m */
    static int[] cheapest(int n, int m, Cost cost) {
        int slack = m - n;
        int[] choice = new int[n];
        if ((long) n * (slack + 1) > MAX_CELLS) {
            for (int i = 0; i < n; i++) {
                choice[i] = i;
            }
            return choice;
        }
        // best[i][s]: least cost of pairing the items from i on, when s of the longer list were skipped so far.
        long[][] best = new long[n + 1][slack + 1];
        boolean[][] skip = new boolean[n][slack + 1];
        for (int i = n - 1; i >= 0; i--) {
            for (int s = slack; s >= 0; s--) {
                long take = cost.of(i, i + s) + best[i + 1][s];
                best[i][s] = take;
                if (s < slack && best[i][s + 1] < take) {
                    best[i][s] = best[i][s + 1];
                    skip[i][s] = true;
                }
            }
        }
        int s = 0;
        for (int i = 0; i < n; i++) {
            while (skip[i][s]) {
                s++;
            }
            choice[i] = i + s;
        }
        return choice;
    }
}
