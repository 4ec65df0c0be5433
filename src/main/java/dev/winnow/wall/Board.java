package dev.winnow.wall;

import dev.winnow.metrics.Trend;
import dev.winnow.project.Grade;
import dev.winnow.project.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a wall shows.
 *
 * @param at when it was computed
 * @param day the day it is of, in the zone whose days count
 * @param figures the numbers to start with
 * @param projects the worst first
 * @param alarms what is red, the worst first
 */
public record Board(
        String title, Instant at, LocalDate day, List<Figure> figures, List<Cell> projects, List<Alarm> alarms) {
    /**
     * A number of the last 30 days.
     *
     * @param before of the 30 days before
     */
    public record Figure(Trend trend, OptionalDouble now, OptionalDouble before, OptionalDouble target) {
        /** Which way it goes. */
        public enum Direction {
            BETTER,
            LEVEL,
            WORSE,
            /** One of both was not counted. */
            UNKNOWN
        }

        public Direction direction() {
            if (now.isEmpty() || before.isEmpty()) {
                return Direction.UNKNOWN;
            }
            double then = before.getAsDouble();
            double today = now.getAsDouble();
            if (today == then) {
                return Direction.LEVEL;
            }
            return trend.improves(then, today) ? Direction.BETTER : Direction.WORSE;
        }

        /** Empty where there is nothing to compare. */
        public Optional<Boolean> onTarget() {
            return now.isEmpty() || target.isEmpty()
                    ? Optional.empty()
                    : Optional.of(trend.reaches(now.getAsDouble(), target.getAsDouble()));
        }
    }

    /** A project by its newest build. @param provisional whether guards are still to report */
    public record Cell(
            String project,
            Optional<Integer> score,
            Optional<Grade> grade,
            Optional<Outcome> verdict,
            boolean provisional) {}

    /** What needs someone. */
    public sealed interface Alarm {}

    /** @param count critical CVEs in production, of all projects of the wall */
    public record Criticals(int count) implements Alarm {}

    /** @param rule that decided; empty where none is known */
    public record GateFailed(String project, Optional<String> rule) implements Alarm {}

    /** A team that gets more alerts per person and day than it should. */
    public record OverLimit(String team, double perPersonPerDay, double limit) implements Alarm {}

    /** A guard whose targets all came to a stop. */
    public record StaleGuard(String project, String guard) implements Alarm {}
}
