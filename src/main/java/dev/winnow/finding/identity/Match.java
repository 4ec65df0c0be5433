package dev.winnow.finding.identity;

import com.carrotsearch.hppc.IntHashSet;
import java.util.List;

/**
 * Which finding each result of a report is.
 *
 * @param findings by row, the finding's number; 0 for a result that only says a problem is gone
 * @param passes by row, which likeness decided
 * @param firstNew the first number given to a new finding
 * @param created how many new findings there are; their numbers follow each other
 * @param rekeyed findings known before whose keys changed
 * @param joins findings known before that are one; no result is an absorbed one
 */
public record Match(int[] findings, Pass[] passes, int firstNew, int created, IntHashSet rekeyed, List<Join> joins) {
    public boolean isNew(int finding) {
        return finding >= firstNew;
    }
}
