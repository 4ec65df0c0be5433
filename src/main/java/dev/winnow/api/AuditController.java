package dev.winnow.api;

import dev.winnow.access.Caller;
import dev.winnow.audit.AuditExport;
import dev.winnow.audit.AuditFilter;
import dev.winnow.audit.AuditLog;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotPermitted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The audit log, for administrators. */
@Tag(name = "Audit")
@RestController
@RequestMapping("/api/v1/audit")
class AuditController {
    private final AuditExport export;
    private final AuditLog log;

    AuditController(AuditExport export, AuditLog log) {
        this.export = export;
        this.log = log;
    }

    @Operation(
            summary = "The audit log as lines of JSON, oldest first, which verify-audit reads",
            description =
                    "The first line says what the export is and where the log ended; each further line is a record. What"
                            + " the parameters choose is combined; with any but `after` and `size` it is a selection, whose"
                            + " chain cannot be verified as a whole.")
    @GetMapping(produces = MediaType.APPLICATION_NDJSON_VALUE)
    ResponseEntity<StreamingResponseBody> export(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "A login name") @RequestParam(required = false) @Nullable String actor,
            @Parameter(
                            description =
                                    "An action, or the beginning of some: `token` for `token.made` and `token.revoked`")
                    @RequestParam(required = false)
                    @Nullable
                    String action,
            @Parameter(description = "The beginning of a subject, such as `project:shop`")
                    @RequestParam(required = false)
                    @Nullable
                    String subject,
            @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Before this time") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = "`seq` of the last record of the page before") @RequestParam(defaultValue = "0")
                    long after,
            @Parameter(description = "So many records at most; left out: all")
                    @RequestParam(defaultValue = "" + Long.MAX_VALUE)
                    long size) {
        if (!caller.mayAdminister()) {
            throw new NotPermitted("Only administrators read the audit log.");
        }
        if (after < 0 || size < 1) {
            throw new InvalidRequest("after: from 0; size: from 1.");
        }
        var filter = new AuditFilter(actor, action, subject, from, to);
        log.record(caller.actor(), "audit.exported", "audit", null, Map.of("filter", filter, "afterSeq", after));
        StreamingResponseBody body = out -> export.write(out, filter, after, size);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_NDJSON).body(body);
    }
}
