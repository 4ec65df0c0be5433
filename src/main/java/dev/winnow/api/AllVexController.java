package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.api.VexController.DocumentJson;
import dev.winnow.triage.vex.VexDocument;
import dev.winnow.triage.vex.VexEverywhere;
import dev.winnow.triage.vex.VexExport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
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

/** VEX documents for all projects at once. */
@Tag(name = "VEX")
@RestController
@RequestMapping("/api/v1/vex")
class AllVexController {
    private final VexEverywhere vex;
    private final VexExport export;

    AllVexController(VexEverywhere vex, VexExport export) {
        this.vex = vex;
        this.export = export;
    }

    /**
     * What became of one statement.
     *
     * @param projects what became of it in projects; those where it matches nothing may be left out
     */
    record StatementJson(
            int position,
            String vulnerability,
            String product,
            String status,
            String outcome,
            int findings,
            String why,
            List<InProjectJson> projects) {
        static StatementJson of(VexEverywhere.Result result) {
            return new StatementJson(
                    result.whole().position(),
                    result.whole().vulnerability(),
                    result.whole().product(),
                    result.whole().status().word(),
                    result.whole().outcome().word(),
                    result.whole().findings(),
                    result.whole().why(),
                    result.projects().stream()
                            .map(one -> new InProjectJson(
                                    one.project(), one.outcome().word(), one.findings(), one.why()))
                            .toList());
        }
    }

    record InProjectJson(String project, String outcome, int findings, String why) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TakenJson(String id, DocumentJson document, List<StatementJson> results) {}

    @Operation(
            summary = "Takes a VEX document in for all projects that the token triages in",
            description =
                    "OpenVEX or CycloneDX in JSON: the body, or its part `file`. Where that is all projects, what it"
                            + " says of packages holds in projects that come later, too. The answer says what became of the"
                            + " first " + PageSize.LARGEST + " statements, in each project.")
    @PostMapping
    ResponseEntity<TakenJson> take(@AuthenticationPrincipal Caller caller, HttpServletRequest request)
            throws IOException {
        VexDocument document;
        try (InputStream body = UploadBody.of(request)) {
            document = vex.take(caller, body);
        }
        String id = Long.toString(document.id());
        return ResponseEntity.created(URI.create("/api/v1/vex/documents/" + id))
                .body(new TakenJson(
                        id,
                        DocumentJson.of(document, null),
                        json(vex.firstResults(caller, document, PageSize.LARGEST))));
    }

    @Operation(summary = "VEX documents that were taken in for all projects, the newest first")
    @GetMapping("/documents")
    List<DocumentJson> all(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "`id` of the last document of the page before")
                    @RequestParam(defaultValue = "" + Long.MAX_VALUE)
                    long after,
            @Parameter(description = PageSize.WORDS) @RequestParam(defaultValue = PageSize.USUAL) int size) {
        return vex.documents(caller, after, PageSize.of(size)).stream()
                .map(document -> DocumentJson.of(document, null))
                .toList();
    }

    @Operation(summary = "What became of each statement of a document for all projects, in each project")
    @GetMapping("/documents/{document}")
    List<StatementJson> one(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("document") long document,
            @Parameter(description = "`position` of the last statement of the page before")
                    @RequestParam(defaultValue = "0")
                    int after,
            @Parameter(description = PageSize.WORDS) @RequestParam(defaultValue = PageSize.USUAL) int size) {
        return json(vex.results(caller, document, after, PageSize.of(size)));
    }

    private static List<StatementJson> json(List<VexEverywhere.Result> results) {
        return results.stream().map(StatementJson::of).toList();
    }

    @Operation(
            summary = "What was decided on the vulnerabilities of all projects that the token reads, as a VEX document",
            description =
                    "`format` is openvex (the default) or cyclonedx. With `undecided=true` vulnerabilities that nobody"
                            + " has decided on are in it too, as under investigation. What was decided on and is not on the tracked"
                            + " branch any more is in it as fixed, unless it never affected the project.")
    @GetMapping
    ResponseEntity<StreamingResponseBody> export(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = "openvex") String format,
            @RequestParam(defaultValue = "false") boolean undecided) {
        StreamingResponseBody body = export.ofAll(caller, VexController.format(format), undecided)::to;
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Content-Disposition", "attachment; filename=\"all-projects." + format + ".json\"")
                .body(body);
    }
}
