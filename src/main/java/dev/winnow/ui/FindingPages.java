package dev.winnow.ui;

import dev.winnow.finding.Episodes;
import dev.winnow.finding.Episodes.Episode;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings;
import dev.winnow.finding.Findings.Sighting;
import dev.winnow.finding.Scan;
import dev.winnow.finding.Scans;
import dev.winnow.importers.Kind;
import dev.winnow.policy.Policies;
import dev.winnow.policy.language.Weights;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Projects;
import dev.winnow.runtime.AlertGroup;
import dev.winnow.runtime.Alerts;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Reads what the page of a finding shows: at most ten statements, however many streams and episodes it has. */
@Service
class FindingPages {
    /** What is there now and counts speaks for the finding; among those the newest, as they come. */
    private static final Comparator<Sighting> SPEAKING_FIRST =
            Comparator.comparing(Sighting::present).reversed().thenComparing(Sighting::suppressed);

    private final Findings findings;
    private final Episodes episodes;
    private final Scans scans;
    private final Builds builds;
    private final Projects projects;
    private final Policies policies;
    private final Alerts alerts;

    FindingPages(
            Findings findings,
            Episodes episodes,
            Scans scans,
            Builds builds,
            Projects projects,
            Policies policies,
            Alerts alerts) {
        this.findings = findings;
        this.episodes = episodes;
        this.scans = scans;
        this.builds = builds;
        this.projects = projects;
        this.policies = policies;
        this.alerts = alerts;
    }

    FindingPage of(Finding finding) {
        List<Sighting> sightings =
                findings.sightings(finding.id()).stream().sorted(SPEAKING_FIRST).toList();
        List<Episode> all = episodes.of(finding.id());
        Map<Long, Long> buildOfScan = scans
                .findByIdIn(Stream.concat(
                                Stream.of(finding.firstScanId()),
                                sightings.stream().map(Sighting::firstScanId))
                        .collect(Collectors.toSet()))
                .stream()
                .filter(scan -> scan.buildId().isPresent())
                .collect(Collectors.toMap(Scan::id, scan -> scan.buildId().orElseThrow()));
        Set<Long> ids = new HashSet<>(buildOfScan.values());
        all.forEach(episode -> {
            ids.add(episode.openedBuildId());
            Long closed = episode.closedBuildId();
            if (closed != null) {
                ids.add(closed);
            }
        });
        List<AlertGroup> happened = finding.kind() == Kind.RUNTIME ? alerts.of(finding.id()) : List.of();
        happened.forEach(group -> ids.add(group.buildId()));
        Map<Long, Build> byId =
                builds.findByIdIn(ids).stream().collect(Collectors.toMap(Build::id, Function.identity()));
        return new FindingPage(finding, sightings, all, byId, buildOfScan, happened, weights(finding));
    }

    private Weights weights(Finding finding) {
        return projects.findById(finding.projectId())
                .map(project -> policies.of(project).policy().weights())
                .orElse(Weights.DEFAULT);
    }
}
