package dev.winnow.export;

import dev.winnow.export.Figure.Aim;
import dev.winnow.metrics.Definition;
import dev.winnow.metrics.Metrics;
import dev.winnow.metrics.Targets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The cover's numbers. */
final class Figures {
    private Figures() {}

    static List<Figure> of(Metrics now, Metrics before, Targets targets) {
        var both = new Both(now, before);
        Metrics.Alerts alerts = now.alerts();
        return List.of(
                both.figure(
                        "mttd",
                        Definition.MTTD,
                        Unit.SECONDS,
                        of -> Observations.seconds(of.mttd().spread().mean()),
                        Aim.AT_MOST,
                        OptionalDouble.of(targets.mttd().toMillis() / 1_000.0),
                        now.mttd().spread().count(),
                        count(now.mttd().spread().count(), "detected", "detected")),
                both.figure(
                        "mttr",
                        Definition.MTTR,
                        Unit.SECONDS,
                        of -> Observations.seconds(of.mttr().spread().mean()),
                        Aim.AT_MOST,
                        OptionalDouble.of(targets.mttr().toMillis() / 1_000.0),
                        now.mttr().spread().count(),
                        count(now.mttr().spread().count(), "fixed", "fixed")),
                both.figure(
                        "pass-rate",
                        Definition.PASS_RATE,
                        Unit.SHARE,
                        of -> of.passRate().value(),
                        Aim.AT_LEAST,
                        OptionalDouble.of(targets.passRate()),
                        now.passRate().changes(),
                        count(now.passRate().changes(), "change", "changes")),
                both.figure(
                        "criticals-in-production",
                        Definition.CRITICALS_IN_PRODUCTION,
                        Unit.COUNT,
                        of -> OptionalDouble.of(of.criticalsInProduction()),
                        Aim.AT_MOST,
                        OptionalDouble.of(targets.criticals()),
                        now.criticalsInProduction(),
                        "at the end"),
                both.figure(
                        "unauthorised-changes",
                        Definition.UNAUTHORISED_CHANGES,
                        Unit.COUNT,
                        of -> OptionalDouble.of(of.unauthorisedChanges()),
                        Aim.FALLING,
                        OptionalDouble.empty(),
                        now.unauthorisedChanges(),
                        "in the quarter"),
                both.figure(
                        "alerts-per-person-per-day",
                        Definition.ALERTS,
                        Unit.PER_PERSON_AND_DAY,
                        of -> of.alerts().perPersonPerDay(),
                        Aim.AT_MOST,
                        OptionalDouble.of(targets.alerts()),
                        alerts.alerts(),
                        count(alerts.alerts(), "alert", "alerts") + ", "
                                + count(alerts.persons(), "person", "persons")),
                both.figure(
                        "reopened-rate",
                        Definition.REOPENED,
                        Unit.SHARE,
                        Metrics::reopenedRate,
                        Aim.AT_MOST,
                        OptionalDouble.empty(),
                        now.fixed(),
                        count(now.reopened(), "reopened", "reopened")),
                both.figure(
                        "fixed-within-target",
                        Definition.DUE,
                        Unit.SHARE,
                        of -> Observations.due(of).rate(),
                        Aim.AT_LEAST,
                        OptionalDouble.empty(),
                        Observations.due(now).due(),
                        count(Observations.due(now).due(), "due", "due")));
    }

    private static String count(int count, String one, String many) {
        return Amounts.text(count, Unit.COUNT) + " " + (count == 1 ? one : many);
    }

    private record Both(Metrics now, Metrics before) {
        Figure figure(
                String metric,
                Definition definition,
                Unit unit,
                Function<Metrics, OptionalDouble> value,
                Aim aim,
                OptionalDouble target,
                int n,
                String basis) {
            return Figure.of(
                    metric, definition.title(), unit, value.apply(now), aim, target, value.apply(before), n, basis);
        }
    }
}
