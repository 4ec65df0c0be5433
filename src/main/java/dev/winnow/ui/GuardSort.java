package dev.winnow.ui;

import dev.winnow.metrics.GuardSignal.Advice;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** By what guards are put in order; each begins with what asks for a deed, or with the most. */
enum GuardSort {
    ADVICE(
            "Advice",
            Comparator.<GuardRow>comparingInt(
                            row -> GuardSort.urgency(row.total().advice()))
                    .thenComparingDouble(row -> row.total().signal().value())
                    .thenComparing(row -> row.total().opened(), Comparator.reverseOrder())),
    NAME("Guard", Comparator.comparing(GuardRow::guard).thenComparing(GuardRow::place)),
    OPENED("What became of it", most(row -> row.total().opened())),
    SIGNAL(
            "Signal",
            Comparator.<GuardRow>comparingInt(row -> row.total().opened() == 0 ? 1 : 0)
                    .thenComparingDouble(row -> row.total().signal().value())),
    ALONE("Only it", most(row -> row.total().alone())),
    ALERTS("Alerts", most(row -> row.total().alerts()));

    private static final List<Advice> FIRST = List.of(Advice.FIX_OR_DROP, Advice.TUNE, Advice.KEEP, Advice.TOO_FEW);

    private final String label;
    private final Comparator<GuardRow> order;

    GuardSort(String label, Comparator<GuardRow> order) {
        this.label = label;
        this.order = order;
    }

    private static int urgency(Advice advice) {
        return FIRST.indexOf(advice);
    }

    private static Comparator<GuardRow> most(java.util.function.ToIntFunction<GuardRow> number) {
        return Comparator.comparingInt(number).reversed();
    }

    static Optional<GuardSort> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String label() {
        return label;
    }

    /** @param back the other way round */
    Comparator<GuardRow> order(boolean back) {
        return (back ? order.reversed() : order).thenComparing(GuardRow::guard).thenComparing(GuardRow::place);
    }
}
