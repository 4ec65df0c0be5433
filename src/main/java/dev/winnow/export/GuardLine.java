package dev.winnow.export;

import dev.winnow.importers.Category;
import dev.winnow.metrics.GuardSignal;
import dev.winnow.metrics.GuardSignal.Advice;
import dev.winnow.project.Stage;
import java.util.OptionalDouble;

/**
 * What became of what a guard reported in the quarter (see {@link GuardSignal}), and what was advised of it then: a frozen
 * brief keeps both, whatever is reckoned from the counts later.
 *
 * @param signal from 0 to 1; empty where nothing opened, as are {@code low} and {@code high}, its interval
 */
public record GuardLine(
        String project,
        String guard,
        String tool,
        Stage stage,
        Category category,
        int opened,
        int fixed,
        int falsePositive,
        int accepted,
        int open,
        int ended,
        int alerts,
        int alone,
        OptionalDouble signal,
        OptionalDouble low,
        OptionalDouble high,
        Advice advice) {
    static GuardLine of(GuardSignal of) {
        boolean any = of.opened() > 0;
        return new GuardLine(
                of.project(),
                of.guard(),
                of.tool(),
                of.stage(),
                of.category(),
                of.opened(),
                of.fixed(),
                of.falsePositive(),
                of.accepted(),
                of.open(),
                of.ended(),
                of.alerts(),
                of.alone(),
                share(any, of.signal().value()),
                share(any, of.signal().low()),
                share(any, of.signal().high()),
                of.advice());
    }

    private static OptionalDouble share(boolean any, double value) {
        return any ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
