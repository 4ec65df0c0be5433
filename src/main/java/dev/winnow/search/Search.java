package dev.winnow.search;

import dev.winnow.access.Caller;
import dev.winnow.finding.Finding;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.search.Found.Group;
import dev.winnow.search.query.Field;
import dev.winnow.search.query.Query;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Looks for what people type among all that they may read: the beginnings of words, whatever their case. Every look-up is
 * a bounded range of an index, whatever there is.
 */
@Service
public class Search {
    private final Projects projects;
    private final BuildSearch builds;
    private final FindingSearch findings;

    Search(Projects projects, BuildSearch builds, FindingSearch findings) {
        this.projects = projects;
        this.builds = builds;
        this.findings = findings;
    }

    /**
     * The first hits of every kind. A word that is the name of a project narrows the others to that project.
     *
     * @param limit hits of each kind
     */
    public Found find(Caller caller, String typed, int limit) {
        SearchText text = SearchText.of(typed);
        if (text.isEmpty()) {
            return Found.nothing(text);
        }
        Scope readable = readable(caller);
        Optional<Project> named = text.words().size() < 2 ? Optional.empty() : named(text, readable);
        SearchText rest = named.map(project -> text.without(key(project))).orElse(text);
        Scope scope = named.map(readable::only).orElse(readable);
        Query query = FindingSearch.query(typed, text);
        Query within = named.map(project ->
                        (Query) new Query.Has(Field.PROJECT, List.of(new Query.Value(project.name(), true))))
                .orElse(Query.everything());
        return new Found(
                text,
                projects(text, readable, limit),
                rest.single().map(word -> builds.find(word, scope, limit)).orElseGet(Group::none),
                rest.single()
                        .map(word -> findings.packages(caller, word, within, limit))
                        .orElseGet(Group::none),
                findings.find(caller, within.and(named.isPresent() ? FindingSearch.words(rest) : query), limit));
    }

    /** Findings about the package of this name, worst first. */
    public Group<Finding> ofPackage(Caller caller, String name, int limit) {
        return findings.ofPackage(caller, name, limit);
    }

    private Scope readable(Caller caller) {
        return new Scope(projects.visibleTo(caller), caller.visibleProjects().isEmpty());
    }

    private static Optional<Project> named(SearchText text, Scope readable) {
        return readable.projects().stream()
                .filter(project -> text.words().contains(key(project)))
                .findFirst();
    }

    private static Group<Project> projects(SearchText text, Scope readable, int limit) {
        String whole = String.join(" ", text.words());
        Comparator<Project> exactFirst =
                Comparator.comparing(project -> !key(project).equals(whole));
        List<Project> found = readable.projects().stream()
                .filter(project -> text.words().stream().allMatch(word -> hasWord(project, word)))
                .sorted(exactFirst)
                .toList();
        int exact = (int)
                found.stream().filter(project -> key(project).equals(whole)).count();
        return Group.first(found, exact, false, limit);
    }

    private static boolean hasWord(Project project, String word) {
        String team = project.team();
        return key(project).contains(word)
                || (team != null && team.toLowerCase(Locale.ROOT).contains(word));
    }

    private static String key(Project project) {
        return project.name().toLowerCase(Locale.ROOT);
    }
}
