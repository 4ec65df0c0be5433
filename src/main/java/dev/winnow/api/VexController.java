package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.triage.vex.VexDocument;
import dev.winnow.triage.vex.VexExport;
import dev.winnow.triage.vex.VexIntake;
import dev.winnow.triage.vex.VexResult;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** VEX documents of a project: statements that come in, and decisions that go out. */
@Tag(name = "VEX")
@RestController
@RequestMapping("/api/v1/projects/{project}/vex")
class VexController {
    private final VexIntake intake;
    private final VexExport export;

    VexController(VexIntake intake, VexExport export) {
        this.intake = intake;
        this.export = export;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DocumentJson(
            String id,
            String format,
            String name,
            String author,
            @Nullable Instant issuedAt,
            String uploadedBy,
            Instant uploadedAt,
            int statements,
            @Nullable List<ResultJson> results) {
        static DocumentJson of(VexDocument document, @Nullable List<ResultJson> results) {
            return new DocumentJson(
                    Long.toString(document.id()),
                    document.format(),
                    document.name(),
                    document.author(),
                    document.issuedAt().orElse(null),
                    document.uploadedBy(),
                    document.uploadedAt(),
                    document.statements(),
                    results);
        }
    }

    /**
     * What became of one statement.
     *
     * @param position in the document, from 1
     * @param outcome applied, matches-nothing, other-product, superseded or noted
     * @param findings how many findings it matched
     */
    record ResultJson(
            int position,
            String vulnerability,
            String product,
            String status,
            String outcome,
            int findings,
            String why) {
        static ResultJson of(VexResult result) {
            return new ResultJson(
                    result.position(),
                    result.vulnerability(),
                    result.product(),
                    result.status().word(),
                    result.outcome().word(),
                    result.findings(),
                    result.why());
        }
    }

    @Operation(
            summary = "Takes a VEX document in: OpenVEX or CycloneDX, in JSON",
            description =
                    "The body, or its part `file`. Statements that say not affected or fixed silence what they are"
                            + " about, now and later; the answer says what became of the first "
                            + PageSize.LARGEST + ".")
    @PostMapping
    ResponseEntity<DocumentJson> take(
            @AuthenticationPrincipal Caller caller, @PathVariable("project") String project, HttpServletRequest request)
            throws IOException {
        VexDocument document;
        try (InputStream body = UploadBody.of(request)) {
            document = intake.take(caller, project, body);
        }
        return ResponseEntity.created(URI.create("/api/v1/projects/" + project + "/vex/documents/" + document.id()))
                .body(DocumentJson.of(document, results(caller, project, document.id(), 0, PageSize.LARGEST)));
    }

    @Operation(summary = "VEX documents that were taken in, the newest first")
    @GetMapping("/documents")
    List<DocumentJson> all(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("project") String project,
            @Parameter(description = "`id` of the last document of the page before")
                    @RequestParam(defaultValue = "" + Long.MAX_VALUE)
                    long after,
            @Parameter(description = PageSize.WORDS) @RequestParam(defaultValue = PageSize.USUAL) int size) {
        return intake.documents(caller, project, after, PageSize.of(size)).stream()
                .map(document -> DocumentJson.of(document, null))
                .toList();
    }

    @Operation(summary = "What became of each statement of a document")
    @GetMapping("/documents/{document}")
    List<ResultJson> one(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("project") String project,
            @PathVariable("document") long document,
            @Parameter(description = "`position` of the last statement of the page before")
                    @RequestParam(defaultValue = "0")
                    int after,
            @Parameter(description = PageSize.WORDS) @RequestParam(defaultValue = PageSize.USUAL) int size) {
        return results(caller, project, document, after, PageSize.of(size));
    }

    private List<ResultJson> results(Caller caller, String project, long document, int after, int size) {
        return intake.results(caller, project, document, after, size).stream()
                .map(ResultJson::of)
                .toList();
    }

    @Operation(
            summary = "What was decided on the project's vulnerabilities, as a VEX document",
            description =
                    "`format` is openvex (the default) or cyclonedx. With `undecided=true` vulnerabilities that nobody"
                            + " has decided on are in it too, as under investigation. What was decided on and is not on the tracked"
                            + " branch any more is in it as fixed, unless it never affected the project.")
    @GetMapping
    ResponseEntity<StreamingResponseBody> export(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("project") String project,
            @RequestParam(defaultValue = "openvex") String format,
            @RequestParam(defaultValue = "false") boolean undecided) {
        StreamingResponseBody body = export.of(caller, project, format(format), undecided)::to;
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Content-Disposition", "attachment; filename=\"" + project + "." + format + ".json\"")
                .body(body);
    }

    static VexExport.Format format(String word) {
        return switch (word) {
            case "openvex" -> VexExport.Format.OPENVEX;
            case "cyclonedx" -> VexExport.Format.CYCLONEDX;
            default -> throw new InvalidRequest("format: openvex or cyclonedx.");
        };
    }
}
