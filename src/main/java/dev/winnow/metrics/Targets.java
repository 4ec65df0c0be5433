package dev.winnow.metrics;

import dev.winnow.importers.Severity;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is aimed at.
 *
 * @param mttd at most so long
 * @param mttr at most so long
 * @param passRate at least that share, 0 to 1
 * @param criticals at most so many critical CVEs in production
 * @param alerts at most so many per person and day
 * @param fixWithin how long a fix may take at most, by severity; a severity without one has no target
 */
public record Targets(
        Duration mttd,
        Duration mttr,
        double passRate,
        int criticals,
        double alerts,
        Map<Severity, Duration> fixWithin) {
    public static final Targets DEFAULT = new Targets(
            Duration.ofMinutes(5),
            Duration.ofHours(24),
            0.9,
            0,
            10,
            new EnumMap<>(Map.of(
                    Severity.CRITICAL, Duration.ofDays(7),
                    Severity.HIGH, Duration.ofDays(30),
                    Severity.MEDIUM, Duration.ofDays(90),
                    Severity.LOW, Duration.ofDays(180))));

    public Optional<Duration> fixWithin(Severity severity) {
        return Optional.ofNullable(fixWithin.get(severity));
    }
}
