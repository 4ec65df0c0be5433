package dev.winnow.guard;

import dev.winnow.finding.GuardRules;
import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanStatus;
import dev.winnow.finding.Scans;
import dev.winnow.finding.StreamCare;
import dev.winnow.finding.StreamCare.Kept;
import dev.winnow.finding.Streams;
import dev.winnow.finding.ToolVersions;
import dev.winnow.finding.ToolVersions.Used;
import dev.winnow.guard.GuardDetail.Overlap;
import dev.winnow.guard.GuardDetail.RuleCount;
import dev.winnow.guard.GuardDetail.Shared;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import dev.winnow.project.Project;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells of one guard of a project what it looks at, how it ran, and what it finds; from sets and roll-ups. */
@Service
@Transactional(readOnly = true)
public class GuardDetails {
    private static final int VERSIONS = 30;
    private static final int FAILED = 50;

    private final GuardMaps maps;
    private final Guards guards;
    private final StreamCare care;
    private final Streams tracked;
    private final Scans scans;
    private final ToolVersions versions;
    private final GuardRules rules;

    GuardDetails(
            GuardMaps maps,
            Guards guards,
            StreamCare care,
            Streams tracked,
            Scans scans,
            ToolVersions versions,
            GuardRules rules) {
        this.maps = maps;
        this.guards = guards;
        this.care = care;
        this.tracked = tracked;
        this.scans = scans;
        this.versions = versions;
        this.rules = rules;
    }

    /** @throws NotFound where the project has no guard of that name */
    public GuardDetail of(Project project, String name) {
        Guard guard = find(project, name);
        GuardMap map = maps.of(project);
        List<Used> used = versions.of(guard.id(), VERSIONS + 1);
        return new GuardDetail(
                map.guards().stream()
                        .filter(one -> one.guard().id() == guard.id())
                        .findFirst()
                        .orElseThrow(),
                map.builds(),
                map.changes(),
                streams(project, guard),
                used.stream().limit(VERSIONS).toList(),
                used.size() > VERSIONS,
                overlap(rules.now(project.id()), name));
    }

    private Guard find(Project project, String name) {
        return guards.findByProjectIdAndName(project.id(), name)
                .orElseThrow(() -> new NotFound("Project " + project.name() + " has no guard " + name + "."));
    }

    private List<Kept> streams(Project project, Guard guard) {
        return care.of(project).stream()
                .filter(kept -> kept.stream().guardId() == guard.id())
                .toList();
    }

    static Overlap overlap(Map<String, RoaringBitmap> seen, String guard) {
        RoaringBitmap own = seen.getOrDefault(guard, new RoaringBitmap());
        var alone = own.clone();
        var shared = new ArrayList<Shared>();
        seen.forEach((other, its) -> {
            int both = other.equals(guard) ? 0 : RoaringBitmap.andCardinality(own, its);
            if (both > 0) {
                shared.add(new Shared(other, both));
                alone.andNot(its);
            }
        });
        shared.sort(Comparator.comparingInt(Shared::count).reversed().thenComparing(Shared::guard));
        return new Overlap(own.getCardinality(), alone.getCardinality(), shared);
    }

    /** The rules that it has ever reported by, those with the most open findings first. */
    public List<RuleCount> rules(Project project, String name) {
        find(project, name);
        RoaringBitmap open = rules.now(project.id()).getOrDefault(name, new RoaringBitmap());
        RoaringBitmap seen = rules.seen(Set.of(project.id()), Optional.of(name)).stream()
                .map(GuardRules.Seen::findings)
                .findFirst()
                .orElseGet(RoaringBitmap::new);
        var counts = new ArrayList<RuleCount>();
        rules.byRule(Set.of(project.id())).getOrDefault(project.id(), Map.of()).forEach((rule, its) -> {
            int ever = RoaringBitmap.andCardinality(its, seen);
            if (ever > 0) {
                counts.add(new RuleCount(rule, RoaringBitmap.andCardinality(its, open), ever));
            }
        });
        counts.sort(Comparator.comparingInt(RuleCount::open)
                .thenComparingInt(RuleCount::seen)
                .reversed()
                .thenComparing(RuleCount::rule));
        return counts;
    }

    /**
     * Its scans, the newest first: of all streams of the tracked branch, and of those of other branches that reported on the
     * newest builds.
     *
     * @param before the id of the last scan of the page before; {@code Long.MAX_VALUE} for the first
     */
    public List<Scan> scans(Project project, String name, long before, int limit) {
        Guard guard = find(project, name);
        var streams = new HashSet<>(maps.window(project).streams(guard.id()));
        tracked.findByProjectIdAndBranch(project.id(), project.trackedBranch()).stream()
                .filter(stream -> stream.guardId() == guard.id())
                .forEach(stream -> streams.add(stream.id()));
        return streams.stream()
                .flatMap(stream -> scans.olderOfStream(stream, before, Limit.of(limit)).stream())
                .sorted(Comparator.comparingLong(Scan::id).reversed())
                .limit(limit)
                .toList();
    }

    /** Uploads that named this guard and failed, the newest first; of the newest failures of the project. */
    public List<Scan> failed(Project project, String name) {
        return scans.notImported(project.name(), Limit.of(FAILED)).stream()
                .filter(scan -> scan.status() == ScanStatus.FAILED)
                .filter(scan -> name.equals(scan.request().guard()))
                .toList();
    }
}
