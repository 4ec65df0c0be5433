package dev.winnow.ui;

import dev.winnow.metrics.GuardTotal;
import java.util.Optional;

/**
 * A line of the list of guards.
 *
 * @param project the only one it is about; empty: all that were asked for
 */
record GuardRow(Optional<String> project, GuardTotal total) {
    String guard() {
        return total.guard();
    }

    /** For the order of guards of one name. */
    String place() {
        return project.orElse("");
    }
}
