package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.deployment.Deployment;
import dev.winnow.deployment.Deployments;
import dev.winnow.deployment.NewDeployment;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.project.Build;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Records what runs where, and reads the history of it. */
@Tag(name = "Deployments")
@RestController
@RequestMapping("/api/v1/projects/{project}")
class DeploymentController {
    private static final int LARGEST_PAGE = 200;

    private final Deployments deployments;

    DeploymentController(Deployments deployments) {
        this.deployments = deployments;
    }

    /**
     * Exactly one of build, commit and digest names the build.
     *
     * @param build the pipeline's id
     * @param digest of the image, as a report of the build names it: {@code sha256:…}, alone or behind a name and {@code @}
     * @param branch where the build is; left out: of several with the name the newest
     * @param production whether the environment is one of production; left out: as it was, and at first as its name says
     * @param deployedAt not in the future; left out: now
     */
    record DeploymentRequest(
            @Size(min = 1, max = 200) @Nullable String build,
            @Size(min = 1, max = 100) @Nullable String commit,
            @Size(min = 1, max = 1000) @Nullable String digest,
            @Size(min = 1, max = 250) @Nullable String branch,
            @NotBlank @Size(max = 100) String environment,
            @Nullable Boolean production,
            @Nullable Instant deployedAt) {
        NewDeployment wanted() {
            return new NewDeployment(
                    Optional.ofNullable(build),
                    Optional.ofNullable(commit),
                    Optional.ofNullable(digest),
                    Optional.ofNullable(branch),
                    environment,
                    Optional.ofNullable(production),
                    Optional.ofNullable(deployedAt));
        }
    }

    /**
     * A deployment.
     *
     * @param build absent where from then on nothing ran there
     * @param replaced the pipeline's id of the build that ran there until then; absent where nothing did
     * @param rollback whether the build is older than the one it replaced
     * @param by login of who recorded it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeploymentJson(
            String id,
            String project,
            String environment,
            boolean production,
            @Nullable BuildJson build,
            @Nullable String replaced,
            boolean rollback,
            Instant deployedAt,
            Instant recordedAt,
            String by) {
        static DeploymentJson of(Deployment deployment, String project, Map<Long, Build> builds, String root) {
            return new DeploymentJson(
                    Long.toString(deployment.id()),
                    project,
                    deployment.environment(),
                    deployment.production(),
                    deployment
                            .buildId()
                            .map(builds::get)
                            .map(build -> BuildJson.of(build, Links.buildPage(root, project, build)))
                            .orElse(null),
                    deployment.replacedId().map(builds::get).map(Build::ciId).orElse(null),
                    deployment.rollback(),
                    deployment.deployedAt(),
                    deployment.recordedAt(),
                    deployment.recordedBy());
        }
    }

    /** A page of deployments, newest first. @param next what to ask for as {@code before}; absent on the last page */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeploymentsJson(
            List<DeploymentJson> deployments, @Nullable String next) {}

    @Operation(
            summary = "Records that a build runs in an environment",
            description =
                    "For those who upload for the project. `201` where it is new; `200` where it is known: the same build in the"
                            + " same environment at the same time, or, without a time, the build that runs there already. One"
                            + " that is told late takes its place in the history. A deployment of an older build is a rollback.")
    @PostMapping("/deployments")
    ResponseEntity<DeploymentJson> record(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String project,
            @Valid @RequestBody DeploymentRequest request) {
        var recorded = deployments.record(caller, project, request.wanted());
        var builds = deployments.buildsOf(List.of(recorded.deployment()));
        return ResponseEntity.status(recorded.made() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(DeploymentJson.of(recorded.deployment(), project, builds, Links.root()));
    }

    @Operation(summary = "Deployments of a project, newest first, a page at a time")
    @GetMapping("/deployments")
    DeploymentsJson all(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String project,
            @Parameter(description = "Only this environment") @RequestParam(required = false) @Nullable
                    String environment,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int size) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw new InvalidRequest("size: 1 to " + LARGEST_PAGE + ".");
        }
        List<Deployment> page = deployments.page(caller, project, environment, before, size + 1);
        List<Deployment> shown = page.subList(0, Math.min(size, page.size()));
        Map<Long, Build> builds = deployments.buildsOf(shown);
        String root = Links.root();
        return new DeploymentsJson(
                shown.stream()
                        .map(one -> DeploymentJson.of(one, project, builds, root))
                        .toList(),
                page.size() > size ? Long.toString(shown.getLast().id()) : null);
    }

    @Operation(
            summary = "Empties an environment: nothing runs there any more",
            description =
                    "For those who upload for the project. Its history stays; the next deployment brings it back.")
    @DeleteMapping("/environments/{environment}")
    ResponseEntity<Void> empty(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String project,
            @PathVariable String environment,
            @Parameter(description = "Since when, not in the future; left out: now")
                    @RequestParam(required = false)
                    @Nullable
                    Instant at) {
        deployments.empty(caller, project, environment, at);
        return ResponseEntity.noContent().build();
    }
}
