package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.statistics.Share;
import dev.winnow.triage.JudgedFindings.Opinion;
import dev.winnow.triage.guard.Evidence;
import dev.winnow.triage.guard.EvidenceText;
import dev.winnow.triage.guard.GuardEvidence;
import dev.winnow.triage.guard.GuardReviews;
import dev.winnow.triage.guard.GuardReviews.Review;
import dev.winnow.triage.guard.GuardTally;
import dev.winnow.triage.guard.RuleTally;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Guards, and what people said of what they report. */
@Tag(name = "Guards")
@RestController
@RequestMapping("/api/v1/guards")
class GuardController {
    private final GuardReviews reviews;
    private final GuardEvidence evidence;

    GuardController(GuardReviews reviews, GuardEvidence evidence) {
        this.reviews = reviews;
        this.evidence = evidence;
    }

    /**
     * How many findings were judged, and as what.
     *
     * @param silenced by rules and VEX documents that do not call them false positives
     * @param share of false positives among all that was judged; 0 where nothing was
     * @param low the lower end of its 90 % Wilson interval, which lists are in the order of
     */
    record JudgedJson(
            int judged,
            int falsePositive,
            int confirmed,
            int acceptedRisk,
            int wontFix,
            int authorised,
            int silenced,
            int undecided,
            double share,
            double low) {
        static JudgedJson of(ToIntFunction<Opinion> count, Share share, int undecided) {
            return new JudgedJson(
                    share.whole(),
                    share.part(),
                    count.applyAsInt(Opinion.CONFIRMED),
                    count.applyAsInt(Opinion.ACCEPTED_RISK),
                    count.applyAsInt(Opinion.WONT_FIX),
                    count.applyAsInt(Opinion.AUTHORISED),
                    count.applyAsInt(Opinion.SILENCED),
                    undecided,
                    rounded(share.value()),
                    rounded(share.low()));
        }

        private static double rounded(double share) {
            return Math.round(share * 10_000) / 10_000.0;
        }
    }

    record GuardJson(
            String guard,
            Collection<String> tools,
            Collection<String> categories,
            List<String> projects,
            int findings,
            JudgedJson judgements) {
        static GuardJson of(GuardTally guard) {
            return new GuardJson(
                    guard.guard(),
                    guard.tools(),
                    guard.categories(),
                    guard.projects(),
                    guard.findings(),
                    JudgedJson.of(guard::of, guard.falsePositives(), guard.undecided()));
        }
    }

    /** @param title what the rule is called besides its id */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RuleJson(String rule, @Nullable String title, JudgedJson judgements) {
        static RuleJson of(RuleTally rule, @Nullable String title) {
            return new RuleJson(rule.rule(), title, JudgedJson.of(rule::of, rule.falsePositives(), rule.undecided()));
        }
    }

    /** @param total rules on all pages */
    record RulesJson(GuardJson guard, int total, List<RuleJson> rules) {}

    @Operation(
            summary = "Guards by the share of false positives among what people judged, the largest first",
            description = "Of the projects that the token reads, or of one `project`.")
    @GetMapping("/reviews")
    List<GuardJson> all(
            @AuthenticationPrincipal Caller caller, @RequestParam(required = false) @Nullable String project) {
        return reviews.list(caller, Optional.ofNullable(project)).stream()
                .map(GuardJson::of)
                .toList();
    }

    @Operation(summary = "The rules of a guard by the share of false positives, the largest first")
    @GetMapping("/{guard}/rules")
    RulesJson rules(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String guard,
            @RequestParam(required = false) @Nullable String project,
            @Parameter(description = "From 0") @RequestParam(defaultValue = "0") int page,
            @Parameter(description = PageSize.WORDS) @RequestParam(defaultValue = PageSize.USUAL) int size) {
        if (page < 0) {
            throw new InvalidRequest("page: from 0.");
        }
        Review review = reviews.of(caller, guard, Optional.ofNullable(project));
        List<RuleTally> some = review.rules().stream()
                .skip((long) page * PageSize.of(size))
                .limit(size)
                .toList();
        Map<String, String> titles = reviews.titles(guard, some);
        return new RulesJson(
                GuardJson.of(review.guard()),
                review.rules().size(),
                some.stream()
                        .map(rule -> RuleJson.of(rule, titles.get(rule.rule())))
                        .toList());
    }

    @Operation(
            summary = "What shows that a rule is wrong, in Markdown, to open an issue with",
            description = "Names of projects and people are left out, unless `names=true`. Of secrets only the place is"
                    + " told.")
    @GetMapping("/{guard}/evidence")
    ResponseEntity<byte[]> evidence(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String guard,
            @RequestParam String rule,
            @RequestParam(required = false) @Nullable String project,
            @RequestParam(defaultValue = "false") boolean names) {
        Evidence found = evidence.of(caller, guard, rule, Optional.ofNullable(project));
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_MARKDOWN, StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"" + EvidenceText.fileName(found) + "\"")
                .body(EvidenceText.of(found, names).getBytes(StandardCharsets.UTF_8));
    }
}
