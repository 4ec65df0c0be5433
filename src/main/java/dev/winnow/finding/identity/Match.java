package dev.winnow.finding.identity;

import com.carrotsearch.hppc.IntHashSet;

/**
 * Which finding each result of a report is.
 *
 * @param findings by row, the finding's number; 0 for a result that only says a problem is gone
 * @param passes by row, which likeness decided
 * @param firstNew the first number given to a new finding
 * @param created how many new findings there are; their numbers follow each other
 * @param rekeyed findings known before whose keys changed
 */
public record Match(int[] findings, Pass[] passes, int firstNew, int created, IntHashSet rekeyed) {
    public boolean isNew(int finding) {
        return finding >= firstNew;
    }
}
