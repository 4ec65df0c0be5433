package dev.winnow.guard;

import dev.winnow.finding.GuardReports;
import dev.winnow.finding.StreamCare;
import dev.winnow.finding.StreamCare.Kept;
import dev.winnow.guard.GuardMap.Cover;
import dev.winnow.guard.GuardMap.StarterStanding;
import dev.winnow.guard.GuardStanding.Expected;
import dev.winnow.guard.GuardStanding.State;
import dev.winnow.policy.Policies;
import dev.winnow.project.Builds;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import dev.winnow.project.Project;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Draws the map of a project's guards: from its guards, the streams of its tracked branch, and the scans of its newest
 * builds. What it costs does not grow with the project's history, and no finding is read.
 */
@Service
@Transactional(readOnly = true)
public class GuardMaps {
    /** Newest builds of the tracked branch that guards are counted on. */
    public static final int BUILDS = 20;

    /** Newest builds of any branch, among which those of changes and other branches are looked for. */
    private static final int RECENT = 2 * BUILDS;

    private final Guards guards;
    private final Builds builds;
    private final GuardReports reports;
    private final StreamCare care;
    private final Policies policies;

    GuardMaps(Guards guards, Builds builds, GuardReports reports, StreamCare care, Policies policies) {
        this.guards = guards;
        this.builds = builds;
        this.reports = reports;
        this.care = care;
        this.policies = policies;
    }

    public GuardMap of(Project project) {
        List<Guard> all = guards.findByProjectIdOrderByName(project.id());
        ReportWindow window = window(project);
        Map<Long, List<Kept>> streams = care.of(project).stream()
                .collect(Collectors.groupingBy(kept -> kept.stream().guardId()));
        List<String> named = policies.of(project).policy().guards();
        List<GuardStanding> standings = all.stream()
                .map(guard -> standing(guard, window, streams.getOrDefault(guard.id(), List.of()), named))
                .toList();
        Set<String> known = all.stream().map(Guard::name).collect(Collectors.toSet());
        return new GuardMap(
                window.tracked().size(),
                window.changes().size(),
                standings,
                named.stream()
                        .filter(name -> !known.contains(name))
                        .distinct()
                        .sorted()
                        .toList(),
                Arrays.stream(Starter.values())
                        .map(starter -> standing(starter, standings))
                        .toList());
    }

    /** Names of the guards all of whose targets came to a stop; without the rest of the map. */
    public List<String> stale(Project project) {
        Map<Long, List<Kept>> living = care.of(project).stream()
                .filter(kept -> kept.stream().retiredAt().isEmpty())
                .collect(Collectors.groupingBy(kept -> kept.stream().guardId()));
        if (living.values().stream().flatMap(List::stream).noneMatch(Kept::stale)) {
            return List.of();
        }
        return guards.findByProjectIdOrderByName(project.id()).stream()
                .filter(guard -> {
                    List<Kept> its = living.getOrDefault(guard.id(), List.of());
                    return !its.isEmpty() && its.stream().allMatch(Kept::stale);
                })
                .map(Guard::name)
                .toList();
    }

    /** What was reported for the newest builds. */
    ReportWindow window(Project project) {
        var tracked = builds.newestOnBranch(project.id(), project.trackedBranch(), Limit.of(BUILDS));
        var changes = builds.newest(project.id(), Limit.of(RECENT)).stream()
                .filter(build -> !build.branch().equals(project.trackedBranch())
                        || build.changeId().isPresent())
                .toList();
        return ReportWindow.of(tracked, changes, reports::of);
    }

    private static GuardStanding standing(Guard guard, ReportWindow window, List<Kept> streams, List<String> named) {
        List<Kept> living = streams.stream()
                .filter(kept -> kept.stream().retiredAt().isEmpty())
                .toList();
        Stream<Instant> newest =
                streams.stream().flatMap(kept -> kept.newest().flatMap(scan -> scan.detectedAt()).stream());
        return new GuardStanding(
                guard,
                Stream.concat(newest, window.last(guard.id()).stream()).max(Instant::compareTo),
                window.completeOnTracked(guard.id()),
                window.brokeOffOnTracked(guard.id()),
                window.onChanges(guard.id()),
                window.afterCommit(guard.id()),
                window.afterFirst(guard.id()),
                living.size(),
                (int) living.stream().filter(Kept::stale).count(),
                streams.size() - living.size(),
                living.stream().mapToInt(Kept::held).sum(),
                expected(guard, window, named, living));
    }

    /** As the gate expects it: by the policy, else where it ran for the newest build or the one before. */
    private static Expected expected(Guard guard, ReportWindow window, List<String> named, List<Kept> living) {
        if (!named.isEmpty()) {
            return named.contains(guard.name()) ? Expected.BY_POLICY : Expected.NOT;
        }
        // What happens at run time happens to some builds: none waits for it.
        boolean reports = living.stream().anyMatch(kept -> !kept.stream().events());
        return reports && window.ranForNewest(guard.id()) ? Expected.BY_HABIT : Expected.NOT;
    }

    private static StarterStanding standing(Starter starter, List<GuardStanding> standings) {
        List<GuardStanding> fitting = standings.stream()
                .filter(one -> one.guard().category() == starter.category())
                .filter(one -> one.state() != State.SILENT)
                .toList();
        return new StarterStanding(
                starter,
                cover(starter, fitting),
                fitting.stream().map(one -> one.guard().name()).toList());
    }

    private static Cover cover(Starter starter, List<GuardStanding> fitting) {
        if (fitting.isEmpty()) {
            return Cover.GAP;
        }
        if (fitting.stream().allMatch(one -> one.state() == State.STALE)) {
            return Cover.STALE;
        }
        return starter.isOfChanges() && fitting.stream().allMatch(one -> one.onChanges() == 0)
                ? Cover.NOT_ON_CHANGES
                : Cover.COVERED;
    }
}
