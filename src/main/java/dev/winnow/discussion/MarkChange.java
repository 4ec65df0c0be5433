package dev.winnow.discussion;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done to findings.
 *
 * @param assignment empty: whoever sees to them stays
 * @param added labels that they get
 * @param removed labels that they lose
 */
public record MarkChange(Optional<Assignment> assignment, SortedSet<String> added, SortedSet<String> removed) {
    /** @param login of who sees to it from now on; null: nobody */
    public record Assignment(@Nullable String login) {}

    /**
     * @param added labels in any case
     * @param removed likewise
     * @throws dev.winnow.problem.InvalidRequest where one cannot be a label
     */
    public static MarkChange of(Optional<Assignment> assignment, Collection<String> added, Collection<String> removed) {
        return new MarkChange(assignment, Written.labels(added), Written.labels(removed));
    }

    /** @param login null: nobody */
    public static MarkChange assign(@Nullable String login) {
        return new MarkChange(Optional.of(new Assignment(login)), new TreeSet<>(), new TreeSet<>());
    }

    /** Labels that come and go. */
    public static MarkChange labels(Collection<String> added, Collection<String> removed) {
        return of(Optional.empty(), added, removed);
    }
}
