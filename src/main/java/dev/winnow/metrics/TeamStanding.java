package dev.winnow.metrics;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How a team stands.
 *
 * @param projects names of those that the team owns
 * @param load what its people are alerted of
 * @param ages how old is what is open in its projects
 */
public record TeamStanding(String team, SortedSet<String> projects, TeamLoad load, Ages ages) {
    public TeamStanding {
        projects = Collections.unmodifiableSortedSet(new TreeSet<>(projects));
    }
}
