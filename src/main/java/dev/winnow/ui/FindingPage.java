package dev.winnow.ui;

import dev.winnow.finding.Episodes.Episode;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings.Sighting;
import dev.winnow.policy.language.Weights;
import dev.winnow.project.Build;
import dev.winnow.runtime.AlertGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a finding shows.
 *
 * @param sightings what each stream says of it, the one that speaks for the finding first
 * @param episodes oldest first
 * @param alerts of what happens at run time, those that happened last first; empty of other findings
 * @param weights what findings cost in its project
 */
record FindingPage(
        Finding finding,
        List<Sighting> sightings,
        List<Episode> episodes,
        Map<Long, Build> builds,
        Map<Long, Long> buildOfScan,
        List<AlertGroup> alerts,
        Weights weights) {
    Optional<Build> build(@Nullable Long id) {
        return id == null ? Optional.empty() : Optional.ofNullable(builds.get(id));
    }

    /** The build that a scan was for. */
    Optional<Build> buildOf(long scanId) {
        return build(buildOfScan.get(scanId));
    }
}
