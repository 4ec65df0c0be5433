package dev.winnow.export;

import dev.winnow.export.Observation.OfGuard;
import dev.winnow.export.Observation.Span;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A number that was frozen, and is another one when it is computed today.
 *
 * @param frozen empty where nothing was counted
 * @param now empty where nothing is counted any more
 */
public record Difference(
        Span span,
        Period period,
        String metric,
        String statistic,
        Optional<Severity> severity,
        Optional<OfGuard> guard,
        Unit unit,
        OptionalDouble frozen,
        OptionalDouble now) {
    /** Which number it is. */
    private record Which(
            Span span,
            Period period,
            String metric,
            String statistic,
            Optional<Severity> severity,
            Optional<OfGuard> guard) {
        static Which of(Observation one) {
            return new Which(one.span(), one.period(), one.metric(), one.statistic(), one.severity(), one.guard());
        }
    }

    /** In the order of the frozen brief; what it does not have comes last. */
    static List<Difference> between(QuarterBrief frozen, QuarterBrief now) {
        Map<Which, Observation> today = new LinkedHashMap<>();
        now.observations().forEach(one -> today.put(Which.of(one), one));
        var differences = new ArrayList<Difference>();
        for (Observation then : frozen.observations()) {
            Observation other = today.remove(Which.of(then));
            add(then, then.value(), other == null ? OptionalDouble.empty() : other.value(), differences);
        }
        today.values().forEach(one -> add(one, OptionalDouble.empty(), one.value(), differences));
        return List.copyOf(differences);
    }

    private static void add(Observation one, OptionalDouble frozen, OptionalDouble now, List<Difference> into) {
        if (!frozen.equals(now)) {
            into.add(new Difference(
                    one.span(),
                    one.period(),
                    one.metric(),
                    one.statistic(),
                    one.severity(),
                    one.guard(),
                    one.unit(),
                    frozen,
                    now));
        }
    }

    public String frozenText() {
        return Amounts.text(frozen, unit);
    }

    public String nowText() {
        return Amounts.text(now, unit);
    }
}
