package dev.winnow.export;

import dev.winnow.importers.Severity;
import dev.winnow.metrics.Period;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One number.
 *
 * @param span which period it is of
 * @param metric such as {@code mttd}
 * @param statistic such as {@code mean}
 * @param severity where it is of findings of one severity
 * @param guard where it is of one guard of a project
 * @param value empty where nothing was counted
 * @param n on how many it stands; empty for what is a count itself
 */
public record Observation(
        Span span,
        Period period,
        String metric,
        String statistic,
        Optional<Severity> severity,
        Optional<OfGuard> guard,
        OptionalDouble value,
        Unit unit,
        OptionalInt n) {
    /** Which period an observation is of. */
    public enum Span {
        QUARTER,
        /** The quarter before. */
        BEFORE,
        MONTH;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A guard of a project. */
    public record OfGuard(String project, String guard) {}
}
