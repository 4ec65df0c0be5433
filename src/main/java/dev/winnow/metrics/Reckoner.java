package dev.winnow.metrics;

import dev.winnow.deployment.ProductionCriticals;
import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.SilencedHistory.Begun;
import dev.winnow.metrics.FirstBuilds.FirstBuild;
import dev.winnow.metrics.ProjectEpisodes.OfProject;
import dev.winnow.project.Project;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * Goes through what happened and gives it to counters: the episodes in one pass, whatever number of parts they are counted
 * in, and what is asked of builds and production once for all parts.
 */
@Component
class Reckoner {
    private final ProjectEpisodes episodes;
    private final FirstBuilds firstBuilds;
    private final ProductionCriticals criticals;
    private final TargetStore targets;
    private final Clock clock;

    Reckoner(
            ProjectEpisodes episodes,
            FirstBuilds firstBuilds,
            ProductionCriticals criticals,
            TargetStore targets,
            Clock clock) {
        this.episodes = episodes;
        this.firstBuilds = firstBuilds;
        this.criticals = criticals;
        this.targets = targets;
        this.clock = clock;
    }

    /** Until when it is known what happened. */
    Instant now() {
        return clock.instant();
    }

    /** The episodes that are asked for, by project. */
    List<Fact[]> facts(MetricsQuestion question) {
        return episodes.facts(question);
    }

    /**
     * Counts everything.
     *
     * @param cuts of any times; the question's own period is not looked at
     * @return the projects it was counted of
     */
    List<Project> count(MetricsQuestion question, List<? extends Cut<?>> cuts) {
        Instant now = now();
        episodes(question, cuts, now);
        Map<Long, Project> projects = byId(question);
        builds(projects, cuts);
        criticals(projects, cuts, now);
        return List.copyOf(projects.values());
    }

    /** Counts what a number is of, and may count more. */
    void count(MetricsQuestion question, List<? extends Cut<?>> cuts, Counted what) {
        if (what == Counted.CRITICALS) {
            criticals(byId(question), cuts, now());
        } else if (what.of() == Counted.Of.BUILDS) {
            builds(byId(question), cuts);
        } else {
            episodes(question, cuts, now());
        }
    }

    private Map<Long, Project> byId(MetricsQuestion question) {
        return episodes.projects(question).stream().collect(Collectors.toMap(Project::id, Function.identity()));
    }

    private void episodes(MetricsQuestion question, List<? extends Cut<?>> cuts, Instant now) {
        Instant first = cuts.stream()
                .map(cut -> cut.whole().from())
                .min(Instant::compareTo)
                .orElseThrow();
        var counts = new EpisodeCount(question, targets.get(), now);
        List<OfProject> all = episodes.of(question, first);
        for (OfProject one : all) {
            List<Begun> begun = one.silenced().begun(first);
            RoaringBitmap numbers = begun.isEmpty() ? new RoaringBitmap() : counts.numbers(one.facts());
            for (Cut<?> cut : cuts) {
                counts.episodes(one.project(), one.facts(), cut);
                for (Begun some : begun) {
                    int part = cut.part(some.at().toEpochMilli());
                    if (part >= 0) {
                        cut.counter(part)
                                .findings(
                                        Counted.SILENCED,
                                        one.project(),
                                        some.at(),
                                        RoaringBitmap.and(some.numbers(), numbers));
                    }
                }
                cut.nextProject();
            }
        }
        cuts.forEach(cut -> counts.stillOpen(all, cut));
    }

    private void builds(Map<Long, Project> projects, Collection<? extends Cut<?>> cuts) {
        Instant from = cuts.stream()
                .map(cut -> cut.whole().from())
                .min(Instant::compareTo)
                .orElseThrow();
        Instant to = cuts.stream()
                .map(cut -> cut.whole().to())
                .max(Instant::compareTo)
                .orElseThrow();
        for (FirstBuild build : firstBuilds.in(projects.keySet(), new Period(from, to))) {
            for (Cut<?> cut : cuts) {
                int part = cut.part(build.at().toEpochMilli());
                if (part >= 0) {
                    Project project = Objects.requireNonNull(projects.get(build.projectId()));
                    cut.counter(part).build(Counted.PASS_RATE, project, build);
                    cut.counter(part).build(build.passed() ? Counted.PASSED : Counted.FAILED, project, build);
                }
            }
        }
    }

    private void criticals(Map<Long, Project> projects, Collection<? extends Cut<?>> cuts, Instant now) {
        if (projects.isEmpty()) {
            return;
        }
        Set<Instant> ends = cuts.stream()
                .flatMap(cut -> cut.parts().stream())
                .map(part -> end(part, now))
                .collect(Collectors.toCollection(TreeSet::new));
        Map<Instant, SortedMap<Long, RoaringBitmap>> at = criticals.at(projects.keySet(), ends);
        for (Cut<?> cut : cuts) {
            for (int i = 0; i < cut.parts().size(); i++) {
                Instant end = end(cut.parts().get(i), now);
                Counter counter = cut.counter(i);
                at.getOrDefault(end, Collections.emptySortedMap())
                        .forEach((id, numbers) -> counter.findings(
                                Counted.CRITICALS, Objects.requireNonNull(projects.get(id)), end, numbers));
            }
        }
    }

    /** Where a part ends, or what is known of it does. */
    static Instant end(Period part, Instant now) {
        return part.to().isAfter(now) ? now : part.to();
    }
}
