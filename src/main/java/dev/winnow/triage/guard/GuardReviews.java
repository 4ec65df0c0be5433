package dev.winnow.triage.guard;

import dev.winnow.access.Caller;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.GuardRules;
import dev.winnow.finding.GuardRules.Said;
import dev.winnow.finding.GuardRules.Seen;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.triage.JudgedFindings;
import dev.winnow.triage.JudgedFindings.Opinion;
import java.util.ArrayList;
import java.util.Collection;
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
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts what people said of what guards report, rule by rule. It counts in projects that the caller may read and in no
 * others. Sets that imports and decisions keep up are held against each other; no finding is read for it.
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
        guards.byRule(findings.keySet()).forEach((id, byRule) -> {
            RoaringBitmap its = findings.getOrDefault(id, new RoaringBitmap());
            Map<Opinion, RoaringBitmap> saidHere = said.getOrDefault(id, Map.of());
            byRule.forEach((rule, numbers) -> {
                RoaringBitmap both = RoaringBitmap.and(numbers, its);
                if (!both.isEmpty()) {
                    counts.computeIfAbsent(rule, Count::new).add(id, both, saidHere);
                }
            });
        });
        List<RuleTally> rules = counts.values().stream()
                .map(Count::tally)
                .sorted(RuleTally.WORST_FIRST)
                .toList();
        return new Review(tally(seen, said, names), rules);
    }

    /**
     * What these rules of a guard are called, where they have another name than their id.
     *
     * @param rules up to a thousand, of a review that the caller got
     * @return by the rule's id
     */
    public Map<String, String> titles(String guard, Collection<RuleTally> rules) {
        Map<Long, Said> said =
                guards.said(guard, rules.stream().map(RuleTally::example).toList());
        var titles = new HashMap<String, String>();
        rules.forEach(rule -> Optional.ofNullable(said.get(rule.example()))
                .flatMap(GuardReviews::title)
                .filter(title -> !title.equalsIgnoreCase(rule.rule()))
                .ifPresent(title -> titles.put(rule.rule(), title)));
        return titles;
    }

    /** Of an advisory, which seldom has a name, what its findings are called. */
    private static Optional<String> title(Said said) {
        String name = said.rule().name();
        if (name != null && !name.isBlank()) {
            return Optional.of(name);
        }
        return said.rule().advisory() == null
                ? Optional.empty()
                : Optional.of(said.details().title()).filter(title -> !title.isBlank());
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

        void add(long project, RoaringBitmap findings, Map<Opinion, RoaringBitmap> said) {
            example = Math.max(example, FindingId.of(project, findings.last()));
            undecided += findings.getCardinality();
            said.forEach((opinion, numbers) -> {
                int count = RoaringBitmap.andCardinality(numbers, findings);
                if (count > 0) {
                    judged.merge(opinion, count, Integer::sum);
                    undecided -= count;
                }
            });
        }

        RuleTally tally() {
            return new RuleTally(rule, example, judged, undecided);
        }
    }
}
