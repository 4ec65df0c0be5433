package dev.winnow.metrics;

import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.Findings;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads what there is to say of things behind a number: a page at a time, whatever the number. */
@Service
public class BehindRows {
    private final Findings findings;
    private final Guards guards;
    private final Builds builds;

    BehindRows(Findings findings, Guards guards, Builds builds) {
        this.findings = findings;
        this.guards = guards;
        this.builds = builds;
    }

    /**
     * One thing behind a number.
     *
     * @param finding of an episode, or the finding itself; empty where it is no more
     * @param guards names of those that reported it: while the episode was open, else ever
     * @param build the first one of a change
     */
    public record Row(Behind behind, Optional<Finding> finding, List<String> guards, Optional<Build> build) {}

    @Transactional(readOnly = true)
    public List<Row> of(List<Behind> page) {
        List<Long> ids =
                page.stream().flatMap(one -> finding(one).stream()).distinct().toList();
        Map<Long, Finding> found =
                findings.ofIds(ids).stream().collect(Collectors.toMap(Finding::id, Function.identity()));
        Map<Long, String> names = guardNames(page);
        Set<Long> bare = new HashSet<>();
        Set<Long> ofBuilds = new HashSet<>();
        for (Behind one : page) {
            if (one instanceof Behind.OfFinding) {
                bare.add(one.id());
            } else if (one instanceof Behind.OfBuild) {
                ofBuilds.add(one.id());
            }
        }
        Map<Long, List<String>> seenBy = findings.guardsOf(bare);
        Map<Long, Build> built = ofBuilds.isEmpty()
                ? Map.of()
                : builds.findByIdIn(ofBuilds).stream().collect(Collectors.toMap(Build::id, Function.identity()));
        return page.stream()
                .map(one -> new Row(
                        one,
                        finding(one).map(found::get),
                        one instanceof Behind.OfEpisode episode
                                ? named(episode.fact().guards(), names)
                                : seenBy.getOrDefault(one.id(), List.of()),
                        Optional.ofNullable(one instanceof Behind.OfBuild ? built.get(one.id()) : null)))
                .toList();
    }

    /** Id of the finding that a thing is of; empty for builds. */
    public static Optional<Long> finding(Behind one) {
        return switch (one) {
            case Behind.OfEpisode episode ->
                Optional.of(FindingId.of(episode.project().id(), episode.fact().number()));
            case Behind.OfFinding finding -> Optional.of(finding.id());
            case Behind.OfBuild build -> Optional.empty();
        };
    }

    private Map<Long, String> guardNames(List<Behind> page) {
        Set<Long> ids = page.stream()
                .filter(Behind.OfEpisode.class::isInstance)
                .flatMap(one -> ((Behind.OfEpisode) one).fact().guards().stream())
                .collect(Collectors.toSet());
        return ids.isEmpty()
                ? Map.of()
                : guards.findByIdIn(ids).stream().collect(Collectors.toMap(Guard::id, Guard::name));
    }

    private static List<String> named(Collection<Long> ids, Map<Long, String> names) {
        return ids.stream()
                .map(names::get)
                .filter(name -> name != null)
                .sorted()
                .toList();
    }
}
