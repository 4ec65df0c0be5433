package dev.winnow.deployment;

import dev.winnow.access.Caller;
import dev.winnow.finding.WaitingFixes;
import dev.winnow.importers.Severity;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What runs where now. */
@Service
public class Environments {
    private final Projects projects;
    private final Builds builds;
    private final EnvironmentRows rows;
    private final WaitingFixes fixes;

    Environments(Projects projects, Builds builds, EnvironmentRows rows, WaitingFixes fixes) {
        this.projects = projects;
        this.builds = builds;
        this.rows = rows;
        this.fixes = fixes;
    }

    /** A build that runs in an environment. */
    public record Running(Project project, Environment environment, Build build) {
        /** Production first, then by criticals, score and name. */
        public static final Comparator<Running> WORST_FIRST = Comparator.comparing(
                        (Running one) -> !one.environment().production())
                .thenComparing(one -> -one.build().findings().of(Severity.CRITICAL))
                .thenComparing(one -> one.build().score().orElse(101))
                .thenComparing(one -> one.project().name())
                .thenComparing(one -> one.environment().name());
    }

    /** What runs anywhere, of the projects that the caller may read: production first, the worst first. */
    @Transactional(readOnly = true)
    public List<Running> all(Caller by) {
        Map<Long, Project> visible =
                projects.visibleTo(by).stream().collect(Collectors.toMap(Project::id, Function.identity()));
        Optional<List<Long>> only = by.visibleProjects().map(names -> List.copyOf(visible.keySet()));
        return running(rows.running(only), visible);
    }

    /** What runs in the project's environments, likewise. @throws NotFound where the caller may not read it */
    @Transactional(readOnly = true)
    public List<Running> of(Caller by, String projectName) {
        Project project = projects.findByName(projectName)
                .filter(known -> by.mayRead(known.name()))
                .orElseThrow(() -> new NotFound("There is no project " + projectName + "."));
        return running(rows.ofProject(project.id()), Map.of(project.id(), project));
    }

    /** Names of the environments that something was ever deployed to, in order; none where there is no such project. */
    @Transactional(readOnly = true)
    public List<String> names(String projectName) {
        return projects.idOf(projectName).map(rows::names).orElseGet(List::of);
    }

    private List<Running> running(Collection<Environment> environments, Map<Long, Project> projects) {
        Map<Long, Build> byId =
                builds
                        .findByIdIn(environments.stream()
                                .flatMap(one -> one.buildId().stream())
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Build::id, Function.identity()));
        return environments.stream()
                .flatMap(one -> Optional.ofNullable(projects.get(one.projectId()))
                        .flatMap(project -> one.buildId().map(byId::get).map(build -> new Running(project, one, build)))
                        .stream())
                .sorted(Running.WORST_FIRST)
                .toList();
    }

    /** Environments of the build's project in which it runs now, by name. */
    @Transactional(readOnly = true)
    public List<Environment> of(Build build) {
        return rows.of(build.projectId(), build.id());
    }

    /** What is fixed already and has not been deployed yet. */
    @Transactional(readOnly = true)
    public WaitingFixes.Waiting waitingFor(Running running) {
        return fixes.of(running.project(), running.build());
    }
}
