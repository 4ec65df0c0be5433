package dev.winnow.finding;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;

/**
 * The condition that a row is of one of many findings. H2 holds every row against every value of a list, which costs the
 * square of it; ids that lie close together are a range instead, which also lets through what lies between them.
 *
 * @param condition SQL without the column
 */
public record Among(String condition, Map<String, Object> parameters) {
    /** A range that lets through more than twice the findings costs more than a list. */
    private static final int SPARSE = 2;

    private static final int SHORT = 20;

    /** @param ids at least one */
    public static Among of(Collection<Long> ids) {
        long first = Collections.min(ids);
        long last = Collections.max(ids);
        return ids.size() > SHORT && last - first < (long) SPARSE * ids.size()
                ? new Among(" between :first and :last ", Map.of("first", first, "last", last))
                : new Among(" in (:ids) ", Map.of("ids", ids));
    }
}
