package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.finding.Episodes;
import dev.winnow.finding.Findings;
import dev.winnow.finding.SightingDetails;
import dev.winnow.importers.Location;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Severity;
import dev.winnow.triage.Ending;
import dev.winnow.triage.Judgement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a finding.
 *
 * @param rule as the guard that reported last describes it
 * @param details as the guard that reported last describes them
 * @param decisions what scanners themselves said, then what people decided, oldest first
 * @param comments how many it has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FindingDetailsJson(
        FindingJson finding,
        @Nullable Rule rule,
        @Nullable SightingDetails details,
        List<Location> locations,
        List<GuardJson> guards,
        List<EpisodeJson> episodes,
        List<DecisionJson> decisions,
        int comments) {

    /**
     * What one guard says of it.
     *
     * @param present whether its newest scan has the finding
     * @param matchedBy why its result is this finding
     */
    record GuardJson(
            String guard,
            String branch,
            String target,
            Severity severity,
            boolean suppressed,
            boolean present,
            String matchedBy,
            String firstScan) {
        static GuardJson of(Findings.Sighting sighting) {
            return new GuardJson(
                    sighting.guard(),
                    sighting.branch(),
                    sighting.target(),
                    sighting.severity(),
                    sighting.suppressed(),
                    sighting.present(),
                    sighting.matchedBy().reason(),
                    Long.toString(sighting.firstScanId()));
        }
    }

    /** One stretch in which it was open on the tracked branch. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EpisodeJson(
            @Nullable String openedBy,
            Instant openedAt,
            Instant introducedAt,
            boolean backlog,
            @Nullable String closedBy,
            @Nullable Instant closedAt,
            @Nullable String outcome) {
        /** @param buildIds the pipeline's ids of builds */
        static EpisodeJson of(Episodes.Episode episode, Map<Long, String> buildIds) {
            return new EpisodeJson(
                    buildIds.get(episode.openedBuildId()),
                    episode.openedAt(),
                    episode.introducedAt(),
                    episode.backlog(),
                    episode.closedBuildId() == null ? null : buildIds.get(episode.closedBuildId()),
                    episode.closedAt(),
                    episode.outcome() == null ? null : episode.outcome().name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    /**
     * What somebody, or the scanner itself, said about it.
     *
     * @param id of a person's decision
     * @param status of a person's decision: proposed, in-force, ended, rejected or undone
     * @param ended why it ended
     * @param link what proves it, such as the pull request that authorises a change
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DecisionJson(
            @Nullable String id,
            String decision,
            String by,
            @Nullable String reason,
            @Nullable String status,
            @Nullable Instant at,
            @Nullable Instant until,
            @Nullable Instant endedAt,
            @Nullable String ended,
            @Nullable String link) {
        /** The scanner's own suppression. */
        static DecisionJson of(Findings.Sighting sighting) {
            var suppression = sighting.details().suppression();
            return new DecisionJson(
                    null,
                    "suppressed-by-scanner",
                    sighting.guard(),
                    suppression == null ? null : suppression.justification(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        /** A person's decision. */
        static DecisionJson of(Judgement judgement) {
            var decision = judgement.decision();
            return new DecisionJson(
                    Long.toString(decision.id()),
                    decision.ruling().word(),
                    decision.author(),
                    decision.reason(),
                    status(judgement),
                    decision.madeAt(),
                    decision.until().orElse(null),
                    judgement.ended().orElse(null),
                    judgement.why().map(Ending::word).orElse(null),
                    decision.link().orElse(null));
        }

        private static String status(Judgement judgement) {
            if (judgement.inForce()) {
                return "in-force";
            }
            return switch (judgement.decision().state()) {
                case PROPOSED -> "proposed";
                case REJECTED -> "rejected";
                case UNDONE -> "undone";
                case MADE, EXPIRED -> "ended";
            };
        }
    }
}
