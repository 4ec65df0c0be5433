package dev.winnow.metrics;

import dev.winnow.deployment.ProductionCriticals;
import dev.winnow.metrics.EpisodeCount.Way;
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
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Goes through what happened, and what was there, and gives it to counters. */
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

    /**
     * What is asked about, as it is at one moment.
     *
     * @param now until when it is known what happened
     */
    record Asked(MetricsQuestion question, List<OfProject> projects, Targets targets, Instant now) {
        private EpisodeCount count() {
            return new EpisodeCount(question.severity(), targets, now);
        }

        private Map<Long, Project> byId() {
            return projects.stream()
                    .map(OfProject::project)
                    .collect(Collectors.toMap(Project::id, Function.identity()));
        }

        /** Where a time ends, or what is known of it does. */
        Instant end(Period time) {
            return time.to().isAfter(now) ? now : time.to();
        }
    }

    Asked asked(MetricsQuestion question) {
        // In this order: nothing that is known lies behind now.
        List<OfProject> projects = episodes.of(question);
        return new Asked(question, projects, targets.get(), clock.instant());
    }

    Instant now() {
        return clock.instant();
    }

    /** Counts all that happened in some times. */
    void flows(Asked asked, List<? extends Part<?>> parts) {
        if (!parts.isEmpty()) {
            episodes(asked, parts);
            builds(asked, parts);
        }
    }

    /** Counts all that was there at some instants, earliest first; each is over before the next one begins. */
    void stocks(Asked asked, Collection<Instant> ends, BiConsumer<Instant, Stock> sink) {
        if (ends.isEmpty()) {
            return;
        }
        List<Way> ways = ways(asked);
        Map<Instant, SortedMap<Long, RoaringBitmap>> critical = criticals(asked, ends);
        ends.stream().sorted().forEach(end -> {
            var tally = new Stock.Tally();
            ways.forEach(way -> way.count(end, tally));
            criticals(asked.byId(), critical, end, tally);
            sink.accept(end, tally.stock());
        });
    }

    /** Counts what a number of one time is of, and may count more. */
    void count(MetricsQuestion question, Counter counter, Counted what) {
        Asked asked = asked(question);
        var part = new Part<>(question.period(), counter);
        Instant end = asked.end(question.period());
        if (what == Counted.CRITICALS) {
            criticals(asked.byId(), criticals(asked, Set.of(end)), end, counter);
        } else if (what == Counted.STILL_OPEN) {
            ways(asked).forEach(way -> way.count(end, counter));
        } else if (what.of() == Counted.Of.BUILDS) {
            builds(asked, List.of(part));
        } else {
            episodes(asked, List.of(part));
        }
    }

    private static void episodes(Asked asked, List<? extends Part<?>> parts) {
        EpisodeCount count = asked.count();
        Instant first = first(parts);
        for (OfProject one : asked.projects()) {
            for (Part<?> part : parts) {
                count.flow(one, part.time(), part.counter());
            }
            count.silenced(one, first, parts);
        }
    }

    private static List<Way> ways(Asked asked) {
        EpisodeCount count = asked.count();
        return asked.projects().stream().map(one -> count.new Way(one)).toList();
    }

    private static Instant first(List<? extends Part<?>> parts) {
        return parts.stream()
                .map(part -> part.time().from())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private void builds(Asked asked, List<? extends Part<?>> parts) {
        Instant last = parts.stream()
                .map(part -> part.time().to())
                .max(Instant::compareTo)
                .orElseThrow();
        Map<Long, Project> projects = asked.byId();
        for (FirstBuild build : firstBuilds.in(projects.keySet(), new Period(first(parts), last))) {
            Project project = Objects.requireNonNull(projects.get(build.projectId()));
            for (Part<?> part : parts) {
                if (part.time().has(build.at())) {
                    part.counter().build(Counted.PASS_RATE, project, build);
                    part.counter().build(build.passed() ? Counted.PASSED : Counted.FAILED, project, build);
                }
            }
        }
    }

    private Map<Instant, SortedMap<Long, RoaringBitmap>> criticals(Asked asked, Collection<Instant> ends) {
        Set<Long> projects = asked.byId().keySet();
        return projects.isEmpty() ? Map.of() : criticals.at(projects, ends);
    }

    private static void criticals(
            Map<Long, Project> projects,
            Map<Instant, SortedMap<Long, RoaringBitmap>> critical,
            Instant end,
            Counter counter) {
        critical.getOrDefault(end, Collections.emptySortedMap())
                .forEach((id, numbers) ->
                        counter.findings(Counted.CRITICALS, Objects.requireNonNull(projects.get(id)), end, numbers));
    }
}
