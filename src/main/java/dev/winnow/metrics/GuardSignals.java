package dev.winnow.metrics;

import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.GuardRules;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.GuardTotal.Noisy;
import dev.winnow.metrics.ProjectEpisodes.OfProject;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import dev.winnow.project.Project;
import dev.winnow.triage.JudgedFindings;
import dev.winnow.triage.JudgedFindings.Opinion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Counts what became of what guards reported. */
@Service
public class GuardSignals {
    private final ProjectEpisodes episodes;
    private final Guards guards;
    private final GuardRules rules;
    private final JudgedFindings judged;

    GuardSignals(ProjectEpisodes episodes, Guards guards, GuardRules rules, JudgedFindings judged) {
        this.episodes = episodes;
        this.guards = guards;
        this.rules = rules;
        this.judged = judged;
    }

    /** All guards of the projects, by project and name; those that reported nothing in the period among them. */
    @Transactional(readOnly = true)
    public List<GuardSignal> of(MetricsQuestion question) {
        return counted(question).stream()
                .map(Counted::signal)
                .sorted(Comparator.comparing(GuardSignal::project).thenComparing(GuardSignal::guard))
                .toList();
    }

    /**
     * The same of several times, from one look at what people said and at the rules: for each time all guards, in one order.
     *
     * @param question its own period is not counted
     * @param most so many guards in times are counted at most
     * @throws InvalidRequest where there are more; nothing was counted then
     */
    @Transactional(readOnly = true)
    public List<List<GuardSignal>> each(MetricsQuestion question, List<Period> times, int most) {
        List<OfProject> all = episodes.of(question);
        Map<Long, List<Guard>> wanted = guards(all, question);
        long count = wanted.values().stream().mapToLong(List::size).sum();
        if (times.size() > 1 && count * times.size() > most) {
            throw new InvalidRequest("bucket: " + count + " guards in " + (times.size() - 1)
                    + " parts are more than one answer holds. Take larger parts, a shorter period, or fewer projects.");
        }
        return counted(question, all, wanted, times).stream()
                .map(some -> some.stream()
                        .map(Counted::signal)
                        .sorted(Comparator.comparing(GuardSignal::project).thenComparing(GuardSignal::guard))
                        .toList())
                .toList();
    }

    /** The same, with the guards of one name together; by name. */
    @Transactional(readOnly = true)
    public List<GuardTotal> totals(MetricsQuestion question) {
        return counted(question).stream()
                .collect(Collectors.groupingBy(one -> one.guard().name(), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(GuardSignals::total)
                .toList();
    }

    private record Counted(String project, Guard guard, FateCounts counts, FindingRules rules) {
        List<RuleSignal> noisy() {
            return counts.rules(rules, RuleSignal::isNoisy);
        }

        GuardSignal signal() {
            return new GuardSignal(
                    project,
                    guard.name(),
                    guard.tool(),
                    guard.stage(),
                    guard.category(),
                    counts.opened(),
                    counts.of(Fate.FIXED),
                    counts.of(Fate.FALSE_POSITIVE),
                    counts.of(Fate.ACCEPTED),
                    counts.of(Fate.OPEN),
                    counts.of(Fate.ENDED),
                    counts.alerts(),
                    counts.alone(),
                    noisy().stream()
                            .sorted(RuleSignal.NOISIEST)
                            .limit(GuardSignal.RULES)
                            .toList());
        }
    }

    private List<Counted> counted(MetricsQuestion question) {
        List<OfProject> all = episodes.of(question);
        return counted(question, all, guards(all, question), List.of(question.period()))
                .getFirst();
    }

    /** The guards asked about, by project and name. */
    private Map<Long, List<Guard>> guards(List<OfProject> all, MetricsQuestion question) {
        List<Long> ids = all.stream().map(one -> one.project().id()).toList();
        return guards.findByProjectIdInOrderByName(ids).stream()
                .filter(guard -> ProjectEpisodes.fits(guard, question))
                .collect(Collectors.groupingBy(Guard::projectId));
    }

    private List<List<Counted>> counted(
            MetricsQuestion question, List<OfProject> all, Map<Long, List<Guard>> wanted, List<Period> times) {
        Set<Long> ids = all.stream().map(one -> one.project().id()).collect(Collectors.toSet());
        Map<Long, Map<Opinion, RoaringBitmap>> said = judged.of(ids);
        Map<Long, Map<String, RoaringBitmap>> byRule = rules.byRule(ids);
        List<List<Counted>> counted =
                times.stream().<List<Counted>>map(time -> new ArrayList<>()).toList();
        for (OfProject one : all) {
            long id = one.project().id();
            RoaringBitmap falsePositives = falsePositives(said, one.project());
            var ruleOf = new FindingRules(byRule.getOrDefault(id, Map.of()));
            List<Guard> its = wanted.getOrDefault(id, List.of());
            for (int i = 0; i < times.size(); i++) {
                Map<Long, FateCounts> counts = count(question.in(times.get(i)), one, falsePositives, ruleOf);
                List<Counted> into = counted.get(i);
                its.forEach(guard -> into.add(new Counted(
                        one.project().name(),
                        guard,
                        counts.computeIfAbsent(guard.id(), any -> new FateCounts()),
                        ruleOf)));
            }
        }
        return counted;
    }

    private static Map<Long, FateCounts> count(
            MetricsQuestion question, OfProject one, RoaringBitmap falsePositives, FindingRules rules) {
        var counts = new HashMap<Long, FateCounts>();
        var bySet = new BySet(counts);
        go(question, one, falsePositives, (fact, fate) -> {
            int rule = rules.of(fact.number());
            for (FateCounts its : bySet.of(fact.guards())) {
                its.add(fact, fate, rule);
            }
        });
        return counts;
    }

    /** The counts of each set of guards: few sets are many findings'. */
    private static final class BySet {
        private final Map<Long, FateCounts> counts;
        private final Map<Set<Long>, FateCounts[]> known = new HashMap<>();
        private Set<Long> last = Set.of();
        private FateCounts[] its = {};

        BySet(Map<Long, FateCounts> counts) {
            this.counts = counts;
        }

        FateCounts[] of(Set<Long> guards) {
            if (!last.equals(guards)) {
                last = guards;
                its = known.computeIfAbsent(
                        last,
                        set -> set.stream()
                                .map(guard -> counts.computeIfAbsent(guard, any -> new FateCounts()))
                                .toArray(FateCounts[]::new));
            }
            return its;
        }
    }

    /** Goes through what a number of guards counts: each episode once, where several of the guards asked about have it. */
    void each(MetricsQuestion question, GuardCounted what, BiConsumer<Project, Fact> sink) {
        List<OfProject> all = episodes.of(question);
        Map<Long, Map<Opinion, RoaringBitmap>> said =
                judged.of(all.stream().map(one -> one.project().id()).collect(Collectors.toSet()));
        Map<Long, List<Guard>> asked = guards(all, question);
        for (OfProject one : all) {
            Set<Long> wanted = asked.getOrDefault(one.project().id(), List.of()).stream()
                    .map(Guard::id)
                    .collect(Collectors.toSet());
            go(question, one, falsePositives(said, one.project()), (fact, fate) -> {
                if (what.counts(fact, fate) && !Collections.disjoint(fact.guards(), wanted)) {
                    sink.accept(one.project(), fact);
                }
            });
        }
    }

    /** The episodes that opened in the period, with how they went. */
    private static void go(
            MetricsQuestion question, OfProject one, RoaringBitmap falsePositives, BiConsumer<Fact, Fate> sink) {
        Severity severity = question.severity().orElse(null);
        FactOrder opened = one.orders().opened();
        int end = opened.from(question.period().to().toEpochMilli());
        for (int i = opened.from(question.period().from().toEpochMilli()); i < end; i++) {
            Fact fact = opened.get(i);
            if (one.has(fact) && (severity == null || severity == fact.openedSeverity())) {
                sink.accept(fact, Fate.of(fact, falsePositives));
            }
        }
    }

    /** Numbers of the findings that are called so now, by whatever. */
    private static RoaringBitmap falsePositives(Map<Long, Map<Opinion, RoaringBitmap>> said, Project project) {
        return said.getOrDefault(project.id(), Map.of()).getOrDefault(Opinion.FALSE_POSITIVE, new RoaringBitmap());
    }

    /** @param same of one name */
    private static GuardTotal total(Collection<Counted> same) {
        var where = new HashMap<String, TreeSet<String>>();
        same.forEach(one -> one.noisy()
                .forEach(rule -> where.computeIfAbsent(rule.rule(), any -> new TreeSet<>())
                        .add(one.project())));
        // What a rule opened in projects where nobody silenced it counts too.
        Map<String, RuleSignal> noisy = same.stream()
                .flatMap(one -> one.counts().rules(one.rules(), rule -> where.containsKey(rule.rule())).stream())
                .collect(Collectors.toMap(RuleSignal::rule, rule -> rule, RuleSignal::with));
        return new GuardTotal(
                same.iterator().next().guard().name(),
                same.stream()
                        .map(Counted::signal)
                        .sorted(Comparator.comparing(GuardSignal::project))
                        .toList(),
                noisy.values().stream()
                        .sorted(RuleSignal.NOISIEST)
                        .limit(GuardSignal.RULES)
                        .map(rule -> new Noisy(rule, where.getOrDefault(rule.rule(), new TreeSet<>())))
                        .toList());
    }
}
