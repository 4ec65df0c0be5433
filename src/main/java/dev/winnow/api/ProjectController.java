package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.winnow.access.Caller;
import dev.winnow.finding.BuildContent;
import dev.winnow.finding.BuildContents;
import dev.winnow.finding.Findings;
import dev.winnow.finding.Scan;
import dev.winnow.finding.Scans;
import dev.winnow.importers.Severity;
import dev.winnow.policy.Verdicts;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Projects and their builds. */
@Tag(name = "Projects")
@RestController
@RequestMapping("/api/v1/projects")
class ProjectController {
    private static final int LARGEST_PAGE = 200;

    private final Projects projects;
    private final Builds builds;
    private final Scans scans;
    private final ScanViews views;
    private final BuildContents contents;
    private final Findings findings;
    private final ShownFindings shownFindings;
    private final Verdicts verdicts;

    ProjectController(
            Projects projects,
            Builds builds,
            Scans scans,
            ScanViews views,
            BuildContents contents,
            Findings findings,
            ShownFindings shownFindings,
            Verdicts verdicts) {
        this.projects = projects;
        this.builds = builds;
        this.scans = scans;
        this.views = views;
        this.contents = contents;
        this.findings = findings;
        this.shownFindings = shownFindings;
        this.verdicts = verdicts;
    }

    /** A project with its newest build. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProjectJson(
            String name,
            @Nullable String team,
            boolean fourEyes,
            String trackedBranch,
            Map<Severity, Integer> open,
            int silenced,
            @Nullable BuildJson newestBuild) {}

    /** A page of builds, newest first. @param next what to ask for as {@code before}; absent on the last page */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BuildsJson(List<BuildJson> builds, @Nullable String next) {}

    /** A build with what it consists of. @param verdict absent while nobody scanned it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BuildDetailsJson(
            BuildJson build, @Nullable VerdictJson verdict, List<ScanJson> scans, ChangesJson changes) {}

    /** @param rule absent where no rule asked for more than passing */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VerdictJson(String outcome, @Nullable String rule, int findings, List<FindingJson> firstFindings) {}

    record ChangesJson(@JsonProperty("new") List<FindingJson> fresh, List<FindingJson> fixed) {}

    @Operation(summary = "All projects that the caller may read, by name, with their newest build")
    @GetMapping
    List<ProjectJson> all(@AuthenticationPrincipal Caller caller) {
        String root = Links.root();
        Map<Long, Build> newest =
                builds.newestOfEachProject().stream().collect(Collectors.toMap(Build::projectId, Function.identity()));
        return projects.visibleTo(caller).stream()
                .map(project -> json(project, Optional.ofNullable(newest.get(project.id())), root))
                .toList();
    }

    @Operation(summary = "A project with its newest build on the tracked branch")
    @GetMapping("/{project}")
    ProjectJson one(@AuthenticationPrincipal Caller caller, @PathVariable("project") String name) {
        Project project = find(caller, name);
        List<Build> newest = builds.newestOnBranch(project.id(), project.trackedBranch(), Limit.of(1));
        return json(project, newest.stream().findFirst(), Links.root());
    }

    private static ProjectJson json(Project project, Optional<Build> newest, String root) {
        return new ProjectJson(
                project.name(),
                project.team(),
                project.fourEyes(),
                project.trackedBranch(),
                project.open().bySeverity(),
                project.openSilenced(),
                newest.map(build -> json(project, build, root)).orElse(null));
    }

    private static BuildJson json(Project project, Build build, String root) {
        return BuildJson.of(build, Links.buildPage(root, project.name(), build));
    }

    @Operation(summary = "A project's builds, newest first, a page at a time")
    @GetMapping("/{project}/builds")
    BuildsJson builds(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("project") String name,
            @Parameter(description = "Only this branch") @RequestParam(required = false) @Nullable String branch,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable
                    String before,
            @RequestParam(defaultValue = "50") int size) {
        Project project = find(caller, name);
        if (size < 1 || size > LARGEST_PAGE) {
            throw new InvalidRequest("size: 1 to " + LARGEST_PAGE + ".");
        }
        Limit limit = Limit.of(size + 1);
        List<Build> page;
        if (before == null) {
            page = branch == null
                    ? builds.newest(project.id(), limit)
                    : builds.newestOnBranch(project.id(), branch, limit);
        } else {
            Build last = internal(project, before);
            page = branch == null
                    ? builds.olderThan(project.id(), last.placedAt(), last.id(), limit)
                    : builds.olderOnBranch(project.id(), branch, last.placedAt(), last.id(), limit);
        }
        String root = Links.root();
        List<Build> shown = page.subList(0, Math.min(size, page.size()));
        return new BuildsJson(
                shown.stream().map(build -> json(project, build, root)).toList(),
                page.size() > size ? Long.toString(shown.getLast().id()) : null);
    }

    private Build internal(Project project, String id) {
        return parsed(id)
                .flatMap(builds::findById)
                .filter(build -> build.projectId() == project.id())
                .orElseThrow(() -> new InvalidRequest("before: not what a page gave as next."));
    }

    @Operation(
            summary = "A build by the pipeline's id, or the commit where it has none",
            description =
                    "Where several branches use the same id, the newest build of it; say `branch` for another. Of its scans the"
                            + " newest 200 are listed, in the order of their arrival.")
    @GetMapping("/{project}/builds/{build}")
    BuildDetailsJson build(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("project") String name,
            @PathVariable("build") String id,
            @RequestParam(required = false) @Nullable String branch) {
        Project project = find(caller, name);
        Build build = builds.byCiId(project.id(), id, Limit.of(LARGEST_PAGE)).stream()
                .filter(candidate -> branch == null || branch.equals(candidate.branch()))
                .findFirst()
                .orElseThrow(() -> new NotFound("Project " + name + " has no build " + id + "."));
        String root = Links.root();
        BuildContent content = contents.of(build);
        List<Scan> newest = scans.newestOfBuild(build.id(), Limit.of(LARGEST_PAGE));
        return new BuildDetailsJson(
                json(project, build, root),
                verdict(project, build, content),
                views.of(newest.reversed(), root),
                new ChangesJson(
                        shownFindings.of(findings.page(project.id(), content.fresh(), content.all(), 0, LARGEST_PAGE)),
                        shownFindings.of(
                                findings.page(project.id(), content.fixed(), content.all(), 0, LARGEST_PAGE))));
    }

    private @Nullable VerdictJson verdict(Project project, Build build, BuildContent content) {
        return verdicts.of(build)
                .map(verdict -> new VerdictJson(
                        verdict.outcome().word(),
                        verdict.rule().orElse(null),
                        verdict.findings().getCardinality(),
                        shownFindings.of(findings.page(project.id(), verdict.findings(), content.all(), 0, 20))))
                .orElse(null);
    }

    private static Optional<Long> parsed(String id) {
        try {
            return Optional.of(Long.parseLong(id));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** One that the caller may not know of is not there. */
    private Project find(Caller caller, String name) {
        return projects.findByName(name)
                .filter(project -> caller.mayRead(project.name()))
                .orElseThrow(() -> new NotFound("There is no project " + name + "."));
    }
}
