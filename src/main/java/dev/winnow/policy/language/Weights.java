package dev.winnow.policy.language;

import dev.winnow.importers.Severity;

/**
 * Risk points a finding costs, by severity; doubled where exploitation is known (design: the score). All from 0 to 10,000.
 */
public record Weights(int critical, int high, int medium, int low, int unknown, int info) {
    public static final Weights DEFAULT = new Weights(40, 10, 3, 1, 1, 0);
    public static final int LARGEST = 10_000;

    private static final int EXPLOITED = 2;

    /** What one finding costs. */
    public long of(Severity severity, boolean exploited) {
        return (long) of(severity) * (exploited ? EXPLOITED : 1);
    }

    /** What a finding of this severity costs where no exploitation is known. */
    public int of(Severity severity) {
        return switch (severity) {
            case CRITICAL -> critical;
            case HIGH -> high;
            case MEDIUM -> medium;
            case LOW -> low;
            case UNKNOWN -> unknown;
            case INFO -> info;
        };
    }

    /** The same, where findings of this severity cost so much. */
    public Weights with(Severity severity, int points) {
        return new Weights(
                severity == Severity.CRITICAL ? points : critical,
                severity == Severity.HIGH ? points : high,
                severity == Severity.MEDIUM ? points : medium,
                severity == Severity.LOW ? points : low,
                severity == Severity.UNKNOWN ? points : unknown,
                severity == Severity.INFO ? points : info);
    }
}
