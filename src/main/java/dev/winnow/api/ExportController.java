package dev.winnow.api;

import dev.winnow.access.Caller;
import dev.winnow.export.BriefExport;
import dev.winnow.export.BriefFormat;
import dev.winnow.export.FindingExport;
import dev.winnow.export.FindingFormat;
import dev.winnow.export.FindingSelection;
import dev.winnow.export.FrozenQuarters;
import dev.winnow.export.QuarterBrief;
import dev.winnow.export.QuarterBriefs;
import dev.winnow.metrics.Quarter;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.search.query.Field;
import dev.winnow.search.query.Query;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** What people take away: briefs of quarters, and findings. */
@Tag(name = "Exports")
@RestController
@RequestMapping("/api/v1")
class ExportController {
    private final QuarterBriefs briefs;
    private final FrozenQuarters frozen;
    private final BriefExport export;
    private final FindingExport findings;
    private final Projects projects;
    private final MetricsParameters parameters;

    ExportController(
            MetricsParameters parameters,
            QuarterBriefs briefs,
            FrozenQuarters frozen,
            BriefExport export,
            FindingExport findings,
            Projects projects) {
        this.parameters = parameters;
        this.briefs = briefs;
        this.frozen = frozen;
        this.export = export;
        this.findings = findings;
        this.projects = projects;
    }

    @Operation(
            summary = "The brief of a quarter",
            description =
                    "Figures against target and the quarter before, months, guards, what was silenced and by whom, and"
                            + " what the numbers mean. All formats have the same figures. Over the projects that the token reads, or"
                            + " some of them. A quarter that is not over is as of now; one that was frozen is as it was then,"
                            + " and says how many numbers would be others today.")
    @GetMapping("/exports/quarterly")
    ResponseEntity<StreamingResponseBody> quarterly(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "As in 2026-Q3") @RequestParam String quarter,
            @Parameter(description = "csv, xlsx, pdf, md, json") @RequestParam(defaultValue = "json") String format,
            @Parameter(description = "May be given more than once") @RequestParam(required = false) @Nullable
                    List<String> project,
            @Parameter(description = "Only the projects of this team") @RequestParam(required = false) @Nullable
                    String team,
            @Parameter(description = "As it is computed today, even where it is frozen")
                    @RequestParam(defaultValue = "false")
                    boolean computed) {
        BriefFormat wanted = BriefFormat.of(format)
                .orElseThrow(() -> new InvalidRequest("format: one of " + BriefFormat.words() + "."));
        Quarter of = Quarter.of(quarter);
        List<String> projectNames = project == null ? List.of() : project;
        Optional<String> ofTeam = Optional.ofNullable(team).map(String::strip).filter(name -> !name.isEmpty());
        if (ofTeam.isPresent()) {
            // A team that has no project is not the same as none.
            parameters.names(caller, project, team);
        }
        QuarterBrief brief =
                computed ? briefs.of(caller, of, projectNames, ofTeam) : frozen.shown(caller, of, projectNames, ofTeam);
        export.note(caller, brief, wanted);
        return answer(
                brief.fileName() + "." + wanted.word(), wanted.mediaType(), out -> export.write(brief, wanted, out));
    }

    @Operation(summary = "The JSON Schema of briefs as JSON")
    @GetMapping(path = "/exports/quarterly/schema", produces = "application/schema+json")
    ResponseEntity<byte[]> schema() throws IOException {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/schema+json"))
                .body(new ClassPathResource("brief.schema.json").getContentAsByteArray());
    }

    @Operation(
            summary = "All findings of a query",
            description =
                    "By project and number. Without `q` all findings, of every status. SARIF has a run for each guard.")
    @GetMapping("/findings/export")
    ResponseEntity<StreamingResponseBody> findings(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "The query line, such as `status:open severity:>=high`")
                    @RequestParam(defaultValue = "")
                    String q,
            @RequestParam(required = false) @Nullable String project,
            @Parameter(description = "csv, xlsx, json, sarif") @RequestParam(defaultValue = "csv") String format) {
        FindingFormat wanted = FindingFormat.of(format)
                .orElseThrow(() -> new InvalidRequest("format: one of " + FindingFormat.words() + "."));
        Query query = new SearchParameters(q, null, null).query();
        if (project != null && !project.isBlank()) {
            Project one = projects.findByName(project)
                    .filter(found -> caller.mayRead(found.name()))
                    .orElseThrow(() -> new NotFound("There is no project " + project + "."));
            query = query.and(FilterParameters.only(Field.PROJECT, one.name()));
        }
        FindingSelection selection = findings.select(caller, query, wanted, Links.root());
        return answer("findings." + wanted.word(), wanted.mediaType(), out -> findings.write(selection, wanted, out));
    }

    private static ResponseEntity<StreamingResponseBody> answer(
            String file, String mediaType, StreamingResponseBody body) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(mediaType))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file).build().toString())
                .body(body);
    }
}
