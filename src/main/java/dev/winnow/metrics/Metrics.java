package dev.winnow.metrics;

import dev.winnow.importers.Severity;
import dev.winnow.statistics.Spread;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The numbers of one period, by the definitions of {@link Definition}.
 *
 * @param criticalsInProduction at the period's end, or now where that lies ahead
 * @param unauthorisedChanges changes that opened, each once, and are not decided as authorised
 * @param opened episodes that opened, backlog and silenced ones among them
 * @param fixed episodes that closed as fixed and counted then
 * @param silenced findings that decisions, rules and documents took out
 * @param reopened episodes that opened of findings that had been open before
 * @param due by severity, what had to be fixed in the period by its target
 */
public record Metrics(
        Period period,
        Detection mttd,
        Repair mttr,
        PassRate passRate,
        int criticalsInProduction,
        int unauthorisedChanges,
        Alerts alerts,
        int opened,
        int fixed,
        int silenced,
        int reopened,
        Map<Severity, Due> due) {
    /**
     * How long problems were there before they were detected.
     *
     * @param backlog episodes left out, since nobody knows when they began
     * @param negative episodes left out, since a clock was wrong
     */
    public record Detection(Spread spread, int backlog, int negative) {}

    /**
     * How long it took to fix them.
     *
     * @param ended episodes that were retired or ceased, taken in by that median as open until then
     * @param silenced episodes left out, as they did not count when they closed
     * @param median of Kaplan and Meier, with what is still open; empty where less than half is fixed
     */
    public record Repair(
            Spread spread,
            Optional<Duration> kaplanMeierMedian,
            int stillOpen,
            int ended,
            int silenced,
            Map<Severity, Spread> bySeverity) {}

    /** Changes whose first build was let through. */
    public record PassRate(int passed, int changes) {
        /** 0 to 1; empty where there was no change. */
        public OptionalDouble value() {
            return changes == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) passed / changes);
        }
    }

    /**
     * What people were alerted of.
     *
     * @param alerts episodes that opened, counted, and were no backlog
     * @param persons members of the teams, as they are now
     * @param days of the period that are over
     */
    public record Alerts(int alerts, int persons, double days) {
        /** Empty where there is nobody, or no day is over. */
        public OptionalDouble perPersonPerDay() {
            return persons == 0 || days <= 0 ? OptionalDouble.empty() : OptionalDouble.of(alerts / (persons * days));
        }
    }

    /**
     * What had to be fixed in the period, by the target for its severity.
     *
     * @param due episodes whose last day for it lay in the period, and that counted
     * @param inTime of these, those that were fixed by then
     */
    public record Due(int due, int inTime) {
        /** 0 to 1; empty where nothing was due. */
        public OptionalDouble rate() {
            return due == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) inTime / due);
        }
    }

    /** The same, with alerts shared among people in days. */
    Metrics among(int persons, double days) {
        return new Metrics(
                period,
                mttd,
                mttr,
                passRate,
                criticalsInProduction,
                unauthorisedChanges,
                new Alerts(alerts.alerts(), persons, days),
                opened,
                fixed,
                silenced,
                reopened,
                due);
    }

    /** Fixed episodes that came back, of those that were fixed; empty where none was. */
    public OptionalDouble reopenedRate() {
        return fixed == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) reopened / fixed);
    }

    /** How many things count as that: as many as are listed behind the number. */
    public int count(Counted what) {
        return switch (what) {
            case MTTD -> mttd.spread().count();
            case BACKLOG -> mttd.backlog();
            case NEGATIVE -> mttd.negative();
            case MTTR -> mttr.spread().count();
            case MTTR_SILENCED -> mttr.silenced();
            case STILL_OPEN -> mttr.stillOpen();
            case MTTR_ENDED -> mttr.ended();
            case OPENED -> opened;
            case FIXED -> fixed;
            case SILENCED -> silenced;
            case REOPENED -> reopened;
            case UNAUTHORISED -> unauthorisedChanges;
            case ALERTS -> alerts.alerts();
            case DUE -> due.values().stream().mapToInt(Due::due).sum();
            case IN_TIME -> due.values().stream().mapToInt(Due::inTime).sum();
            case LATE -> count(Counted.DUE) - count(Counted.IN_TIME);
            case PASS_RATE -> passRate.changes();
            case PASSED -> passRate.passed();
            case FAILED -> passRate.changes() - passRate.passed();
            case CRITICALS -> criticalsInProduction;
        };
    }
}
