package dev.winnow.search;

import dev.winnow.project.Project;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where is looked.
 *
 * @param projects those that the caller may read, or some of them
 * @param everything whether these are all projects there are
 */
record Scope(List<Project> projects, boolean everything) {
    /** Empty for all projects. */
    Optional<List<Long>> ids() {
        return everything
                ? Optional.empty()
                : Optional.of(projects.stream().map(Project::id).toList());
    }

    Map<Long, Project> byId() {
        return projects.stream().collect(Collectors.toMap(Project::id, Function.identity()));
    }

    Scope only(Project project) {
        return new Scope(List.of(project), false);
    }
}
