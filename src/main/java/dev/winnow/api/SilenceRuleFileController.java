package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.api.SilenceRuleController.MatchJson;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.triage.NewRule;
import dev.winnow.triage.SilenceRule;
import dev.winnow.triage.file.RuleDiff;
import dev.winnow.triage.file.RuleFiles;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Silence rules as a file, to be kept in Git. */
@Tag(name = "Silence rules")
@RestController
@RequestMapping("/api/v1/silence-rules")
class SilenceRuleFileController {
    /** Larger than any file that is read, and small enough to hold. */
    private static final int LARGEST = 2 << 20;

    private final RuleFiles files;

    SilenceRuleFileController(RuleFiles files) {
        this.files = files;
    }

    /** A rule as the file says it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SaidJson(
            String name,
            MatchJson match,
            String reason,
            @Nullable Instant until) {
        static SaidJson of(NewRule rule) {
            return new SaidJson(
                    rule.name(),
                    MatchJson.of(rule.match()),
                    rule.reason(),
                    rule.until().orElse(null));
        }

        static SaidJson of(SilenceRule rule) {
            return new SaidJson(
                    rule.name(),
                    MatchJson.of(rule.match()),
                    rule.reason(),
                    rule.until().orElse(null));
        }
    }

    /** @param wasInForce whether the rule silenced before */
    record ChangeJson(String id, boolean wasInForce, SaidJson before, SaidJson after) {}

    /**
     * What a file changes.
     *
     * @param applied false: it was only compared
     * @param ended rules that end, because the complete file leaves them out or says a date that has passed
     * @param unchanged names of rules that are as the file says
     * @param expired names of rules whose date had passed before
     */
    record DiffJson(
            boolean applied,
            List<SaidJson> added,
            List<ChangeJson> changed,
            List<SaidJson> ended,
            List<String> unchanged,
            List<String> expired) {
        static DiffJson of(RuleDiff diff, boolean applied) {
            return new DiffJson(
                    applied,
                    diff.added().stream().map(SaidJson::of).toList(),
                    diff.changed().stream()
                            .map(change -> new ChangeJson(
                                    Long.toString(change.before().id()),
                                    change.before().inForce(),
                                    SaidJson.of(change.before()),
                                    SaidJson.of(change.after())))
                            .toList(),
                    diff.ended().stream().map(SaidJson::of).toList(),
                    diff.unchanged(),
                    diff.expired());
        }
    }

    @Operation(
            summary = "The silence rules in force as YAML",
            description = "By name, always in the same order, so that the file can be compared and kept in Git.")
    @GetMapping(path = "/export", produces = "text/yaml")
    ResponseEntity<byte[]> export(@AuthenticationPrincipal Caller caller) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "yaml", StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"silence-rules.yaml\"")
                .body(files.export(caller).getBytes(StandardCharsets.UTF_8));
    }

    @Operation(
            summary = "Takes silence rules in from YAML, all or nothing; answers what changes",
            description = "The body, or its part `file`. Rules are known by their names. With `dryRun=true` nothing is"
                    + " changed. With `complete=true` rules that the file leaves out end. Errors say line and column.")
    @PostMapping("/import")
    DiffJson take(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean complete,
            HttpServletRequest request)
            throws IOException {
        byte[] file;
        try (InputStream body = UploadBody.of(request)) {
            file = body.readNBytes(LARGEST);
            if (file.length == 0) {
                throw new InvalidRequest("Send the rules in YAML as the body.");
            }
        }
        return DiffJson.of(
                dryRun ? files.compare(caller, file, complete) : files.apply(caller, file, complete), !dryRun);
    }
}
