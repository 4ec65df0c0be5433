package dev.winnow.policy;

import dev.winnow.finding.BuildContent;
import dev.winnow.finding.BuildContents;
import dev.winnow.finding.ScanContent;
import dev.winnow.importers.Severity;
import dev.winnow.policy.language.Weights;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.SeverityCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Explains the risk of builds: who found what it consists of, and why it differs from before. */
@Service
public class Risks {
    private final BuildContents contents;
    private final Builds builds;
    private final SeenByGuards seenByGuards;

    Risks(BuildContents contents, Builds builds, SeenByGuards seenByGuards) {
        this.contents = contents;
        this.builds = builds;
        this.seenByGuards = seenByGuards;
    }

    /**
     * The build's risk by the guards that found it, the largest share first. Guards that found nothing have a share of
     * their own without points.
     */
    public List<RiskShare> shares(BuildContent content, Weights weights) {
        Map<String, RoaringBitmap> seen = seenByGuard(content);
        List<Part> parts = List.of(new Part(List.of(), standing(content)));
        for (var guard : seen.entrySet()) {
            parts = split(parts, guard.getKey(), guard.getValue());
        }
        var all = new ArrayList<>(parts);
        for (String guard : seen.keySet()) {
            if (parts.stream().noneMatch(part -> part.guards().contains(guard))) {
                all.add(new Part(List.of(guard), new RoaringBitmap()));
            }
        }
        return all.stream()
                .map(part -> share(part, content.all(), weights))
                .sorted(Comparator.comparingLong((RiskShare share) -> share.points())
                        .reversed()
                        .thenComparing(share -> String.join(" ", share.guards())))
                .toList();
    }

    /** The difference to the build before on the branch; empty where there is none that was scanned. */
    public Optional<RiskChange> change(Build build, BuildContent content, Weights weights) {
        return builds.before(build).filter(before -> before.risk().isPresent()).map(before -> {
            BuildContent old = contents.of(before);
            return new RiskChange(
                    before,
                    before.risk().orElse(0L),
                    build.risk().orElse(0L),
                    points(content, content.fresh(), weights),
                    points(old, content.fixed(), weights));
        });
    }

    /** Findings of the build that count, and only these guards saw. */
    private record Part(List<String> guards, RoaringBitmap findings) {}

    /** Parts every one by whether this guard saw it too. */
    private static List<Part> split(List<Part> parts, String guard, RoaringBitmap seen) {
        var finer = new ArrayList<Part>();
        for (Part part : parts) {
            var both = new ArrayList<>(part.guards());
            both.add(guard);
            finer.add(new Part(part.guards(), RoaringBitmap.andNot(part.findings(), seen)));
            finer.add(new Part(both, RoaringBitmap.and(part.findings(), seen)));
        }
        finer.removeIf(part -> part.findings().isEmpty());
        return finer;
    }

    /** What each guard that ran for the build saw in it, by the guard's name. */
    public Map<String, RoaringBitmap> seenByGuard(BuildContent content) {
        var seen = new TreeMap<String, RoaringBitmap>();
        seenByGuards.of(content).forEach(one -> seen.put(one.guard().name(), one.findings()));
        return seen;
    }

    private static RoaringBitmap standing(BuildContent content) {
        return RoaringBitmap.andNot(content.all().all(), content.silenced());
    }

    private static RiskShare share(Part part, ScanContent content, Weights weights) {
        int[] counts = new int[Severity.values().length];
        var points = new EnumMap<Severity, Long>(Severity.class);
        for (Severity severity : Severity.values()) {
            RoaringBitmap findings = RoaringBitmap.and(content.of(severity), part.findings());
            counts[severity.ordinal()] = findings.getCardinality();
            long cost = Score.risk(weights, severity, findings, content.exploited());
            if (cost > 0) {
                points.put(severity, cost);
            }
        }
        return new RiskShare(part.guards(), SeverityCounts.of(counts), points);
    }

    /** What these findings cost the build; those that it does not have cost nothing. */
    public static long points(BuildContent content, RoaringBitmap findings, Weights weights) {
        long points = 0;
        for (Severity severity : Severity.values()) {
            points += Score.risk(
                    weights,
                    severity,
                    RoaringBitmap.and(content.standing(severity), findings),
                    content.all().exploited());
        }
        return points;
    }
}
