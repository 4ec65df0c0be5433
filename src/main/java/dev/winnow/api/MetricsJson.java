package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.Annotation;
import dev.winnow.metrics.Metrics;
import dev.winnow.metrics.Metrics.Alerts;
import dev.winnow.metrics.Metrics.Detection;
import dev.winnow.metrics.Metrics.Due;
import dev.winnow.metrics.Metrics.PassRate;
import dev.winnow.metrics.Metrics.Repair;
import dev.winnow.statistics.Spread;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a period. Durations are in seconds; what nothing was counted for is null.
 *
 * @param projects names; left out within a series
 * @param bucket the part's beginning, within a series
 * @param annotations what changed in the period that may be why a number did
 * @param links to what each number counts
 * @param series the same for each part of the period, where one was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MetricsJson(
        @Nullable Instant bucket,
        Instant from,
        Instant to,
        @Nullable Collection<String> projects,
        @JsonInclude(JsonInclude.Include.ALWAYS) DetectionJson mttd,
        RepairJson mttr,
        PassRateJson passRate,
        ValueJson criticalsInProduction,
        ValueJson unauthorisedChanges,
        AlertsJson alertsPerPersonPerDay,
        int opened,
        int fixed,
        int silenced,
        int reopened,
        ReopenedJson reopenedRate,
        Map<Severity, DueJson> fixedWithinTarget,
        Map<String, Object> links,
        @Nullable List<AnnotationJson> annotations,
        @Nullable List<MetricsJson> series) {

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record DetectionJson(
            @Nullable Number mean,
            @Nullable Number median,
            @Nullable Number p90,
            int n,
            int backlog,
            int negative) {
        static DetectionJson of(Detection mttd) {
            Spread spread = mttd.spread();
            return new DetectionJson(
                    seconds(spread.mean()),
                    seconds(spread.median()),
                    seconds(spread.p90()),
                    spread.count(),
                    mttd.backlog(),
                    mttd.negative());
        }
    }

    /**
     * @param open episodes that were open at the end, which the median of Kaplan and Meier takes in
     * @param ended episodes that were retired or ceased, which it takes in as open until then
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record RepairJson(
            @Nullable Number mean,
            @Nullable Number median,
            @Nullable Number p90,
            @Nullable Number kaplanMeierMedian,
            int n,
            int silenced,
            int open,
            int ended,
            Map<Severity, SpreadJson> bySeverity) {
        static RepairJson of(Repair mttr) {
            Spread spread = mttr.spread();
            var bySeverity = new LinkedHashMap<Severity, SpreadJson>();
            mttr.bySeverity().forEach((severity, its) -> bySeverity.put(severity, SpreadJson.of(its)));
            return new RepairJson(
                    seconds(spread.mean()),
                    seconds(spread.median()),
                    seconds(spread.p90()),
                    seconds(mttr.kaplanMeierMedian()),
                    spread.count(),
                    mttr.silenced(),
                    mttr.stillOpen(),
                    mttr.ended(),
                    bySeverity);
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SpreadJson(
            @Nullable Number mean,
            @Nullable Number median,
            @Nullable Number p90,
            int n) {
        static SpreadJson of(Spread spread) {
            return new SpreadJson(
                    seconds(spread.mean()), seconds(spread.median()), seconds(spread.p90()), spread.count());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PassRateJson(@Nullable Double value, int passed, int changes) {
        static PassRateJson of(PassRate rate) {
            return new PassRateJson(given(rate.value()), rate.passed(), rate.changes());
        }
    }

    /** @param kind guard-added, policy-changed or targets-changed. @param project left out for what is of more than one */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AnnotationJson(Instant at, String kind, @Nullable String project, String text) {
        static AnnotationJson of(Annotation annotation) {
            return new AnnotationJson(
                    annotation.at(),
                    annotation.what().word(),
                    annotation.project().orElse(null),
                    annotation.text());
        }
    }

    record ValueJson(int value) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record AlertsJson(@Nullable Double value, int alerts, int persons, Number days) {
        static AlertsJson of(Alerts alerts) {
            return new AlertsJson(
                    given(alerts.perPersonPerDay()), alerts.alerts(), alerts.persons(), number(alerts.days()));
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ReopenedJson(@Nullable Double value) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record DueJson(@Nullable Double value, int inTime, int due) {
        static DueJson of(Due due) {
            return new DueJson(given(due.rate()), due.inTime(), due.due());
        }
    }

    static MetricsJson of(
            Metrics whole,
            Collection<String> projects,
            @Nullable List<Metrics> series,
            MetricsLinks links,
            List<Annotation> annotations) {
        return of(
                whole,
                null,
                projects,
                series == null
                        ? null
                        : series.stream()
                                .map(part -> of(part, part.period().from(), null, null, links, null))
                                .toList(),
                links,
                annotations.stream().map(AnnotationJson::of).toList());
    }

    private static MetricsJson of(
            Metrics metrics,
            @Nullable Instant bucket,
            @Nullable Collection<String> projects,
            @Nullable List<MetricsJson> series,
            MetricsLinks links,
            @Nullable List<AnnotationJson> annotations) {
        var due = new LinkedHashMap<Severity, DueJson>();
        metrics.due().forEach((severity, its) -> due.put(severity, DueJson.of(its)));
        return new MetricsJson(
                bucket,
                metrics.period().from(),
                metrics.period().to(),
                projects,
                DetectionJson.of(metrics.mttd()),
                RepairJson.of(metrics.mttr()),
                PassRateJson.of(metrics.passRate()),
                new ValueJson(metrics.criticalsInProduction()),
                new ValueJson(metrics.unauthorisedChanges()),
                AlertsJson.of(metrics.alerts()),
                metrics.opened(),
                metrics.fixed(),
                metrics.silenced(),
                metrics.reopened(),
                new ReopenedJson(given(metrics.reopenedRate())),
                due,
                links.of(metrics),
                annotations,
                series);
    }

    private static @Nullable Number seconds(Optional<Duration> duration) {
        return duration.map(one -> number(one.getSeconds() + one.getNano() / 1e9))
                .orElse(null);
    }

    /** Whole ones without a point. */
    static Number number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return (long) value;
        }
        return value;
    }

    private static @Nullable Double given(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
