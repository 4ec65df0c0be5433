package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.finding.StreamCare;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The streams of a project's tracked branch, and what people decide about them. */
@Tag(name = "Streams")
@RestController
@RequestMapping("/api/v1/projects/{project}/streams")
class StreamController {
    private final Projects projects;
    private final Guards guards;
    private final StreamCare care;

    StreamController(Projects projects, Guards guards, StreamCare care) {
        this.projects = projects;
        this.guards = guards;
        this.care = care;
    }

    /**
     * A stream.
     *
     * @param open findings it contains
     * @param held closings that wait for confirmation
     * @param stale whether the ten newest builds came without it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StreamJson(
            String id,
            String guard,
            String target,
            int open,
            int held,
            boolean stale,
            @Nullable Instant retiredAt) {}

    /** How many findings were closed. */
    record ClosedJson(int closed) {}

    @Operation(summary = "The streams of the tracked branch, with what they contain and what is held")
    @GetMapping
    List<StreamJson> all(@AuthenticationPrincipal Caller caller, @PathVariable("project") String name) {
        Project project = find(caller, name);
        Map<Long, String> names = guards.findByProjectIdOrderByName(project.id()).stream()
                .collect(Collectors.toMap(Guard::id, Guard::name));
        return care.of(project).stream()
                .map(kept -> new StreamJson(
                        Long.toString(kept.stream().id()),
                        names.getOrDefault(kept.stream().guardId(), ""),
                        kept.stream().target(),
                        kept.open(),
                        kept.held(),
                        kept.stale(),
                        kept.stream().retiredAt().orElse(null)))
                .toList();
    }

    @Operation(summary = "Believes a scan that missed most of its stream: closes what was held back")
    @PostMapping("/{stream}/confirm")
    ClosedJson confirm(
            @AuthenticationPrincipal Caller caller, @PathVariable("project") String name, @PathVariable long stream) {
        return new ClosedJson(care.confirm(decidable(caller, name, stream), caller.actor()));
    }

    @Operation(
            summary =
                    "Retires a stream whose guard runs no more: what only it contains closes as retired, not as fixed")
    @PostMapping("/{stream}/retire")
    ClosedJson retire(
            @AuthenticationPrincipal Caller caller, @PathVariable("project") String name, @PathVariable long stream) {
        return new ClosedJson(care.retire(decidable(caller, name, stream), caller.actor()));
    }

    private long decidable(Caller caller, String name, long stream) {
        Project project = find(caller, name);
        if (!caller.mayTriage(name)) {
            throw new NotPermitted("Only those who triage project " + name + " may do this.");
        }
        return care.of(project).stream()
                .map(kept -> kept.stream().id())
                .filter(id -> id == stream)
                .findFirst()
                .orElseThrow(() -> new NotFound("Project " + name + " has no stream " + stream + "."));
    }

    private Project find(Caller caller, String name) {
        return projects.findByName(name)
                .filter(project -> caller.mayRead(project.name()))
                .orElseThrow(() -> new NotFound("There is no project " + name + "."));
    }
}
