package dev.winnow.export;

import dev.winnow.export.Observation.Span;
import dev.winnow.metrics.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The numbers of one month, for tables and charts: what is observed of it over all severities and guards. */
final class MonthFigures {
    private final Period period;
    private final Map<List<String>, OptionalDouble> values;

    private MonthFigures(Period period, Map<List<String>, OptionalDouble> values) {
        this.period = period;
        this.values = values;
    }

    /** Oldest first, as they were observed. */
    static List<MonthFigures> of(List<Observation> observations) {
        var months = new LinkedHashMap<Period, Map<List<String>, OptionalDouble>>();
        for (Observation one : observations) {
            if (one.span() == Span.MONTH
                    && one.severity().isEmpty()
                    && one.guard().isEmpty()) {
                months.computeIfAbsent(one.period(), any -> new LinkedHashMap<>())
                        .put(List.of(one.metric(), one.statistic()), one.value());
            }
        }
        var figures = new ArrayList<MonthFigures>(months.size());
        months.forEach((period, values) -> figures.add(new MonthFigures(period, values)));
        return figures;
    }

    Period period() {
        return period;
    }

    /** Empty where nothing was counted. */
    OptionalDouble value(String metric, String statistic) {
        return values.getOrDefault(List.of(metric, statistic), OptionalDouble.empty());
    }

    OptionalDouble mttd() {
        return value("mttd", "mean");
    }

    OptionalDouble mttr() {
        return value("mttr", "mean");
    }

    OptionalDouble passRate() {
        return value("pass-rate", "value");
    }

    OptionalDouble criticals() {
        return value("criticals-in-production", "value");
    }

    OptionalDouble unauthorised() {
        return value("unauthorised-changes", "value");
    }

    OptionalDouble alerts() {
        return value("alerts-per-person-per-day", "value");
    }

    OptionalDouble opened() {
        return value("episodes", "opened");
    }

    OptionalDouble fixed() {
        return value("episodes", "fixed");
    }

    OptionalDouble reopened() {
        return value("episodes", "reopened");
    }

    OptionalDouble silenced() {
        return value("findings", "silenced");
    }
}
