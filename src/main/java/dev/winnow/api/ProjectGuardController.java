package dev.winnow.api;

import dev.winnow.access.Caller;
import dev.winnow.finding.Scan;
import dev.winnow.guard.GuardDetail;
import dev.winnow.guard.GuardDetail.RuleCount;
import dev.winnow.guard.GuardDetails;
import dev.winnow.guard.GuardMaps;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The guards of one project: where they stand, how they run, what is missing, and each of them closely. */
@Tag(name = "Guards")
@RestController
@RequestMapping("/api/v1/projects/{project}/guards")
class ProjectGuardController {
    /** Rules and scans that come with a guard; the rest is asked for in pages. */
    private static final int SHOWN = 20;

    private final Projects projects;
    private final GuardMaps maps;
    private final GuardDetails details;
    private final ScanViews views;

    ProjectGuardController(Projects projects, GuardMaps maps, GuardDetails details, ScanViews views) {
        this.projects = projects;
        this.maps = maps;
        this.details = details;
        this.views = views;
    }

    @Operation(
            summary = "The guards of a project by stage and category, how they run, and which are missing",
            description =
                    "Counted on the newest 20 builds of the tracked branch, and on those of changes and other branches among"
                            + " the newest 40 builds. `afterCommit` is the median time from the commit to the end of the guard's"
                            + " first complete scan, on builds whose commit time is known; `afterFirstReport` the one from the"
                            + " end of the build's first scan. `expected` is `policy` where the policy in force names the guard,"
                            + " `habit` where it names none and the guard ran for one of the two newest builds. `starters` are"
                            + " the five guards to start with; each that is no `covered` one says what to do next.")
    @GetMapping
    GuardMapJson map(@AuthenticationPrincipal Caller caller, @PathVariable("project") String name) {
        return GuardMapJson.of(maps.of(find(caller, name)));
    }

    @Operation(
            summary = "One guard of a project: its streams, scans, tool versions, rules, and what only it finds",
            description =
                    "With its newest 20 scans and the 20 rules of most open findings. `findings` are those it sees on"
                            + " the tracked branch now, silenced or not: `alone` that no other guard sees, `shared` with each of the"
                            + " others that sees any of them.")
    @GetMapping("/{guard}")
    GuardDetailJson one(
            @AuthenticationPrincipal Caller caller, @PathVariable("project") String name, @PathVariable String guard) {
        Project project = find(caller, name);
        GuardDetail detail = details.of(project, guard);
        List<RuleCount> rules = details.rules(project, guard);
        String root = Links.root();
        return GuardDetailJson.of(
                detail,
                rules.stream().limit(SHOWN).toList(),
                rules.size(),
                views.of(details.scans(project, guard, Long.MAX_VALUE, SHOWN), root),
                views.of(details.failed(project, guard), root));
    }

    /** A page of scans, newest first. @param next what to ask for as {@code before}; absent on the last page */
    @com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
    record ScansJson(List<ScanJson> scans, @Nullable String next) {}

    @Operation(
            summary = "Scans of a guard, newest first, a page at a time",
            description = "Of the tracked branch, and of other branches that were among the newest builds.")
    @GetMapping("/{guard}/scans")
    ScansJson scans(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("project") String name,
            @PathVariable String guard,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable Long before,
            @Parameter(description = PageSize.WORDS) @RequestParam(defaultValue = PageSize.USUAL) int size) {
        if (before != null && before < 1) {
            throw new InvalidRequest("before: not what a page gave as next.");
        }
        List<Scan> page = details.scans(
                find(caller, name), guard, before == null ? Long.MAX_VALUE : before, PageSize.of(size) + 1);
        List<Scan> shown = page.stream().limit(size).toList();
        return new ScansJson(
                views.of(shown, Links.root()),
                page.size() > size ? Long.toString(shown.getLast().id()) : null);
    }

    private Project find(Caller caller, String name) {
        return projects.findByName(name)
                .filter(project -> caller.mayRead(project.name()))
                .orElseThrow(() -> new NotFound("There is no project " + name + "."));
    }
}
