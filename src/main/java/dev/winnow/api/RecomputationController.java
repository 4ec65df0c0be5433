package dev.winnow.api;

import dev.winnow.access.Caller;
import dev.winnow.metrics.Recomputation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Counts the numbers anew. */
@Tag(name = "Metrics")
@RestController
@RequestMapping("/api/v1/metrics/recompute")
class RecomputationController {
    private final Recomputation recomputation;

    RecomputationController(Recomputation recomputation) {
        this.recomputation = recomputation;
    }

    /**
     * What came of it.
     *
     * @param same whether all numbers are what they were
     * @param quartersThatDiffer as in 2026-Q3
     * @param findingsThatDiffer ids of findings whose episodes were kept otherwise than they are; 100 at most
     */
    record OutcomeJson(
            boolean same,
            int projects,
            long episodes,
            int quarters,
            List<String> quartersThatDiffer,
            List<String> findingsThatDiffer) {}

    @Operation(
            summary = "Reads all episodes anew, and holds the numbers of every quarter against those that were kept up",
            description = "There is no difference, unless Winnow is wrong. For administrators.")
    @PostMapping
    OutcomeJson recompute(@AuthenticationPrincipal Caller caller) {
        var outcome = recomputation.run(caller);
        return new OutcomeJson(
                outcome.same(),
                outcome.projects(),
                outcome.episodes(),
                outcome.quarters(),
                outcome.quartersThatDiffer(),
                outcome.findingsThatDiffer().stream()
                        .map(id -> Long.toString(id))
                        .toList());
    }
}
