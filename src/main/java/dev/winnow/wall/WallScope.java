package dev.winnow.wall;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a wall is of. Walls of the same scope are one board. */
public sealed interface WallScope {
    /** All projects there are, and those to come. */
    record Everything() implements WallScope {
        @Override
        public boolean has(String project, @Nullable String team) {
            return true;
        }

        @Override
        public String title() {
            return "All projects";
        }
    }

    /** All projects of a team, and those to come. */
    record OfTeam(String name) implements WallScope {
        @Override
        public boolean has(String project, @Nullable String team) {
            return name.equals(team);
        }

        @Override
        public String title() {
            return "Team " + name;
        }
    }

    /** Some projects, by name; maybe none. */
    record OfProjects(SortedSet<String> names) implements WallScope {
        private static final int FEW = 3;

        public OfProjects {
            names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
        }

        @Override
        public boolean has(String project, @Nullable String team) {
            return names.contains(project);
        }

        @Override
        public String title() {
            return names.isEmpty()
                    ? "No project"
                    : names.size() <= FEW ? String.join(", ", names) : names.size() + " projects";
        }
    }

    /** Whether a project is shown. */
    boolean has(String project, @Nullable String team);

    /** What stands above it. */
    String title();
}
