package dev.winnow.policy;

import dev.winnow.project.Build;
import dev.winnow.project.Outcome;
import dev.winnow.project.Project;
import java.util.Comparator;
import java.util.Optional;

/**
 * How a project stands by its newest build.
 *
 * @param newest the newest build of the tracked branch
 * @param before the build before that one
 * @param rule the rule that decided the newest build's verdict; empty where none asked for more than passing
 */
public record ProjectStanding(Project project, Optional<Build> newest, Optional<Build> before, Optional<String> rule) {
    /** What needs someone first: the worst verdict, then the lowest score, then by name. */
    public static final Comparator<ProjectStanding> WORST_FIRST = Comparator.comparing((ProjectStanding one) ->
                    one.newest.flatMap(Build::verdict).map(Outcome::ordinal).orElse(-1))
            .reversed()
            .thenComparing(one -> one.newest.flatMap(Build::score).orElse(101))
            .thenComparing(one -> one.project.name());
}
