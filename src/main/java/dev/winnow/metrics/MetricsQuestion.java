package dev.winnow.metrics;

import dev.winnow.importers.Category;
import dev.winnow.importers.Severity;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What is asked for.
 *
 * @param projects names; all of them such that the caller may read them
 * @param severity only episodes of this one: as it was at opening for what opens, at closing for what closes
 * @param guard only episodes that a guard of this name reported
 * @param category only episodes that a guard of this category reported
 */
public record MetricsQuestion(
        SortedSet<String> projects,
        Period period,
        Optional<Severity> severity,
        Optional<String> guard,
        Optional<Category> category) {
    public MetricsQuestion(SortedSet<String> projects, Period period) {
        this(projects, period, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same for another period. */
    public MetricsQuestion in(Period other) {
        return new MetricsQuestion(projects, other, severity, guard, category);
    }

    /** The same of one severity. */
    public MetricsQuestion of(Severity one) {
        return new MetricsQuestion(projects, period, Optional.of(one), guard, category);
    }

    /** The same of the guards of one name. */
    public MetricsQuestion ofGuard(String name) {
        return new MetricsQuestion(projects, period, severity, Optional.of(name), category);
    }
}
