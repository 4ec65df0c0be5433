package dev.winnow.metrics;

import com.carrotsearch.hppc.LongArrayList;
import dev.winnow.access.Members;
import dev.winnow.deployment.ProductionCriticals;
import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.SilencedHistory;
import dev.winnow.metrics.FirstBuilds.FirstBuild;
import dev.winnow.metrics.Metrics.Alerts;
import dev.winnow.metrics.Metrics.PassRate;
import dev.winnow.metrics.ProjectEpisodes.OfProject;
import dev.winnow.project.Project;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The numbers (design: the metrics). One pass over the episodes in memory, and one more for what was open at the end of each
 * part; what is asked of builds and production is asked once for all parts.
 */
@Service
public class MetricsService {
    private final ProjectEpisodes episodes;
    private final FirstBuilds firstBuilds;
    private final ProductionCriticals criticals;
    private final Members members;
    private final TargetStore targets;
    private final MetricsSettings settings;
    private final Clock clock;

    MetricsService(
            ProjectEpisodes episodes,
            FirstBuilds firstBuilds,
            ProductionCriticals criticals,
            Members members,
            TargetStore targets,
            MetricsSettings settings,
            Clock clock) {
        this.episodes = episodes;
        this.firstBuilds = firstBuilds;
        this.criticals = criticals;
        this.members = members;
        this.targets = targets;
        this.settings = settings;
        this.clock = clock;
    }

    /** The numbers of the whole period. */
    @Transactional(readOnly = true)
    public Metrics of(MetricsQuestion question) {
        return count(question, List.of(question.period())).getFirst();
    }

    /**
     * The numbers of each part of the period, oldest first.
     *
     * @throws dev.winnow.problem.InvalidRequest where there would be too many
     */
    @Transactional(readOnly = true)
    public List<Metrics> series(MetricsQuestion question, Bucket bucket) {
        return count(question, bucket.cut(question.period(), settings.zone(), settings.sprintStart()));
    }

    /**
     * The numbers of some periods.
     *
     * @param parts one behind the other, without gaps
     */
    @Transactional(readOnly = true)
    public List<Metrics> each(MetricsQuestion question, List<Period> parts) {
        return count(question, parts);
    }

    /** What is open now, whatever the question's period: its severity is the one that a finding has now. */
    @Transactional(readOnly = true)
    public Ages ages(MetricsQuestion question) {
        return Ages.of(episodes.facts(question), question.severity(), clock.instant());
    }

    /** @param parts one behind the other, without gaps */
    private List<Metrics> count(MetricsQuestion question, List<Period> parts) {
        Instant now = clock.instant();
        var tallies = parts.stream().map(part -> new Tally()).toList();
        List<OfProject> all = episodes.of(question, parts.getFirst().from());
        Targets aims = targets.get();
        all.forEach(one -> {
            count(question, parts, tallies, one, aims, now);
            tallies.forEach(Tally::endOfProject);
        });

        List<Project> projects = all.stream().map(OfProject::project).toList();
        Set<Long> ids = projects.stream().map(Project::id).collect(Collectors.toSet());
        int persons = members.ofProjects(
                projects.stream().map(Project::name).toList(),
                projects.stream()
                        .map(Project::team)
                        .filter(team -> team != null)
                        .collect(Collectors.toSet()));
        var passRates = passRates(ids, parts);
        var production = production(ids, parts, now);
        var counted = new ArrayList<Metrics>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            Period part = parts.get(i);
            Tally tally = tallies.get(i);
            counted.add(new Metrics(
                    part,
                    tally.mttd(),
                    // One part after the other: what is open is open in most of them.
                    tally.mttr(stillOpen(question, part, all, now)),
                    passRates.get(i),
                    production.get(i),
                    tally.unauthorised(),
                    new Alerts(tally.alerts(), persons, part.daysUntil(now, settings.zone())),
                    tally.opened(),
                    tally.fixed(),
                    tally.silenced(),
                    tally.reopened(),
                    tally.due()));
        }
        return counted;
    }

    private static void count(
            MetricsQuestion question,
            List<Period> parts,
            List<Tally> tallies,
            OfProject one,
            Targets aims,
            Instant now) {
        var numbers = new RoaringBitmap();
        for (Fact fact : one.facts()) {
            boolean asOpened = question.severity()
                    .filter(wanted -> wanted != fact.openedSeverity())
                    .isEmpty();
            boolean asNow = question.severity()
                    .filter(wanted -> wanted != fact.severity())
                    .isEmpty();
            if (asOpened) {
                part(parts, fact.openedAt()).ifPresent(i -> tallies.get(i).opened(fact));
                aims.fixWithin(fact.openedSeverity()).ifPresent(within -> {
                    long until = Tally.until(fact, within);
                    if (until <= now.toEpochMilli() && !fact.silenced()) {
                        part(parts, until).ifPresent(i -> tallies.get(i).due(fact, until));
                    }
                });
            }
            if (asNow) {
                numbers.add(fact.number());
                if (!fact.isOpen()) {
                    part(parts, fact.closedAt()).ifPresent(i -> tallies.get(i).closed(fact));
                }
            }
        }
        SilencedHistory silenced = one.silenced();
        silenced.begun(parts.getFirst().from())
                .forEach(begun -> part(parts, begun.at().toEpochMilli())
                        .ifPresent(i -> tallies.get(i).silenced(RoaringBitmap.and(begun.numbers(), numbers))));
    }

    /** How long what was open at the end of a part, and counted then, had been open; in milliseconds. */
    private static LongArrayList stillOpen(MetricsQuestion question, Period part, List<OfProject> all, Instant now) {
        var open = new LongArrayList();
        Instant end = part.to().isAfter(now) ? now : part.to();
        long at = end.toEpochMilli();
        for (OfProject one : all) {
            RoaringBitmap silenced = one.silenced().at(end);
            for (Fact fact : one.facts()) {
                if (fact.openedAt() >= at) {
                    break;
                }
                if (fact.closedAt() >= at
                        && question.severity()
                                .filter(wanted -> wanted != fact.severity())
                                .isEmpty()
                        && !silenced.contains(fact.number())
                        && !fact.suppressed()) {
                    open.add(at - fact.openedAt());
                }
            }
        }
        return open;
    }

    /** In which part an instant lies. */
    private static java.util.Optional<Integer> part(List<Period> parts, long millis) {
        int low = 0;
        int high = parts.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Period part = parts.get(middle);
            if (millis < part.from().toEpochMilli()) {
                high = middle - 1;
            } else if (millis >= part.to().toEpochMilli()) {
                low = middle + 1;
            } else {
                return java.util.Optional.of(middle);
            }
        }
        return java.util.Optional.empty();
    }

    private List<PassRate> passRates(Set<Long> projects, List<Period> parts) {
        int[] passed = new int[parts.size()];
        int[] changes = new int[parts.size()];
        var whole = new Period(parts.getFirst().from(), parts.getLast().to());
        for (FirstBuild build : firstBuilds.in(projects, whole)) {
            part(parts, build.at().toEpochMilli()).ifPresent(i -> {
                changes[i]++;
                passed[i] += build.passed() ? 1 : 0;
            });
        }
        var rates = new ArrayList<PassRate>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            rates.add(new PassRate(passed[i], changes[i]));
        }
        return rates;
    }

    private List<Integer> production(Set<Long> projects, List<Period> parts, Instant now) {
        Map<Period, Instant> ends = new HashMap<>();
        parts.forEach(part -> ends.put(part, part.to().isAfter(now) ? now : part.to()));
        var at = projects.isEmpty()
                ? Map.<Instant, SortedMap<Long, RoaringBitmap>>of()
                : criticals.at(projects, new TreeSet<>(ends.values()));
        return parts.stream()
                .map(part -> {
                    var there = at.get(ends.get(part));
                    return there == null
                            ? 0
                            : there.values().stream()
                                    .mapToInt(RoaringBitmap::getCardinality)
                                    .sum();
                })
                .toList();
    }
}
