package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings;
import dev.winnow.importers.Severity;
import dev.winnow.problem.Conflict;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.runtime.AlertGroup;
import dev.winnow.runtime.Alerts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** Takes alerts of what happens at run time, and tells how many came. */
@Tag(name = "Alerts")
@RestController
@RequestMapping("/api/v1/projects/{project}/alerts")
class AlertController {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int LARGEST_PAGE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Alerts alerts;
    private final ReportRefusals refusals;
    private final Builds builds;
    private final Findings findings;

    AlertController(Alerts alerts, ReportRefusals refusals, Builds builds, Findings findings) {
        this.alerts = alerts;
        this.refusals = refusals;
        this.builds = builds;
        this.findings = findings;
    }

    /**
     * @param accepted how many alerts the request held
     * @param note what is odd about it, such as an environment that nothing was deployed to; absent: nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TakenJson(int accepted, @Nullable String note) {}

    /**
     * Alerts of one rule about one workload of one build.
     *
     * @param finding id of the finding that they are
     * @param rule that saw them
     * @param workload that they are about; absent where the alerts name none
     * @param build that ran there, or that was taken for it
     * @param author who made its commit; absent where no upload said so
     * @param foundBy how the build was found
     * @param byDay how many there were by day, in UTC
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AlertsJson(
            String finding,
            String findingUrl,
            @Nullable String rule,
            @Nullable String workload,
            @Nullable Severity severity,
            long count,
            Instant firstAt,
            Instant lastAt,
            @Nullable BuildJson build,
            @Nullable String author,
            String foundBy,
            @Nullable String environment,
            @Nullable String image,
            SortedMap<LocalDate, Long> byDay) {
        static AlertsJson of(
                AlertGroup group, String project, @Nullable Finding finding, @Nullable Build build, String root) {
            return new AlertsJson(
                    Long.toString(group.findingId()),
                    Links.findingPage(root, group.findingId()),
                    finding == null ? null : finding.title(),
                    finding == null ? null : finding.place(),
                    finding == null ? null : finding.severity(),
                    group.alerts(),
                    group.firstAt(),
                    group.lastAt(),
                    build == null ? null : BuildJson.of(build, Links.buildPage(root, project, build)),
                    build == null ? null : build.author().orElse(null),
                    group.foundBy().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    group.environment().orElse(null),
                    group.image().orElse(null),
                    group.byDay());
        }
    }

    /** A page, those that happened last first. @param next what to ask for as {@code before}; absent on the last page */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PageJson(List<AlertsJson> alerts, @Nullable String next) {}

    @Operation(
            summary = "Takes alerts of Falco's",
            description = "For those who upload for the project. The body is what Falco's HTTP output or Falcosidekick"
                    + " sends: one alert, an array of them, or one a line, also as gzip. `202` says that they are safe on disk;"
                    + " they become findings within a second or so. Alerts of one rule about one workload are one finding with a"
                    + " count. Falco can only put a user and a password into its address: the token may come as that password."
                    + " `409`: the idempotency key was that of another request.")
    @PostMapping
    DeferredResult<ResponseEntity<?>> take(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String project,
            @Parameter(
                            description =
                                    "The environment that the alerts are from, as deployments name it; `note` says where nothing"
                                            + " was deployed to one of that name yet")
                    @RequestParam(required = false)
                    @Nullable
                    String environment,
            @Parameter(description = "Of a project that is not there yet") @RequestParam(required = false) @Nullable
                    String team,
            @Parameter(
                            description =
                                    "For who sends again what may have arrived: the same request with the same key counts once,"
                                            + " for seven days")
                    @RequestHeader(name = IDEMPOTENCY_KEY, required = false)
                    @Nullable
                    String key,
            HttpServletRequest request)
            throws IOException {
        String from = UploadParameters.text("environment", environment, 100);
        CompletableFuture<ResponseEntity<?>> answer =
                refusals.guarding(() -> alerts.take(caller, project, from, team, key, UploadBody.of(request))
                        .handle((taken, failure) -> answer(taken, failure)));
        return Deferred.at(PATIENCE, answer);
    }

    private static ResponseEntity<?> answer(Alerts.@Nullable Taken taken, @Nullable Throwable failure) {
        if (failure == null && taken != null) {
            return ResponseEntity.accepted()
                    .body(new TakenJson(taken.alerts(), taken.note().orElse(null)));
        }
        if (failure != null && failure.getCause() instanceof Conflict conflict) {
            throw conflict;
        }
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                Optional.ofNullable(failure)
                        .flatMap(Alerts::full)
                        .orElse("The alerts could not be stored: send them again."));
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @Operation(
            summary = "Alerts of a project, those that happened last first, a page at a time",
            description = "Each line is one rule about one workload of one build, with its count, and the author of the"
                    + " commit where an upload said who that is.")
    @GetMapping
    PageJson all(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String project,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int size) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw new InvalidRequest("size: 1 to " + LARGEST_PAGE + ".");
        }
        List<AlertGroup> page = alerts.page(caller, project, before, size + 1);
        List<AlertGroup> shown = page.subList(0, Math.min(size, page.size()));
        var ids = new HashSet<Long>();
        shown.forEach(group -> ids.add(group.buildId()));
        Map<Long, Build> byId =
                builds.findByIdIn(ids).stream().collect(Collectors.toMap(Build::id, Function.identity()));
        Map<Long, Finding> named =
                findings
                        .ofIds(shown.stream()
                                .map(AlertGroup::findingId)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Finding::id, Function.identity()));
        String root = Links.root();
        return new PageJson(
                shown.stream()
                        .map(group -> AlertsJson.of(
                                group, project, named.get(group.findingId()), byId.get(group.buildId()), root))
                        .toList(),
                page.size() > size ? Long.toString(shown.getLast().id()) : null);
    }
}
