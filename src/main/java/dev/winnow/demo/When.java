package dev.winnow.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * In which builds of the main branch a problem is there. Builds count from 0; of a range, each end is included and one
 * build is drawn.
 */
record When(Range first, End end) {
    /** From the first of these builds to the last, one is drawn. */
    record Range(int from, int to) {
        int draw(RandomGenerator random) {
            return from + random.nextInt(to - from + 1);
        }
    }

    /** How it ends. */
    private sealed interface End {
        /** Not at all. */
        record Never() implements End {}

        /** With a build. */
        record Until(Range build) implements End {}

        /** After as many builds. */
        record After(Range builds) implements End {}

        /** Now and then, as crawlers find a page or not. */
        record Comes() implements End {}
    }

    /** In some builds in a row. @param until the first without it */
    record Span(int from, int until) {
        boolean has(int build) {
            return build >= from && build < until;
        }
    }

    static When always() {
        return since(0, 0);
    }

    static When since(int from, int to) {
        return new When(new Range(from, to), new End.Never());
    }

    When until(int from, int to) {
        if (from <= first.to()) {
            throw new IllegalArgumentException("it may end in build " + from + " before it began");
        }
        return new When(first, new End.Until(new Range(from, to)));
    }

    When lasting(int least, int most) {
        return new When(first, new End.After(new Range(least, most)));
    }

    When comingAndGoing() {
        return new When(first, new End.Comes());
    }

    /**
     * Draws the builds.
     *
     * @param quiet in these builds nothing comes or goes
     */
    List<Span> draw(int builds, List<Integer> quiet, RandomGenerator random) {
        int start = loud(first.draw(random), quiet);
        return switch (end) {
            case End.Never never -> List.of(new Span(start, builds));
            case End.Until until -> List.of(new Span(start, loud(until.build().draw(random), quiet)));
            case End.After after ->
                List.of(new Span(start, loud(start + after.builds().draw(random), quiet)));
            case End.Comes comes -> {
                var spans = new ArrayList<Span>();
                int from = start;
                while (from < builds) {
                    int until = loud(from + 1 + random.nextInt(5), quiet);
                    spans.add(new Span(from, until));
                    from = loud(until + 1 + random.nextInt(3), quiet);
                }
                yield spans;
            }
        };
    }

    private static int loud(int build, List<Integer> quiet) {
        int loud = build;
        while (loud > 0 && quiet.contains(loud)) {
            loud++;
        }
        return loud;
    }
}
