package dev.winnow.search;

import dev.winnow.project.Build;
import dev.winnow.project.BuildWords;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.project.SearchWord;
import dev.winnow.search.Found.BuildHit;
import dev.winnow.search.Found.Group;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds builds by a single word: the pipeline's id, commit, change or branch. Two statements. */
@Component
class BuildSearch {
    private static final int LOOKED_AT = 500;

    /** The shortest beginning of a commit that people use as its name. */
    private static final int COMMIT = 7;

    private static final Comparator<Build> NEWEST_FIRST =
            Comparator.comparing(Build::placedAt).thenComparing(Build::id).reversed();

    private final BuildWords words;
    private final Builds builds;

    BuildSearch(BuildWords words, Builds builds) {
        this.words = words;
        this.builds = builds;
    }

    Group<BuildHit> find(SearchWord word, Scope scope, int limit) {
        List<BuildWords.Hit> hits = words.startingWith(word, scope.ids(), LOOKED_AT);
        Set<Long> exact = hits.stream()
                .filter(hit -> hit.whole() || isCommit(hit, word))
                .map(BuildWords.Hit::buildId)
                .collect(Collectors.toSet());
        Set<Long> ids = hits.stream().map(BuildWords.Hit::buildId).collect(Collectors.toCollection(LinkedHashSet::new));
        if (ids.isEmpty()) {
            return Group.none();
        }
        Map<Long, Project> projects = scope.byId();
        List<BuildHit> found = builds.findByIdIn(ids).stream()
                .sorted(Comparator.comparing((Build build) -> !exact.contains(build.id()))
                        .thenComparing(NEWEST_FIRST))
                .flatMap(
                        build -> Optional.ofNullable(projects.get(build.projectId()))
                                .map(project -> new BuildHit(project, build))
                                .stream())
                .toList();
        int exactly = (int)
                found.stream().filter(hit -> exact.contains(hit.build().id())).count();
        return Group.first(found, exactly, hits.size() == LOOKED_AT, limit);
    }

    private static boolean isCommit(BuildWords.Hit hit, SearchWord word) {
        return hit.kind() == BuildWords.Kind.COMMIT
                && word.text().length() >= COMMIT
                && word.text().chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }
}
