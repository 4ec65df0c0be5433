package dev.winnow.discussion;

import java.util.List;
import java.util.Optional;

/**
 * What stands on a finding.
 *
 * @param assignee login name of who sees to it
 * @param labels in order
 */
public record Marked(Optional<String> assignee, List<String> labels) {
    /** Nobody's, without labels. */
    public static final Marked NOTHING = new Marked(Optional.empty(), List.of());

    public Marked {
        labels = List.copyOf(labels);
    }
}
