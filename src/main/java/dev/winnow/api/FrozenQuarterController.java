package dev.winnow.api;

import dev.winnow.access.Caller;
import dev.winnow.export.BriefExport;
import dev.winnow.export.BriefFormat;
import dev.winnow.export.Difference;
import dev.winnow.export.FrozenQuarter;
import dev.winnow.export.FrozenQuarters;
import dev.winnow.export.Observation;
import dev.winnow.export.QuarterBrief;
import dev.winnow.metrics.Quarter;
import dev.winnow.problem.InvalidRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Quarters whose figures stay what they were. */
@Tag(name = "Exports")
@RestController
@RequestMapping("/api/v1/exports/frozen")
class FrozenQuarterController {
    private final FrozenQuarters frozen;
    private final BriefExport export;
    private final MetricsParameters parameters;

    FrozenQuarterController(FrozenQuarters frozen, BriefExport export, MetricsParameters parameters) {
        this.frozen = frozen;
        this.export = export;
        this.parameters = parameters;
    }

    /**
     * What to freeze.
     *
     * @param project names; none for all that the caller reads
     * @param reason needed where it is frozen already
     */
    record FreezeJson(
            @NotNull String quarter,
            @Nullable List<@NotNull String> project,
            @Nullable String team,
            @Nullable String reason) {}

    /**
     * A frozen quarter.
     *
     * @param sha256 of its JSON, byte for byte
     * @param definitions version of what the numbers mean
     */
    record FrozenJson(
            String id,
            String quarter,
            Collection<String> projects,
            int revision,
            int definitions,
            Instant frozenAt,
            String frozenBy,
            String reason,
            String sha256) {
        static FrozenJson of(FrozenQuarter frozen) {
            return new FrozenJson(
                    Long.toString(frozen.id()),
                    frozen.quarter().toString(),
                    frozen.projects(),
                    frozen.revision(),
                    frozen.definitions(),
                    frozen.at(),
                    frozen.by(),
                    frozen.reason(),
                    frozen.sha256());
        }
    }

    /** A number that would be another one today; null where nothing was, or is, counted. */
    record DifferenceJson(
            String period,
            Instant from,
            Instant to,
            String metric,
            String statistic,
            @Nullable String severity,
            @Nullable String project,
            @Nullable String guard,
            String unit,
            @Nullable Double frozen,
            @Nullable Double now) {
        static DifferenceJson of(Difference difference) {
            return new DifferenceJson(
                    difference.span().word(),
                    difference.period().from(),
                    difference.period().to(),
                    difference.metric(),
                    difference.statistic(),
                    difference
                            .severity()
                            .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                            .orElse(null),
                    difference.guard().map(Observation.OfGuard::project).orElse(null),
                    difference.guard().map(Observation.OfGuard::guard).orElse(null),
                    difference.unit().word(),
                    number(difference.frozen()),
                    number(difference.now()));
        }

        private static @Nullable Double number(OptionalDouble value) {
            return value.isPresent() ? (Double) value.getAsDouble() : null;
        }
    }

    /** A frozen quarter, and what of it would be another number today. */
    record ComparedJson(FrozenJson frozen, List<DifferenceJson> differences) {}

    @Operation(
            summary = "Freezes the figures of a quarter that is over",
            description =
                    "The brief, the version of its definitions and a SHA-256 are kept; exports of the same projects then give"
                            + " it as it is now. For those who decide on the findings of all of these projects.")
    @PostMapping
    ResponseEntity<FrozenJson> freeze(@AuthenticationPrincipal Caller caller, @Valid @RequestBody FreezeJson wanted) {
        parameters.names(caller, wanted.project(), wanted.team());
        FrozenQuarter made = frozen.freeze(
                caller,
                Quarter.of(wanted.quarter()),
                wanted.project() == null ? List.of() : wanted.project(),
                Optional.ofNullable(wanted.team()).map(String::strip).filter(name -> !name.isEmpty()),
                wanted.reason() == null ? "" : wanted.reason());
        return ResponseEntity.created(java.net.URI.create(Links.root() + "/api/v1/exports/frozen/" + made.id()))
                .body(FrozenJson.of(made));
    }

    @Operation(summary = "Frozen quarters, with earlier revisions; the newest first")
    @GetMapping
    List<FrozenJson> list(@AuthenticationPrincipal Caller caller) {
        return frozen.list(caller).stream().map(FrozenJson::of).toList();
    }

    @Operation(summary = "A frozen quarter, and what of it would be another number today")
    @GetMapping("/{id}")
    ComparedJson compared(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        FrozenQuarter one = frozen.get(caller, id);
        return new ComparedJson(
                FrozenJson.of(one),
                frozen.differences(caller, one).stream().map(DifferenceJson::of).toList());
    }

    @Operation(summary = "The brief as it was frozen; as JSON byte for byte, so that its SHA-256 can be checked")
    @GetMapping("/{id}/brief")
    ResponseEntity<StreamingResponseBody> brief(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @Parameter(description = "csv, xlsx, pdf, md, json") @RequestParam(defaultValue = "json") String format) {
        BriefFormat wanted = BriefFormat.of(format)
                .orElseThrow(() -> new InvalidRequest("format: one of " + BriefFormat.words() + "."));
        QuarterBrief brief = frozen.brief(caller, frozen.get(caller, id));
        export.note(caller, brief, wanted);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(wanted.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(brief.fileName() + "." + wanted.word())
                                .build()
                                .toString())
                .body(out -> export.write(brief, wanted, out));
    }
}
