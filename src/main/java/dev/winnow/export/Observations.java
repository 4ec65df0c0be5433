package dev.winnow.export;

import dev.winnow.export.Observation.OfGuard;
import dev.winnow.export.Observation.Span;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.GuardSignal;
import dev.winnow.metrics.Metrics;
import dev.winnow.metrics.Period;
import dev.winnow.statistics.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The numbers of periods, one by one. */
final class Observations {
    private final List<Observation> all = new ArrayList<>();

    /** All numbers of a period. */
    void add(Span span, Metrics metrics) {
        var of = new OfPeriod(span, metrics.period());
        of.spread("mttd", Optional.empty(), metrics.mttd().spread());
        of.count("mttd", "backlog", metrics.mttd().backlog());
        of.count("mttd", "negative", metrics.mttd().negative());
        Metrics.Repair mttr = metrics.mttr();
        of.spread("mttr", Optional.empty(), mttr.spread());
        mttr.bySeverity().forEach((severity, spread) -> of.spread("mttr", Optional.of(severity), spread));
        of.add(
                "mttr",
                "kaplan-meier-median",
                Optional.empty(),
                seconds(mttr.kaplanMeierMedian()),
                Unit.SECONDS,
                mttr.spread().count() + mttr.ended() + mttr.stillOpen());
        of.count("mttr", "still-open", mttr.stillOpen());
        of.count("mttr", "ended", mttr.ended());
        of.count("mttr", "silenced", mttr.silenced());
        of.add(
                "pass-rate",
                "value",
                Optional.empty(),
                metrics.passRate().value(),
                Unit.SHARE,
                metrics.passRate().changes());
        of.count("pass-rate", "passed", metrics.passRate().passed());
        of.count("pass-rate", "changes", metrics.passRate().changes());
        of.count("criticals-in-production", "value", metrics.criticalsInProduction());
        of.count("unauthorised-changes", "value", metrics.unauthorisedChanges());
        Metrics.Alerts alerts = metrics.alerts();
        of.add(
                "alerts-per-person-per-day",
                "value",
                Optional.empty(),
                alerts.perPersonPerDay(),
                Unit.PER_PERSON_AND_DAY,
                alerts.alerts());
        of.count("alerts-per-person-per-day", "alerts", alerts.alerts());
        of.count("alerts-per-person-per-day", "persons", alerts.persons());
        of.add(
                "alerts-per-person-per-day",
                "days",
                Optional.empty(),
                OptionalDouble.of(alerts.days()),
                Unit.DAYS,
                OptionalInt.empty());
        of.count("episodes", "opened", metrics.opened());
        of.count("episodes", "fixed", metrics.fixed());
        of.count("episodes", "reopened", metrics.reopened());
        of.count("findings", "silenced", metrics.silenced());
        of.add("reopened-rate", "value", Optional.empty(), metrics.reopenedRate(), Unit.SHARE, metrics.fixed());
        Metrics.Due due = due(metrics);
        of.add("fixed-within-target", "value", Optional.empty(), due.rate(), Unit.SHARE, due.due());
        of.count("fixed-within-target", "in-time", due.inTime());
        metrics.due().forEach((severity, its) -> of.due(severity, its));
    }

    /** Of all severities together. */
    static Metrics.Due due(Metrics metrics) {
        return metrics.due().values().stream()
                .reduce(
                        new Metrics.Due(0, 0),
                        (one, other) -> new Metrics.Due(one.due() + other.due(), one.inTime() + other.inTime()));
    }

    /** What became of what a guard reported. */
    void add(Period period, GuardSignal guard) {
        var of = new OfPeriod(Span.QUARTER, period, Optional.of(new OfGuard(guard.project(), guard.guard())));
        boolean any = guard.opened() > 0;
        of.share("signal", any, guard.signal().value(), guard.opened());
        of.share("low", any, guard.signal().low(), guard.opened());
        of.share("high", any, guard.signal().high(), guard.opened());
        of.count("signal-to-noise", "opened", guard.opened());
        of.count("signal-to-noise", "fixed", guard.fixed());
        of.count("signal-to-noise", "false-positive", guard.falsePositive());
        of.count("signal-to-noise", "accepted", guard.accepted());
        of.count("signal-to-noise", "open", guard.open());
        of.count("signal-to-noise", "ended", guard.ended());
        of.count("signal-to-noise", "alerts", guard.alerts());
        of.count("signal-to-noise", "only-it", guard.alone());
    }

    List<Observation> all() {
        return List.copyOf(all);
    }

    static OptionalDouble seconds(Optional<Duration> duration) {
        return duration.map(one -> OptionalDouble.of(one.toNanos() / 1e9)).orElseGet(OptionalDouble::empty);
    }

    /** Those of one period, and of one guard where they are of one. */
    private final class OfPeriod {
        private final Span span;
        private final Period period;
        private final Optional<OfGuard> guard;

        OfPeriod(Span span, Period period) {
            this(span, period, Optional.empty());
        }

        OfPeriod(Span span, Period period, Optional<OfGuard> guard) {
            this.span = span;
            this.period = period;
            this.guard = guard;
        }

        void spread(String metric, Optional<Severity> severity, Spread spread) {
            add(metric, "mean", severity, seconds(spread.mean()), Unit.SECONDS, spread.count());
            add(metric, "median", severity, seconds(spread.median()), Unit.SECONDS, spread.count());
            add(metric, "p90", severity, seconds(spread.p90()), Unit.SECONDS, spread.count());
        }

        void due(Severity severity, Metrics.Due due) {
            add("fixed-within-target", "value", Optional.of(severity), due.rate(), Unit.SHARE, due.due());
            add(
                    "fixed-within-target",
                    "in-time",
                    Optional.of(severity),
                    OptionalDouble.of(due.inTime()),
                    Unit.COUNT,
                    OptionalInt.empty());
        }

        void count(String metric, String statistic, int value) {
            add(metric, statistic, Optional.empty(), OptionalDouble.of(value), Unit.COUNT, OptionalInt.empty());
        }

        void share(String statistic, boolean any, double value, int n) {
            OptionalDouble share = any ? OptionalDouble.of(value) : OptionalDouble.empty();
            add("signal-to-noise", statistic, Optional.empty(), share, Unit.SHARE, n);
        }

        void add(String metric, String statistic, Optional<Severity> severity, OptionalDouble value, Unit unit, int n) {
            add(metric, statistic, severity, value, unit, OptionalInt.of(n));
        }

        void add(
                String metric,
                String statistic,
                Optional<Severity> severity,
                OptionalDouble value,
                Unit unit,
                OptionalInt n) {
            all.add(new Observation(span, period, metric, statistic, severity, guard, value, unit, n));
        }
    }
}
