package dev.winnow.search;

import dev.winnow.finding.Finding;
import dev.winnow.finding.Packages;
import dev.winnow.project.Build;
import dev.winnow.project.Project;
import java.util.List;
import java.util.Optional;

/** What was found, exact hits first in each group. */
public record Found(
        SearchText text,
        Group<Project> projects,
        Group<BuildHit> builds,
        Group<Packages.Counted> packages,
        Group<Finding> findings) {

    /**
     * The first hits of a kind.
     *
     * @param total how many there are; at least, where {@code more}
     * @param exact how many of the first ones are named just so
     * @param more whether there may be more than {@code total}
     */
    public record Group<T>(List<T> hits, int total, int exact, boolean more) {
        public Group {
            hits = List.copyOf(hits);
        }

        static <T> Group<T> none() {
            return new Group<>(List.of(), 0, 0, false);
        }

        /** The first of these, in their order. */
        static <T> Group<T> first(List<T> all, int exact, boolean more, int limit) {
            return new Group<>(all.subList(0, Math.min(limit, all.size())), all.size(), Math.min(exact, limit), more);
        }

        public boolean isEmpty() {
            return hits.isEmpty();
        }

        /** Whether there are hits that are not among {@code hits}. */
        public boolean goesOn() {
            return more || total > hits.size();
        }
    }

    public record BuildHit(Project project, Build build) {}

    static Found nothing(SearchText text) {
        return new Found(text, Group.none(), Group.none(), Group.none(), Group.none());
    }

    public boolean isEmpty() {
        return total() == 0;
    }

    public int total() {
        return projects.total() + builds.total() + packages.total() + findings.total();
    }

    /** The build that was meant, where a pipeline's id or a commit names one and nothing else. */
    public Optional<BuildHit> theBuild() {
        return total() == 1 && builds.exact() == 1 ? Optional.of(builds.hits().getFirst()) : Optional.empty();
    }
}
