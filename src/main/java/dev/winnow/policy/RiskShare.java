package dev.winnow.policy;

import dev.winnow.importers.Severity;
import dev.winnow.project.SeverityCounts;
import java.util.List;
import java.util.Map;

/**
 * What the findings that exactly these guards saw together cost a build. A finding that two guards saw is in the share of
 * both together and in no other, so that shares add up to the build's risk.
 *
 * @param guards names of the guards, in order
 * @param findings distinct, unsilenced findings
 * @param pointsBySeverity risk points; severities without points are left out
 */
public record RiskShare(List<String> guards, SeverityCounts findings, Map<Severity, Long> pointsBySeverity) {
    public RiskShare {
        guards = List.copyOf(guards);
        pointsBySeverity = Map.copyOf(pointsBySeverity);
    }

    /** Risk points, from 0. */
    public long points() {
        return pointsBySeverity.values().stream().mapToLong(Long::longValue).sum();
    }

    public long points(Severity severity) {
        return pointsBySeverity.getOrDefault(severity, 0L);
    }
}
