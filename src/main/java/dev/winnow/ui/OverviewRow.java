package dev.winnow.ui;

import dev.winnow.project.Build;
import dev.winnow.project.Outcome;
import dev.winnow.project.Project;
import java.util.Comparator;
import java.util.Optional;

/**
 * A project as the overview shows it.
 *
 * @param newest the newest build of the tracked branch
 * @param before the build before that one
 * @param rule the rule that decided the newest build's verdict; empty where none asked for more than passing
 */
record OverviewRow(Project project, Optional<Build> newest, Optional<Build> before, Optional<String> rule) {
    /** What needs someone first: the worst verdict, then the lowest score, then by name. */
    static final Comparator<OverviewRow> WORST_FIRST = Comparator.comparing((OverviewRow row) ->
                    row.newest.flatMap(Build::verdict).map(Outcome::ordinal).orElse(-1))
            .reversed()
            .thenComparing(row -> row.newest.flatMap(Build::score).orElse(101))
            .thenComparing(row -> row.project.name());
}
