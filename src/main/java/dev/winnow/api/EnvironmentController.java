package dev.winnow.api;

import dev.winnow.access.Caller;
import dev.winnow.deployment.Environments;
import dev.winnow.deployment.Environments.Running;
import dev.winnow.deployment.ProductionCriticals;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.Findings;
import dev.winnow.finding.WaitingFixes;
import dev.winnow.importers.Severity;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.project.SeverityCounts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What runs where now, and what is critical in production. */
@Tag(name = "Deployments")
@RestController
@RequestMapping("/api/v1")
class EnvironmentController {
    private static final int LARGEST_PAGE = 200;

    private final Environments environments;
    private final ProductionCriticals criticals;
    private final Projects projects;
    private final Findings findings;
    private final ShownFindings shownFindings;
    private final Clock clock;

    EnvironmentController(
            Environments environments,
            ProductionCriticals criticals,
            Projects projects,
            Findings findings,
            ShownFindings shownFindings,
            Clock clock) {
        this.environments = environments;
        this.criticals = criticals;
        this.projects = projects;
        this.findings = findings;
        this.shownFindings = shownFindings;
        this.clock = clock;
    }

    /**
     * What runs in an environment now.
     *
     * @param since since when the build runs there without another in between
     * @param openCriticals of the build, of every kind, without silenced ones
     */
    record EnvironmentJson(
            String project,
            String environment,
            boolean production,
            Instant since,
            BuildJson build,
            int openCriticals,
            FixesJson fixesWaiting) {}

    /** Findings of the build that have been closed on the tracked branch and wait to be deployed; the worst first. */
    record FixesJson(int total, Map<Severity, Integer> bySeverity, List<FindingJson> firstFindings) {}

    /** A page of environments in which something runs. @param total of all pages */
    record EnvironmentsJson(List<EnvironmentJson> environments, int total, int page, int size) {}

    /** How many there are in a project. */
    record CountJson(String project, int count) {}

    /**
     * What was critical in production.
     *
     * @param count of all projects together
     * @param projects those with any, by name
     */
    record CriticalsJson(
            Instant at, int count, List<CountJson> projects, List<FindingJson> findings, int page, int size) {}

    @Operation(
            summary =
                    "What runs in all environments of all projects that the caller may read; production and the worst first")
    @GetMapping("/environments")
    EnvironmentsJson all(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return page(environments.all(caller), page, size);
    }

    @Operation(summary = "What runs in the environments of a project; production and the worst first")
    @GetMapping("/projects/{project}/environments")
    EnvironmentsJson ofProject(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String project,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return page(environments.of(caller, project), page, size);
    }

    private EnvironmentsJson page(List<Running> all, int page, int size) {
        checkPage(page, size);
        String root = Links.root();
        return new EnvironmentsJson(
                all.stream()
                        .skip((long) page * size)
                        .limit(size)
                        .map(running -> json(running, root))
                        .toList(),
                all.size(),
                page,
                size);
    }

    private static void checkPage(int page, int size) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw new InvalidRequest("size: 1 to " + LARGEST_PAGE + ".");
        }
        if (page < 0) {
            throw new InvalidRequest("page: from 0.");
        }
    }

    private EnvironmentJson json(Running running, String root) {
        String project = running.project().name();
        return new EnvironmentJson(
                project,
                running.environment().name(),
                running.environment().production(),
                running.environment().since().orElseThrow(),
                BuildJson.of(running.build(), Links.buildPage(root, project, running.build())),
                running.build().findings().of(Severity.CRITICAL),
                fixes(running));
    }

    private FixesJson fixes(Running running) {
        WaitingFixes.Waiting waiting = environments.waitingFor(running);
        SeverityCounts counts = waiting.counts();
        return new FixesJson(
                counts.total(),
                counts.bySeverity(),
                counts.total() == 0
                        ? List.of()
                        : shownFindings.of(
                                findings.page(running.project().id(), waiting.findings(), waiting.content(), 0, 10)));
    }

    @Operation(
            summary = "Critical CVEs in production at an instant",
            description =
                    "Distinct critical vulnerabilities, without those silenced then, in the builds that ran in environments of"
                            + " production then. One in several environments of a project is one. What a later scan of a running"
                            + " build found counts from when that scan finished.")
    @GetMapping("/production/criticals")
    CriticalsJson criticals(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Only this project") @RequestParam(required = false) @Nullable String project,
            @Parameter(description = "Not in the future; left out: now") @RequestParam(required = false) @Nullable
                    Instant at,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        checkPage(page, size);
        Instant now = clock.instant();
        Instant instant = at == null ? now : at;
        if (instant.isAfter(now)) {
            throw new InvalidRequest("at: lies in the future.");
        }
        Map<Long, Project> asked =
                asked(caller, project).stream().collect(Collectors.toMap(Project::id, Function.identity()));
        SortedMap<Long, RoaringBitmap> found = criticals.at(asked.keySet(), instant);
        List<Long> ids = found.entrySet().stream()
                .flatMap(one -> one.getValue().stream().mapToObj(number -> FindingId.of(one.getKey(), number)))
                .toList();
        return new CriticalsJson(
                instant,
                ids.size(),
                found.entrySet().stream()
                        .map(one -> new CountJson(
                                Objects.requireNonNull(asked.get(one.getKey())).name(),
                                one.getValue().getCardinality()))
                        .sorted(Comparator.comparing(CountJson::project))
                        .toList(),
                shownFindings.of(findings.ofIds(
                        ids.stream().skip((long) page * size).limit(size).toList())),
                page,
                size);
    }

    /** One that the caller may not know of is not there. */
    private List<Project> asked(Caller caller, @Nullable String name) {
        return name == null
                ? projects.visibleTo(caller)
                : List.of(projects.findByName(name)
                        .filter(project -> caller.mayRead(project.name()))
                        .orElseThrow(() -> new NotFound("There is no project " + name + ".")));
    }
}
