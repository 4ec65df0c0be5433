package dev.winnow.finding.identity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;

/** Pairs results with findings that fit them equally well, one to one, so that lines move as little as they can. */
final class Pairing {
    private final IntUnaryOperator lineOfRow;
    private final IntUnaryOperator lineOfFinding;

    Pairing(IntUnaryOperator lineOfRow, IntUnaryOperator lineOfFinding) {
        this.lineOfRow = lineOfRow;
        this.lineOfFinding = lineOfFinding;
    }

    /** Takes a pair. */
    @FunctionalInterface
    interface Pairs {
        void take(int row, int finding);
    }

    /** Pairs as many as there are on the shorter side; neither side may be empty. */
    void pair(int[] rows, int[] fitting, Pairs pairs) {
        if (rows.length == 1 && fitting.length == 1) {
            pairs.take(rows[0], fitting[0]);
            return;
        }
        int[] byLine = sorted(rows, lineOfRow);
        int[] fittingByLine = sorted(fitting, lineOfFinding);
        if (byLine.length == fittingByLine.length) {
            // As many as before: they moved together, in order.
            for (int i = 0; i < byLine.length; i++) {
                pairs.take(byLine[i], fittingByLine[i]);
            }
        } else if (byLine.length < fittingByLine.length) {
            int[] choice = nearest(byLine, lineOfRow, fittingByLine, lineOfFinding);
            for (int i = 0; i < choice.length; i++) {
                pairs.take(byLine[i], fittingByLine[choice[i]]);
            }
        } else {
            int[] choice = nearest(fittingByLine, lineOfFinding, byLine, lineOfRow);
            for (int i = 0; i < choice.length; i++) {
                pairs.take(byLine[choice[i]], fittingByLine[i]);
            }
        }
    }

    /** For each of the few, which of the many: as near as they can be together, in order. */
    private static int[] nearest(int[] few, IntUnaryOperator lineOfFew, int[] many, IntUnaryOperator lineOfMany) {
        return OrderedAssignment.cheapest(
                few.length,
                many.length,
                (i, j) -> Math.abs((long) lineOfFew.applyAsInt(few[i]) - lineOfMany.applyAsInt(many[j])));
    }

    private static int[] sorted(int[] numbers, IntUnaryOperator line) {
        return Arrays.stream(numbers)
                .boxed()
                .sorted(Comparator.comparingInt((Integer number) -> line.applyAsInt(number))
                        .thenComparingInt(number -> number))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
