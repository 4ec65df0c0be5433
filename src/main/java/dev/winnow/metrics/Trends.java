package dev.winnow.metrics;

import java.util.List;

/**
 * The numbers of a period, of its parts, and of the sprints that ended last.
 *
 * @param parts the oldest first
 * @param sprints whole ones that are over now, whatever the period; three where the clock allows, the oldest first
 */
public record Trends(Metrics whole, List<Metrics> parts, List<Metrics> sprints) {
    /** Whether a number did not move for three sprints. */
    public boolean isFlat(Trend trend) {
        return Trend.isFlat(sprints.stream().map(trend::value).toList());
    }
}
