package dev.winnow.metrics;

import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.TriageState;
import dev.winnow.metrics.ProjectEpisodes.OfProject;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import dev.winnow.triage.JudgedFindings;
import dev.winnow.triage.JudgedFindings.Opinion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        Map<Long, Map<Opinion, RoaringBitmap>> said =
                judged.of(all.stream().map(one -> one.project().id()).collect(Collectors.toSet()));
        var signals = new ArrayList<GuardSignal>();
        for (OfProject one : all) {
            RoaringBitmap falsePositives = said.getOrDefault(one.project().id(), Map.of())
                    .getOrDefault(Opinion.FALSE_POSITIVE, new RoaringBitmap());
            var counts = new HashMap<Long, int[]>();
            for (Fact fact : one.facts()) {
                if (question.period().has(fact.openedAt())
                        && question.severity()
                                .filter(wanted -> wanted != fact.openedSeverity())
                                .isEmpty()) {
                    count(fact, falsePositives, counts);
                }
            }
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
                            counts.getOrDefault(guard.id(), new int[Fate.values().length + 2])))
                    .forEach(signals::add);
        }
        signals.sort(Comparator.comparing(GuardSignal::project).thenComparing(GuardSignal::guard));
        return signals;
    }

    /** How an episode went. */
    enum Fate {
        FIXED,
        FALSE_POSITIVE,
        ACCEPTED,
        OPEN,
        ENDED;

        /** @param falsePositives numbers of the findings that are called so now, by whatever */
        static Fate of(Fact fact, RoaringBitmap falsePositives) {
            if (fact.silenced()) {
                boolean byPeople = fact.triage() == TriageState.FALSE_POSITIVE;
                boolean byOthers = (fact.triage() == TriageState.RULE || fact.triage() == TriageState.VEX)
                        && falsePositives.contains(fact.number());
                return byPeople || byOthers ? FALSE_POSITIVE : ACCEPTED;
            }
            if (fact.isOpen()) {
                return OPEN;
            }
            return fact.isFixed() ? FIXED : ENDED;
        }
    }

    private static void count(Fact fact, RoaringBitmap falsePositives, Map<Long, int[]> counts) {
        int fate = Fate.of(fact, falsePositives).ordinal();
        Set<Long> by = fact.guards();
        for (long guard : by) {
            int[] its = counts.computeIfAbsent(guard, any -> new int[Fate.values().length + 2]);
            its[fate]++;
            if (!fact.backlog() && !fact.openedSilenced()) {
                its[Fate.values().length]++;
            }
            if (by.size() == 1) {
                its[Fate.values().length + 1]++;
            }
        }
    }

    private static GuardSignal signal(String project, Guard guard, int[] counts) {
        int opened = 0;
        for (Fate fate : Fate.values()) {
            opened += counts[fate.ordinal()];
        }
        return new GuardSignal(
                project,
                guard.name(),
                guard.tool(),
                guard.stage(),
                guard.category(),
                opened,
                counts[Fate.FIXED.ordinal()],
                counts[Fate.FALSE_POSITIVE.ordinal()],
                counts[Fate.ACCEPTED.ordinal()],
                counts[Fate.OPEN.ordinal()],
                counts[Fate.ENDED.ordinal()],
                counts[Fate.values().length],
                counts[Fate.values().length + 1]);
    }
}
