package dev.winnow.finding;

import org.roaringbitmap.RoaringBitmap;

/**
 * Findings changed in a way that the search index shows; published inside the transaction that did it.
 *
 * @param numbers of findings of the project; not to be changed
 */
public record FindingsChanged(long projectId, RoaringBitmap numbers) {
    /** How many. */
    public int size() {
        return numbers.getCardinality();
    }
}
