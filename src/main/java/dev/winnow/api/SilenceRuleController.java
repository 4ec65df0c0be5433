package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.winnow.access.Caller;
import dev.winnow.finding.FindingId;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.triage.Match;
import dev.winnow.triage.NewRule;
import dev.winnow.triage.RuleState;
import dev.winnow.triage.SilenceRule;
import dev.winnow.triage.SilenceRules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Rules that silence findings by what they are. */
@Tag(name = "Silence rules")
@RestController
@RequestMapping("/api/v1/silence-rules")
class SilenceRuleController {
    /** Findings shown of what a rule would hide. */
    private static final int SHOWN = 50;

    private final SilenceRules rules;
    private final Projects projects;

    SilenceRuleController(SilenceRules rules, Projects projects) {
        this.rules = rules;
        this.projects = projects;
    }

    /** Which findings a rule is about; {@code *} stands for any text, {@code **} in paths for any folders. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MatchJson(
            @Nullable String project,
            @Nullable String guard,
            @Nullable String rule,
            @Nullable String path,
            @JsonProperty("package") @Nullable String packageName,
            @Nullable String versions,
            @Nullable String vulnerability,
            @Nullable String text) {
        Match match() {
            return Match.of(project, guard, rule, path, packageName, versions, vulnerability, text);
        }

        static MatchJson of(Match match) {
            return new MatchJson(
                    match.project().orElse(null),
                    match.guard().orElse(null),
                    match.rule().orElse(null),
                    match.path().orElse(null),
                    match.packageName().orElse(null),
                    match.versions().orElse(null),
                    match.vulnerability().orElse(null),
                    match.text().orElse(null));
        }
    }

    // What was read may be sent back as it is.
    @JsonIgnoreProperties({"id", "owner", "createdAt", "changedAt", "inForce", "lastHit", "hits", "stale"})
    record RuleRequest(
            @NotNull String name,
            @NotNull MatchJson match,
            @NotNull String reason,
            @Nullable String until) {
        NewRule rule() {
            return new NewRule(
                    name, match.match(), reason, Optional.ofNullable(until).map(text -> Times.end("until", text)));
        }
    }

    /**
     * A rule.
     *
     * @param hits how many findings it matches; with lists only
     * @param stale whether it has hidden nothing for 90 days; with lists only
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RuleJson(
            String id,
            String name,
            MatchJson match,
            String reason,
            String owner,
            Instant createdAt,
            Instant changedAt,
            @Nullable Instant until,
            boolean inForce,
            @Nullable Instant lastHit,
            @Nullable Long hits,
            @Nullable Boolean stale) {
        static RuleJson of(SilenceRule rule, @Nullable Long hits, @Nullable Boolean stale) {
            return new RuleJson(
                    Long.toString(rule.id()),
                    rule.name(),
                    MatchJson.of(rule.match()),
                    rule.reason(),
                    rule.owner(),
                    rule.createdAt(),
                    rule.changedAt(),
                    rule.until().orElse(null),
                    rule.inForce(),
                    rule.lastHit().orElse(null),
                    hits,
                    stale);
        }
    }

    /**
     * What a rule would hide.
     *
     * @param open findings that are open and count now
     * @param recent those that were open within the last 90 days
     * @param projects the open ones by project
     * @param findings ids of some of the open ones, else of the recent ones
     */
    record PreviewJson(int open, int recent, Map<String, Integer> projects, List<String> findings) {}

    @Operation(summary = "Silence rules by name, ended ones among them, with what each hides")
    @GetMapping
    List<RuleJson> all(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "all, in-force, ends-soon, stale or ended") @RequestParam(defaultValue = "all")
                    String state,
            @Parameter(description = "`id` of the last rule of the page before")
                    @RequestParam(required = false)
                    @Nullable
                    Long after,
            @Parameter(description = PageSize.WORDS) @RequestParam(defaultValue = PageSize.USUAL) int size) {
        RuleState wanted = RuleState.ofWord(state)
                .orElseThrow(() -> new InvalidRequest("state: all, in-force, ends-soon, stale or ended."));
        return rules.page(caller, wanted, after, PageSize.of(size)).stream()
                .map(listed -> RuleJson.of(listed.rule(), listed.found(), listed.stale()))
                .toList();
    }

    @Operation(summary = "A silence rule")
    @GetMapping("/{id}")
    RuleJson one(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return RuleJson.of(rules.find(caller, id), null, null);
    }

    @Operation(summary = "What a rule would hide, now and of the last 90 days; changes nothing")
    @PostMapping("/preview")
    PreviewJson preview(@AuthenticationPrincipal Caller caller, @RequestBody MatchJson match) {
        var preview = rules.preview(caller, match.match());
        var byProject = new TreeMap<String, Integer>();
        preview.open()
                .forEach((project, numbers) -> projects.findById(project)
                        .map(Project::name)
                        .ifPresent(name -> byProject.put(name, numbers.getCardinality())));
        return new PreviewJson(
                preview.openCount(),
                preview.recentCount(),
                byProject,
                some(preview.open().isEmpty() ? preview.recent() : preview.open()));
    }

    private static List<String> some(Map<Long, RoaringBitmap> sets) {
        return sets.entrySet().stream()
                .flatMap(set -> set.getValue().stream().mapToObj(number -> FindingId.of(set.getKey(), number)))
                .limit(SHOWN)
                .map(String::valueOf)
                .toList();
    }

    @Operation(summary = "Makes a rule, which silences what it matches at once and from now on")
    @PostMapping
    ResponseEntity<RuleJson> make(@AuthenticationPrincipal Caller caller, @RequestBody @Valid RuleRequest request) {
        SilenceRule made = rules.make(caller, request.rule());
        return ResponseEntity.created(URI.create("/api/v1/silence-rules/" + made.id()))
                .body(RuleJson.of(made, null, null));
    }

    @Operation(summary = "Changes a rule; one that has ended is in force again")
    @PutMapping("/{id}")
    RuleJson change(
            @AuthenticationPrincipal Caller caller, @PathVariable long id, @RequestBody @Valid RuleRequest request) {
        return RuleJson.of(rules.change(caller, id, request.rule()), null, null);
    }

    @Operation(summary = "Ends a rule: what it silenced counts again")
    @DeleteMapping("/{id}")
    RuleJson end(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return RuleJson.of(rules.end(caller, id), null, null);
    }
}
