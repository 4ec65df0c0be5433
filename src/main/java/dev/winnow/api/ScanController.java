package dev.winnow.api;

import dev.winnow.access.Caller;
import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanStatus;
import dev.winnow.finding.Scans;
import dev.winnow.importers.ReportException;
import dev.winnow.intake.Intake;
import dev.winnow.intake.IntakeSettings;
import dev.winnow.intake.UploadPermission;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipException;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Reports in, scans out. */
@Tag(name = "Scans")
@RestController
@RequestMapping("/api/v1")
class ScanController {
    private static final int LONGEST_WAIT = 60;

    private final Intake intake;
    private final Scans scans;
    private final ScanViews views;
    private final UploadPermission uploads;
    private final ReportRefusals refusals;
    private final Duration defaultWait;

    ScanController(
            Intake intake,
            Scans scans,
            ScanViews views,
            UploadPermission uploads,
            ReportRefusals refusals,
            IntakeSettings settings) {
        this.intake = intake;
        this.scans = scans;
        this.views = views;
        this.uploads = uploads;
        this.refusals = refusals;
        this.defaultWait = settings.imports().defaultWait();
    }

    @Operation(
            summary = "Uploads a scanner's report and waits for its outcome",
            description =
                    "The body is the report as the tool wrote it, plain, gzip or zstd; or a multipart body with the"
                            + " report as the part `file`. Answers 201 when it is imported within `wait` seconds, 202 with a"
                            + " Location where it is still at work, 200 where the same report for the same build, guard and target"
                            + " was imported before.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = "application/octet-stream",
                                        schema = @Schema(type = "string", format = "binary")),
                                @Content(mediaType = "multipart/form-data")
                            }))
    @ApiResponse(responseCode = "201", description = "Imported")
    @ApiResponse(responseCode = "202", description = "Stored; still at work", content = @Content)
    @ApiResponse(responseCode = "200", description = "Was imported before", content = @Content)
    @ApiResponse(responseCode = "400", description = "Malformed, with line, column or JSON pointer", content = @Content)
    @ApiResponse(responseCode = "413", description = "Passes a limit", content = @Content)
    @ApiResponse(responseCode = "415", description = "No importer knows it", content = @Content)
    @PostMapping("/projects/{project}/scans")
    DeferredResult<ResponseEntity<?>> upload(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String project,
            @Parameter(description = "What was scanned; required") @RequestParam(required = false) @Nullable
                    String commit,
            @RequestParam(required = false) @Nullable String branch,
            @RequestParam(required = false) @Nullable String committedAt,
            @RequestParam(required = false) @Nullable String build,
            @RequestParam(required = false) @Nullable String buildUrl,
            @RequestParam(required = false) @Nullable String change,
            @RequestParam(required = false) @Nullable String guard,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable String scannedAt,
            @Parameter(
                            description =
                                    "Who made the commit: a name, an e-mail address, or `Name <address>` as Git writes it")
                    @RequestParam(required = false)
                    @Nullable
                    String author,
            @Parameter(
                            description =
                                    "Of a report that does not show it, such as the empty list of a scan that found nothing."
                                            + " Left out: recognised from the content")
                    @RequestParam(required = false)
                    @Nullable
                    String format,
            @Parameter(
                            description =
                                    "Of a project that is not there yet. Left out: no team's, or the only one whose projects"
                                            + " the caller may create")
                    @RequestParam(required = false)
                    @Nullable
                    String team,
            @Parameter(description = "Seconds to wait for the outcome, 0 to 60")
                    @RequestParam(required = false)
                    @Nullable
                    Integer wait,
            HttpServletRequest request)
            throws IOException {
        if (wait != null && (wait < 0 || wait > LONGEST_WAIT)) {
            throw new InvalidRequest("wait: seconds from 0 to " + LONGEST_WAIT + ".");
        }
        var parameters = new UploadParameters(
                commit,
                branch,
                committedAt,
                build,
                buildUrl,
                change,
                guard,
                stage,
                category,
                target,
                scannedAt,
                author);
        var scanRequest = uploads.allowed(caller, parameters.request(project), team);
        Intake.Accepted accepted;
        try {
            accepted = intake.accept(
                    UploadBody.of(request),
                    scanRequest,
                    format == null || format.isBlank() ? null : format.strip(),
                    caller.actor());
        } catch (ReportException | FileUploadException | ZipException | EOFException e) {
            return Deferred.at(Duration.ZERO, CompletableFuture.completedFuture(refusals.of(e)));
        }
        String root = Links.root();
        Duration patience = wait == null ? defaultWait : Duration.ofSeconds(wait);
        CompletableFuture<Void> settled = intake.settled(accepted.scanId());
        if (patience.isZero() || settled.isDone()) {
            return Deferred.at(Duration.ZERO, CompletableFuture.completedFuture(answer(accepted, root)));
        }
        return Deferred.at(
                patience,
                settled.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                        .thenApplyAsync(done -> answer(accepted, root), ScanController::apart));
    }

    /** The worker that settled the import has other scans to import, and one thread keeps the time of all waits. */
    private static void apart(Runnable answering) {
        Thread.ofVirtual().name("upload-answer").start(answering);
    }

    private ResponseEntity<?> answer(Intake.Accepted accepted, String root) {
        Scan scan = scans.findById(accepted.scanId()).orElseThrow();
        if (scan.failure().isPresent()) {
            return refusals.of(scan, scan.failure().get());
        }
        ScanJson body = views.of(scan, root);
        if (scan.status() != ScanStatus.IMPORTED) {
            return ResponseEntity.accepted()
                    .location(Links.scan(root, scan.id()))
                    .body(body);
        }
        return accepted.isNew()
                ? ResponseEntity.created(Links.scan(root, scan.id())).body(body)
                : ResponseEntity.ok(body);
    }

    @Operation(summary = "A scan with its build's score and verdict")
    @GetMapping("/scans/{id}")
    ScanJson scan(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return views.of(find(caller, id), Links.root());
    }

    @Operation(summary = "A scan's report, byte for byte as it came; for the security role alone")
    @GetMapping("/scans/{id}/report")
    ResponseEntity<StreamingResponseBody> report(@AuthenticationPrincipal Caller caller, @PathVariable long id)
            throws IOException {
        Scan scan = find(caller, id);
        if (!caller.mayReadRawReport(scan.request().project())) {
            throw new NotPermitted("Stored reports may hold secrets: only the security role reads them.");
        }
        InputStream report = intake.report(scan, caller.actor());
        StreamingResponseBody body = out -> {
            try (report) {
                report.transferTo(out);
            }
        };
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(scan.reportBytes())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"scan-" + scan.id() + "-" + scan.format() + ".report\"")
                .body(body);
    }

    /** One that the caller may not know of is not there. */
    private Scan find(Caller caller, long id) {
        return scans.findById(id)
                .filter(scan -> uploads.follows(caller, scan))
                .orElseThrow(() -> new NotFound("There is no scan " + id + "."));
    }
}
