package dev.winnow.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** The rule of each finding of a project, for who goes through many of them. */
final class FindingRules {
    /** Of a finding without a rule, or one that came this moment. */
    static final int NONE = 0;

    private final List<String> names = new ArrayList<>();
    private final int[] places;

    /** @param byRule numbers of the findings of each rule */
    FindingRules(Map<String, RoaringBitmap> byRule) {
        int last = byRule.values().stream()
                .filter(numbers -> !numbers.isEmpty())
                .mapToInt(RoaringBitmap::last)
                .max()
                .orElse(0);
        places = new int[last + 1];
        byRule.forEach((name, numbers) -> {
            names.add(name);
            int place = names.size();
            numbers.forEach((int number) -> places[number] = place);
        });
    }

    /** {@link #NONE}, or from 1. */
    int of(int number) {
        return number < places.length ? places[number] : NONE;
    }

    String name(int place) {
        return names.get(place - 1);
    }
}
