package dev.winnow.project;

import dev.winnow.importers.Severity;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.EnumMap;
import java.util.Map;

/** How many findings of each severity; each from 0. */
@Embeddable
public record SeverityCounts(
        @Column(name = "critical_count") int critical,
        @Column(name = "high_count") int high,
        @Column(name = "medium_count") int medium,
        @Column(name = "low_count") int low,
        @Column(name = "info_count") int info,
        @Column(name = "unknown_count") int unknown) {
    public static final SeverityCounts NONE = new SeverityCounts(0, 0, 0, 0, 0, 0);

    /** @param counts one number a severity, in the order of {@link Severity} */
    public static SeverityCounts of(int... counts) {
        return new SeverityCounts(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
    }

    public int of(Severity severity) {
        return switch (severity) {
            case CRITICAL -> critical;
            case HIGH -> high;
            case MEDIUM -> medium;
            case LOW -> low;
            case INFO -> info;
            case UNKNOWN -> unknown;
        };
    }

    public int total() {
        return critical + high + medium + low + info + unknown;
    }

    /** By severity, worst first. */
    public Map<Severity, Integer> bySeverity() {
        var map = new EnumMap<Severity, Integer>(Severity.class);
        for (Severity severity : Severity.values()) {
            map.put(severity, of(severity));
        }
        return map;
    }
}
