package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.triage.Decision;
import dev.winnow.triage.Decisions;
import dev.winnow.triage.Ending;
import dev.winnow.triage.NewDecision;
import dev.winnow.triage.Ruling;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people decide about findings. */
@Tag(name = "Decisions")
@RestController
@RequestMapping("/api/v1/decisions")
class DecisionController {
    private final Decisions decisions;
    private final NamedFindings named;

    DecisionController(Decisions decisions, NamedFindings named) {
        this.decisions = decisions;
        this.named = named;
    }

    /**
     * A decision to be made.
     *
     * @param findings ids of findings; or else
     * @param q a query as in GET /findings, for all that it finds
     * @param decision false-positive, accepted-risk, wont-fix, authorised or reopen
     * @param until a time, or a date that is its last day in UTC; required of an accepted risk
     * @param endsWhen what else ends it: worse, exploited, fixable
     * @param everywhere whether it holds for the same problem in all projects
     * @param link an http or https address that proves it: of the pull request that authorises a change
     */
    record DecisionRequest(
            @Nullable @Size(max = NamedFindings.MOST) List<String> findings,
            @Nullable String q,
            @NotBlank String decision,
            @NotBlank String reason,
            @Nullable String until,
            @Nullable List<String> endsWhen,
            @Nullable Boolean everywhere,
            @Nullable String link) {}

    /**
     * A decision.
     *
     * @param findings on how many findings it was made
     * @param status proposed, made, rejected, expired (a proposal whose date came) or undone
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DecisionJson(
            String id,
            String decision,
            String status,
            boolean everywhere,
            int findings,
            String reason,
            String by,
            Instant at,
            @Nullable Instant until,
            List<String> endsWhen,
            @Nullable String reviewedBy,
            @Nullable Instant reviewedAt,
            @Nullable String link) {
        static DecisionJson of(Decision decision) {
            return new DecisionJson(
                    Long.toString(decision.id()),
                    decision.ruling().word(),
                    decision.state().name().toLowerCase(Locale.ROOT),
                    decision.everywhere(),
                    decision.findings(),
                    decision.reason(),
                    decision.author(),
                    decision.madeAt(),
                    decision.until().orElse(null),
                    decision.endings().stream().sorted().map(Ending::word).toList(),
                    decision.reviewer().orElse(null),
                    decision.reviewedAt().orElse(null),
                    decision.link().orElse(null));
        }
    }

    @Operation(summary = "Decides on findings: they are out of score and gate at once, or wait for approval")
    @PostMapping
    ResponseEntity<DecisionJson> decide(
            @AuthenticationPrincipal Caller caller, @RequestBody @Valid DecisionRequest request) {
        var decision = new NewDecision(
                ruling(request.decision()),
                request.reason(),
                Boolean.TRUE.equals(request.everywhere()),
                Optional.ofNullable(request.until()).map(text -> Times.end("until", text)),
                endings(request.endsWhen()),
                Optional.ofNullable(request.link()));
        Decision made = decisions.decide(caller, named.of(caller, request.findings(), request.q()), decision);
        return ResponseEntity.created(URI.create("/api/v1/decisions/" + made.id()))
                .body(DecisionJson.of(made));
    }

    static Ruling ruling(String word) {
        return Ruling.ofWord(word)
                .orElseThrow(() -> new InvalidRequest(
                        "decision: one of false-positive, accepted-risk, wont-fix, authorised, reopen."));
    }

    private static Set<Ending> endings(@Nullable List<String> words) {
        var endings = EnumSet.noneOf(Ending.class);
        if (words != null) {
            for (String word : words) {
                endings.add(java.util.Arrays.stream(Ending.values())
                        .filter(ending -> ending.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> new InvalidRequest("endsWhen: of worse, exploited, fixable.")));
            }
        }
        return endings;
    }

    @Operation(summary = "Decisions that wait for approval, the oldest first")
    @GetMapping("/proposed")
    List<DecisionJson> proposed(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "`id` of the last decision of the page before") @RequestParam(defaultValue = "0")
                    long after,
            @Parameter(description = PageSize.WORDS) @RequestParam(defaultValue = PageSize.USUAL) int size) {
        return decisions.proposals(caller, after, PageSize.of(size)).stream()
                .map(DecisionJson::of)
                .toList();
    }

    @Operation(summary = "A decision")
    @GetMapping("/{id}")
    DecisionJson one(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return DecisionJson.of(decisions.find(caller, id));
    }

    @Operation(summary = "Takes a decision back: what it had replaced is in force again")
    @DeleteMapping("/{id}")
    DecisionJson undo(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return DecisionJson.of(decisions.undo(caller, id));
    }

    @Operation(summary = "Approves what somebody else proposed: it is in force from now on")
    @PostMapping("/{id}/approve")
    DecisionJson approve(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return DecisionJson.of(decisions.review(caller, id, true));
    }

    @Operation(summary = "Rejects what somebody else proposed")
    @PostMapping("/{id}/reject")
    DecisionJson reject(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return DecisionJson.of(decisions.review(caller, id, false));
    }
}
