package dev.winnow.finding;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Gives the search index what other modules know of findings. Every bean of this type is asked; who has one calls
 * {@link FindingChanges#note} where its answers change.
 */
public interface FindingMarks {
    /**
     * Marks of these findings, in one statement or a few.
     *
     * @param findingIds at most about a thousand
     * @return by finding; those without marks may be left out
     */
    Map<Long, Map<FindingMark, List<String>>> of(Collection<Long> findingIds);
}
