package dev.winnow.metrics;

import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.project.Project;
import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/** Episodes that are open at some time, in the order in which they opened. What is looked at often lies side by side. */
final class OpenEpisodes {
    private int size;
    private Fact[] facts = new Fact[64];
    private long[] opened = new long[64];
    private long[] closed = new long[64];
    private int[] numbers = new int[64];

    void add(Fact fact) {
        if (size == facts.length) {
            int more = 2 * size;
            facts = Arrays.copyOf(facts, more);
            opened = Arrays.copyOf(opened, more);
            closed = Arrays.copyOf(closed, more);
            numbers = Arrays.copyOf(numbers, more);
        }
        facts[size] = fact;
        opened[size] = fact.openedAt();
        closed[size] = fact.closedAt();
        numbers[size++] = fact.number();
    }

    /** @param at in milliseconds since 1970 */
    void dropClosedBefore(long at) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (closed[i] >= at) {
                if (kept < i) {
                    facts[kept] = facts[i];
                    opened[kept] = opened[i];
                    closed[kept] = closed[i];
                    numbers[kept] = numbers[i];
                }
                kept++;
            }
        }
        size = kept;
    }

    /** @param silenced numbers of the findings that do not count then */
    void count(Project project, RoaringBitmap silenced, long at, Counter into) {
        boolean any = !silenced.isEmpty();
        for (int i = 0; i < size; i++) {
            if (!any || !silenced.contains(numbers[i])) {
                into.episode(Counted.STILL_OPEN, project, facts[i], opened[i], at - opened[i]);
            }
        }
    }
}
