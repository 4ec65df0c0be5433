package dev.winnow.triage.guard;

import dev.winnow.access.Caller;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.GuardRules;
import dev.winnow.finding.GuardRules.Seen;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.triage.JudgedFindings;
import dev.winnow.triage.JudgedFindings.Opinion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts what people said of what guards report, rule by rule. It counts in projects that the caller may read and in no
 * others. Sets are read whole and held against each other; no finding is read for it but its rule, from an index.
 */
@Service
@Transactional(readOnly = true)
public class GuardReviews {
    private final GuardRules guards;
    private final JudgedFindings judged;
    private final Projects projects;

    GuardReviews(GuardRules guards, JudgedFindings judged, Projects projects) {
        this.guards = guards;
        this.judged = judged;
        this.projects = projects;
    }

    /** A guard and its rules, the one with the largest share of false positives first. */
    public record Review(GuardTally guard, List<RuleTally> rules) {}

    /** All guards by the share of false positives, the largest first. @param project the only one; empty: all readable ones */
    public List<GuardTally> list(Caller by, Optional<String> project) {
        Map<Long, String> names = readable(by, project);
        Map<Long, Map<Opinion, RoaringBitmap>> said = judged.of(names.keySet());
        Map<String, List<Seen>> byName = guards.seen(names.keySet(), Optional.empty()).stream()
                .collect(Collectors.groupingBy(Seen::guard, LinkedHashMap::new, Collectors.toList()));
        return byName.values().stream()
                .map(seen -> tally(seen, said, names))
                .sorted(Comparator.<GuardTally>comparingDouble(
                                guard -> guard.falsePositives().low())
                        .reversed()
                        .thenComparing(GuardTally::guard))
                .toList();
    }

    /**
     * @param project the only one; empty: all that the caller may read
     * @throws NotFound where no guard of that name runs there
     */
    public Review of(Caller by, String guard, Optional<String> project) {
        Map<Long, String> names = readable(by, project);
        List<Seen> seen = seen(names, guard);
        Map<Long, RoaringBitmap> findings = seen.stream().collect(Collectors.toMap(Seen::projectId, Seen::findings));
        Map<Long, Map<Opinion, RoaringBitmap>> said = judged.of(findings.keySet());
        var counts = new HashMap<String, Count>();
        guards.rules(findings.keySet(), (id, rule) -> {
            long projectId = FindingId.project(id);
            int number = FindingId.number(id);
            if (findings.getOrDefault(projectId, new RoaringBitmap()).contains(number)) {
                counts.computeIfAbsent(rule, Count::new).add(id, opinion(said.get(projectId), number));
            }
        });
        List<RuleTally> rules = counts.values().stream()
                .map(Count::tally)
                .sorted(RuleTally.WORST_FIRST)
                .toList();
        return new Review(tally(seen, said, names), rules);
    }

    List<Seen> seen(Map<Long, String> projectNames, String guard) {
        List<Seen> seen = guards.seen(projectNames.keySet(), Optional.of(guard));
        if (seen.isEmpty()) {
            throw new NotFound("There is no guard " + guard + ".");
        }
        return seen;
    }

    /** Names by id. */
    Map<Long, String> readable(Caller by, Optional<String> project) {
        List<Project> all = project.isPresent()
                ? List.of(projects.findByName(project.get())
                        .filter(one -> by.mayRead(one.name()))
                        .orElseThrow(() -> new NotFound("There is no project " + project.get() + ".")))
                : projects.visibleTo(by);
        return all.stream().collect(Collectors.toMap(Project::id, Project::name));
    }

    private static @Nullable Opinion opinion(@Nullable Map<Opinion, RoaringBitmap> said, int number) {
        if (said != null) {
            for (var entry : said.entrySet()) {
                if (entry.getValue().contains(number)) {
                    return entry.getKey();
                }
            }
        }
        return null;
    }

    private static GuardTally tally(
            List<Seen> seen, Map<Long, Map<Opinion, RoaringBitmap>> said, Map<Long, String> names) {
        var judged = new EnumMap<Opinion, Integer>(Opinion.class);
        int findings = 0;
        var in = new ArrayList<String>();
        for (Seen one : seen) {
            findings += one.findings().getCardinality();
            in.add(names.getOrDefault(one.projectId(), ""));
            said.getOrDefault(one.projectId(), Map.of()).forEach((opinion, numbers) -> {
                int count = RoaringBitmap.andCardinality(numbers, one.findings());
                if (count > 0) {
                    judged.merge(opinion, count, Integer::sum);
                }
            });
        }
        in.sort(null);
        return new GuardTally(
                seen.getFirst().guard(),
                words(seen, Seen::tool),
                words(seen, one -> one.category().word()),
                in,
                findings,
                judged);
    }

    private static TreeSet<String> words(List<Seen> seen, Function<Seen, String> word) {
        Set<String> words = seen.stream().map(word).collect(Collectors.toSet());
        return new TreeSet<>(words);
    }

    private static final class Count {
        private final String rule;
        private final EnumMap<Opinion, Integer> judged = new EnumMap<>(Opinion.class);
        private long example;
        private int undecided;

        private Count(String rule) {
            this.rule = rule;
        }

        void add(long finding, @Nullable Opinion opinion) {
            example = Math.max(example, finding);
            if (opinion == null) {
                undecided++;
            } else {
                judged.merge(opinion, 1, Integer::sum);
            }
        }

        RuleTally tally() {
            return new RuleTally(rule, example, judged, undecided);
        }
    }
}
