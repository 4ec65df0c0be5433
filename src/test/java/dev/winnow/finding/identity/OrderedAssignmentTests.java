package dev.winnow.finding.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderedAssignmentTests {
    @Test
    void theCheapestChoiceIsFoundAsByTryingAll() {
        for (long seed : new long[] {1, 2, 3, 4, 5}) {
            var random = new Random(seed);
            for (int round = 0; round < 200; round++) {
                int m = 1 + random.nextInt(7);
                int n = 1 + random.nextInt(m);
                int[] few = random.ints(n, 0, 50).sorted().toArray();
                int[] many = random.ints(m, 0, 50).sorted().toArray();

                int[] choice = OrderedAssignment.cheapest(n, m, (i, j) -> Math.abs(few[i] - many[j]));

                assertThat(choice)
                        .as("seed %s, round %s: %s among %s", seed, round, Arrays.toString(few), Arrays.toString(many))
                        .isSorted()
                        .doesNotHaveDuplicates();
                assertThat(cost(few, many, choice))
                        .as("seed %s, round %s: %s among %s", seed, round, Arrays.toString(few), Arrays.toString(many))
                        .isEqualTo(least(few, many, 0, 0));
            }
        }
    }

    private static int cost(int[] few, int[] many, int[] choice) {
        int cost = 0;
        for (int i = 0; i < few.length; i++) {
            cost += Math.abs(few[i] - many[choice[i]]);
        }
        return cost;
    }

    private static int least(int[] few, int[] many, int i, int from) {
        if (i == few.length) {
            return 0;
        }
        int least = Integer.MAX_VALUE;
        for (int j = from; j <= many.length - (few.length - i); j++) {
            least = Math.min(least, Math.abs(few[i] - many[j]) + least(few, many, i + 1, j + 1));
        }
        return least;
    }

    @Test
    void aHostileNumberOfEqualResultsIsPairedInOrderWithoutATable() {
        int[] choice = OrderedAssignment.cheapest(50_000, 100_000, (i, j) -> {
            throw new AssertionError("nothing is compared");
        });

        assertThat(choice).hasSize(50_000).isSorted().doesNotHaveDuplicates();
    }
}
