package dev.winnow.search;

import dev.winnow.finding.Finding;
import java.util.List;
import java.util.Map;

/**
 * A page of what a query found.
 *
 * @param hits as they are in the database now; those that are gone or may not be read are left out
 * @param total how many findings there are in all, as the index has them
 * @param facets counts by value; of a field that the query narrows, as if it did not
 * @param complete whether the index has all findings as they are; false while it is rebuilt or falls behind
 */
public record FoundFindings(List<Hit> hits, long total, Map<Facet, List<Facet.Count>> facets, boolean complete) {
    /** @param highlights by field: title, message, path; those without a mark are left out */
    public record Hit(Finding finding, Map<String, Highlight> highlights) {}

    public List<Finding> findings() {
        return hits.stream().map(Hit::finding).toList();
    }

    /** An empty page. */
    public static FoundFindings nothing(boolean complete) {
        return new FoundFindings(List.of(), 0, Map.of(), complete);
    }
}
