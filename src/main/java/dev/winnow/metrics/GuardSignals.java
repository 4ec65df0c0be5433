package dev.winnow.metrics;

import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.TriageState;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.ProjectEpisodes.OfProject;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import dev.winnow.project.Project;
import dev.winnow.triage.JudgedFindings;
import dev.winnow.triage.JudgedFindings.Opinion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final JudgedFindings judged;

    GuardSignals(ProjectEpisodes episodes, Guards guards, JudgedFindings judged) {
        this.episodes = episodes;
        this.guards = guards;
        this.judged = judged;
    }

    /** All guards of the projects, by project and name; those that reported nothing in the period among them. */
    @Transactional(readOnly = true)
    public List<GuardSignal> of(MetricsQuestion question) {
        List<OfProject> all = episodes.of(question, question.period().to());
        Map<Long, Map<Opinion, RoaringBitmap>> said = said(all);
        var signals = new ArrayList<GuardSignal>();
        for (OfProject one : all) {
            RoaringBitmap falsePositives = falsePositives(said, one.project());
            var counts = new HashMap<Long, int[]>();
            count(question, one.facts(), falsePositives, (guard, as, fact) -> counts.computeIfAbsent(
                            guard, any -> new int[GuardCounted.values().length])[as.ordinal()]++);
            guards.findByProjectIdOrderByName(one.project().id()).stream()
                    .filter(guard -> question.guard()
                            .filter(name -> !name.equals(guard.name()))
                            .isEmpty())
                    .filter(guard -> question.category()
                            .filter(wanted -> wanted != guard.category())
                            .isEmpty())
                    .map(guard -> signal(
                            one.project().name(),
                            guard,
                            counts.getOrDefault(guard.id(), new int[GuardCounted.values().length])))
                    .forEach(signals::add);
        }
        signals.sort(Comparator.comparing(GuardSignal::project).thenComparing(GuardSignal::guard));
        return signals;
    }

    /** Takes an episode that counts for a guard. */
    @FunctionalInterface
    private interface Counting {
        void of(long guard, GuardCounted as, Fact fact);
    }

    /** Goes through what a number of guards counts: each episode once, where several of the guards asked about have it. */
    void each(MetricsQuestion question, GuardCounted what, BiConsumer<Project, Fact> sink) {
        List<OfProject> all = episodes.of(question, question.period().to());
        Map<Long, Map<Opinion, RoaringBitmap>> said = said(all);
        for (OfProject one : all) {
            Set<Long> wanted = guards.findByProjectIdOrderByName(one.project().id()).stream()
                    .filter(guard -> ProjectEpisodes.fits(guard, question))
                    .map(Guard::id)
                    .collect(Collectors.toSet());
            var taken = new HashSet<Long>();
            count(question, one.facts(), falsePositives(said, one.project()), (guard, as, fact) -> {
                if (as == what && wanted.contains(guard) && taken.add(fact.id())) {
                    sink.accept(one.project(), fact);
                }
            });
        }
    }

    private Map<Long, Map<Opinion, RoaringBitmap>> said(List<OfProject> all) {
        return judged.of(all.stream().map(one -> one.project().id()).collect(Collectors.toSet()));
    }

    /** Numbers of the findings that are called so now, by whatever. */
    private static RoaringBitmap falsePositives(Map<Long, Map<Opinion, RoaringBitmap>> said, Project project) {
        return said.getOrDefault(project.id(), Map.of()).getOrDefault(Opinion.FALSE_POSITIVE, new RoaringBitmap());
    }

    /** How an episode went. */
    private static GuardCounted fate(Fact fact, RoaringBitmap falsePositives) {
        if (fact.silenced()) {
            boolean byPeople = fact.triage() == TriageState.FALSE_POSITIVE;
            boolean byOthers = (fact.triage() == TriageState.RULE || fact.triage() == TriageState.VEX)
                    && falsePositives.contains(fact.number());
            return byPeople || byOthers ? GuardCounted.FALSE_POSITIVE : GuardCounted.ACCEPTED;
        }
        if (fact.isOpen()) {
            return GuardCounted.OPEN;
        }
        return fact.isFixed() ? GuardCounted.FIXED : GuardCounted.ENDED;
    }

    private static void count(MetricsQuestion question, Fact[] facts, RoaringBitmap falsePositives, Counting into) {
        Severity severity = question.severity().orElse(null);
        for (Fact fact : facts) {
            if (!question.period().has(fact.openedAt()) || severity != null && severity != fact.openedSeverity()) {
                continue;
            }
            GuardCounted fate = fate(fact, falsePositives);
            boolean alert = !fact.backlog() && !fact.openedSilenced();
            boolean alone = fact.guards().size() == 1;
            for (long guard : fact.guards()) {
                into.of(guard, GuardCounted.OPENED, fact);
                into.of(guard, fate, fact);
                if (alert) {
                    into.of(guard, GuardCounted.ALERTS, fact);
                }
                if (alone) {
                    into.of(guard, GuardCounted.ALONE, fact);
                }
            }
        }
    }

    private static GuardSignal signal(String project, Guard guard, int[] counts) {
        return new GuardSignal(
                project,
                guard.name(),
                guard.tool(),
                guard.stage(),
                guard.category(),
                counts[GuardCounted.OPENED.ordinal()],
                counts[GuardCounted.FIXED.ordinal()],
                counts[GuardCounted.FALSE_POSITIVE.ordinal()],
                counts[GuardCounted.ACCEPTED.ordinal()],
                counts[GuardCounted.OPEN.ordinal()],
                counts[GuardCounted.ENDED.ordinal()],
                counts[GuardCounted.ALERTS.ordinal()],
                counts[GuardCounted.ALONE.ordinal()]);
    }
}
