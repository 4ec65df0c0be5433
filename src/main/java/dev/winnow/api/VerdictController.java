package dev.winnow.api;

import dev.winnow.access.Caller;
import dev.winnow.finding.Scans;
import dev.winnow.gate.GateAnswer;
import dev.winnow.gate.GateAnswers;
import dev.winnow.gate.GateQuestion;
import dev.winnow.intake.UploadPermission;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Outcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** The question a pipeline ends with: may it go on. */
@Tag(name = "Gate")
@RestController
@RequestMapping("/api/v1/projects/{project}")
class VerdictController {
    private static final int LONGEST_WAIT = 60;
    private static final int MOST_GUARDS = 100;

    /** Seconds after which a pipeline asks again that did not wait. */
    private static final String ASK_AGAIN = "5";

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final GateAnswers answers;
    private final GateViews views;
    private final Scans scans;
    private final UploadPermission uploads;

    VerdictController(GateAnswers answers, GateViews views, Scans scans, UploadPermission uploads) {
        this.answers = answers;
        this.views = views;
        this.scans = scans;
        this.uploads = uploads;
    }

    @Operation(
            summary = "The gate's verdict on a build, once all that was uploaded for it is settled",
            description =
                    "Settled: no report that was uploaded for the build (by the pipeline's id, or the commit where it has none)"
                            + " is still to be read, at least one scanner ran through, and no guard is missing that is expected,"
                            + " or named in `guards`. Where builds of several branches have the id, the worst of them counts, and"
                            + " of each branch the one with the newest upload; `branch` and `commit` say which. Until then the"
                            + " answer is 202 with what is missing. Waits up to `wait` seconds for it. With `enforce` a failed"
                            + " gate is 422, and no verdict is 409, both as problem+json with the same members, where `status`"
                            + " is the number of HTTP and `state` says what `status` says otherwise.")
    @ApiResponse(
            responseCode = "200",
            description =
                    "Settled: `verdict` is fail, warn or pass. Or `unreadable`: no report could be read, no verdict",
            content = @Content(schema = @Schema(implementation = GateJson.class)))
    @ApiResponse(
            responseCode = "202",
            description = "Pending: `missing` says what is missing",
            content = @Content(schema = @Schema(implementation = GateJson.class)))
    @ApiResponse(
            responseCode = "404",
            description = "There is no such project, or nothing was uploaded for such a build until `wait` was over",
            content = @Content)
    @ApiResponse(responseCode = "409", description = "With `enforce`: there is no verdict", content = @Content)
    @ApiResponse(responseCode = "422", description = "With `enforce`: the gate fails the build", content = @Content)
    @GetMapping("/builds/{build}/verdict")
    DeferredResult<ResponseEntity<?>> verdict(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String project,
            @Parameter(description = "By the pipeline's id, percent-encoded; or the commit where it has none")
                    @PathVariable
                    String build,
            @Parameter(description = "Only of this branch") @RequestParam(required = false) @Nullable String branch,
            @Parameter(description = "Only of this commit") @RequestParam(required = false) @Nullable String commit,
            @Parameter(description = "Names of guards that have to have reported besides those expected, with commas")
                    @RequestParam(required = false)
                    @Nullable
                    String guards,
            @Parameter(description = "Whether a verdict will do although expected guards are missing")
                    @RequestParam(defaultValue = "false")
                    boolean provisional,
            @Parameter(description = "Whether a failed gate, and no verdict, are errors")
                    @RequestParam(defaultValue = "false")
                    boolean enforce,
            @Parameter(description = "Seconds to wait until it is settled, 0 to 60") @RequestParam(defaultValue = "0")
                    int wait,
            @Parameter(
                            description = "`text`: lines for the log of a pipeline",
                            schema = @Schema(allowableValues = {"json", "text"}))
                    @RequestParam(defaultValue = "json")
                    String format) {
        if (wait < 0 || wait > LONGEST_WAIT) {
            throw new InvalidRequest("wait: seconds from 0 to " + LONGEST_WAIT + ".");
        }
        if (!Set.of("json", "text").contains(format)) {
            throw new InvalidRequest("format: json or text.");
        }
        String id = UploadParameters.text("build", build, 200);
        if (id == null) {
            throw new InvalidRequest("build: say which build, by the pipeline's id or by the commit.");
        }
        var question = new GateQuestion(
                project,
                id,
                UploadParameters.text("commit", commit, 100),
                UploadParameters.text("branch", UploadParameters.branchName(branch), 250),
                names(guards),
                provisional);
        requireFollowing(caller, question);
        var form = new Form(enforce, format.equals("text"), Links.root());
        return waiting(question, Duration.ofSeconds(wait), form);
    }

    @Operation(
            summary = "The same, where the build is easier to say as a parameter",
            description = "For pipelines whose builds have slashes or percent signs in their ids.")
    @ApiResponse(
            responseCode = "200",
            description = "As of the verdict of a build",
            content = @Content(schema = @Schema(implementation = GateJson.class)))
    @GetMapping("/verdict")
    DeferredResult<ResponseEntity<?>> verdictOf(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String project,
            @RequestParam(defaultValue = "") String build,
            @RequestParam(required = false) @Nullable String branch,
            @RequestParam(required = false) @Nullable String commit,
            @RequestParam(required = false) @Nullable String guards,
            @RequestParam(defaultValue = "false") boolean provisional,
            @RequestParam(defaultValue = "false") boolean enforce,
            @RequestParam(defaultValue = "0") int wait,
            @RequestParam(defaultValue = "json") String format) {
        return verdict(caller, project, build, branch, commit, guards, provisional, enforce, wait, format);
    }

    /** How to answer. @param root where Winnow is reached */
    private record Form(boolean enforce, boolean text, String root) {}

    private static Set<String> names(@Nullable String guards) {
        if (guards == null) {
            return Set.of();
        }
        Set<String> names = Arrays.stream(guards.split(",", -1))
                .map(name -> UploadParameters.text("guards", name, 100))
                .filter(name -> name != null)
                .collect(Collectors.toSet());
        if (names.size() > MOST_GUARDS) {
            throw new InvalidRequest("guards: more than " + MOST_GUARDS + ".");
        }
        return names;
    }

    /** Readers, and those who upload; also what they upload for a project that is only being created. */
    private void requireFollowing(Caller caller, GateQuestion question) {
        boolean follows = caller.mayFollowScans(question.project())
                || scans.unsettled(question.project(), question.build(), null, null, Limit.of(1)).stream()
                        .anyMatch(scan -> uploads.follows(caller, scan));
        if (!follows) {
            throw noProject(question);
        }
    }

    private static NotFound noProject(GateQuestion question) {
        return new NotFound("There is no project " + question.project() + ".");
    }

    private DeferredResult<ResponseEntity<?>> waiting(GateQuestion question, Duration patience, Form form) {
        return Deferred.at(
                patience, answers.answer(question, patience).thenApply(answer -> response(question, answer, form)));
    }

    private ResponseEntity<?> response(GateQuestion question, GateAnswer answer, Form form) {
        return switch (answer) {
            case GateAnswer.Settled settled -> {
                GateJson said = views.of(question, settled, form.root());
                boolean fails = settled.verdict().outcome() == Outcome.FAIL;
                yield form.enforce() && fails
                        ? refusal(HttpStatus.UNPROCESSABLE_CONTENT, "The gate fails this build", said, form)
                        : answer(HttpStatus.OK, said, form);
            }
            case GateAnswer.Pending pending -> {
                GateJson said = views.of(question, pending);
                yield form.enforce() ? noVerdict(said, form) : answer(HttpStatus.ACCEPTED, said, form);
            }
            case GateAnswer.Unreadable unreadable -> {
                GateJson said = views.of(question, unreadable);
                yield form.enforce() ? noVerdict(said, form) : answer(HttpStatus.OK, said, form);
            }
            case GateAnswer.Unknown unknown ->
                throw unknown.projectKnown()
                        ? new NotFound("Project " + question.project() + " has no build " + question.build()
                                + (question.branch() == null ? "" : " of branch " + question.branch())
                                + (question.commit() == null ? "" : " of commit " + question.commit())
                                + ": no report came for it.")
                        : noProject(question);
        };
    }

    private static ResponseEntity<?> noVerdict(GateJson said, Form form) {
        return refusal(HttpStatus.CONFLICT, "There is no verdict on this build", said, form);
    }

    private static ResponseEntity<?> answer(HttpStatus status, GateJson said, Form form) {
        var response = ResponseEntity.status(status);
        if (status == HttpStatus.ACCEPTED) {
            response.header(HttpHeaders.RETRY_AFTER, ASK_AGAIN);
        }
        return form.text()
                ? response.contentType(TEXT).body(GateText.of(said))
                : response.contentType(MediaType.APPLICATION_JSON).body(said);
    }

    private static ResponseEntity<?> refusal(HttpStatus status, String title, GateJson said, Form form) {
        var response = ResponseEntity.status(status);
        if (said.missing() != null) {
            response.header(HttpHeaders.RETRY_AFTER, ASK_AGAIN);
        }
        return form.text()
                ? response.contentType(TEXT).body(GateText.of(said))
                : response.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem(status, title, said));
    }

    /** In a problem {@code status} is a number. */
    private static ProblemDetail problem(HttpStatus status, String title, GateJson said) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, said.detail());
        problem.setTitle(title);
        problem.setProperty("state", said.status());
        put(problem, "verdict", said.verdict());
        put(problem, "build", said.build());
        put(problem, "policy", said.policy());
        put(problem, "reasons", said.reasons());
        put(problem, "others", said.others());
        put(problem, "missing", said.missing());
        put(problem, "failedScans", said.failedScans());
        return problem;
    }

    private static void put(ProblemDetail problem, String name, @Nullable Object value) {
        if (value != null) {
            problem.setProperty(name, value);
        }
    }
}
