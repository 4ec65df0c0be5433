package dev.winnow.metrics;

import dev.winnow.access.Caller;
import dev.winnow.audit.AuditLog;
import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.FindingId;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds what is kept up by what changes against all episodes read anew, and goes on with those. The numbers of every quarter
 * there is are counted from both; there must be no difference, and this is how to see it.
 */
@Service
public class Recomputation {
    private static final int MOST_LISTED = 100;

    private final EpisodeTables tables;
    private final MetricsService metrics;
    private final Projects projects;
    private final MetricsSettings settings;
    private final AuditLog log;
    private final Clock clock;

    Recomputation(
            EpisodeTables tables,
            MetricsService metrics,
            Projects projects,
            MetricsSettings settings,
            AuditLog log,
            Clock clock) {
        this.tables = tables;
        this.metrics = metrics;
        this.projects = projects;
        this.settings = settings;
        this.log = log;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param episodes read anew
     * @param quarters counted from both
     * @param quartersThatDiffer as in 2026-Q3
     * @param findingsThatDiffer ids of findings whose episodes were kept otherwise than they are; 100 at most
     */
    public record Outcome(
            int projects, long episodes, int quarters, List<String> quartersThatDiffer, List<Long> findingsThatDiffer) {
        public boolean same() {
            return quartersThatDiffer.isEmpty() && findingsThatDiffer.isEmpty();
        }
    }

    /** @throws NotPermitted unless the caller administers */
    @Transactional
    public Outcome run(Caller by) {
        if (!by.mayAdminister()) {
            throw new NotPermitted("Only administrators have the numbers recomputed.");
        }
        List<Project> all = projects.findAllByOrderByName();
        Instant now = clock.instant();
        Map<Long, Fact[]> kept = new HashMap<>();
        all.forEach(project ->
                kept.put(project.id(), tables.of(project.id()).orders().opened().facts()));
        List<Metrics> before = quarters(all, kept, now);
        var differ = new ArrayList<Long>();
        Map<Long, Fact[]> anew = new HashMap<>();
        all.forEach(project -> {
            Fact[] facts = tables.anew(project.id());
            anew.put(project.id(), facts);
            var its = new Kept(
                    Objects.requireNonNull(kept.get(project.id())),
                    tables.of(project.id()).orders().opened().facts());
            compare(project.id(), its, facts, differ);
        });
        tables.forget();
        List<Metrics> after = quarters(all, anew, now);
        var outcome = new Outcome(
                all.size(),
                anew.values().stream().mapToLong(facts -> facts.length).sum(),
                after.size(),
                differ.isEmpty() ? List.of() : differing(before, after),
                List.copyOf(differ));
        log.record(
                by.actor(),
                "metrics.recomputed",
                "metrics",
                null,
                Map.of(
                        "episodes", outcome.episodes(),
                        "quarters", outcome.quarters(),
                        "quartersThatDiffer", outcome.quartersThatDiffer(),
                        "findingsThatDiffer", outcome.findingsThatDiffer().size()));
        return outcome;
    }

    /** Of all projects together, up to now. */
    private List<Metrics> quarters(List<Project> all, Map<Long, Fact[]> facts, Instant now) {
        long first = facts.values().stream()
                .filter(some -> some.length > 0)
                .mapToLong(some -> some[0].openedAt())
                .min()
                .orElse(now.toEpochMilli());
        Instant from = Quarter.of(
                        Instant.ofEpochMilli(first).atZone(settings.zone()).toLocalDate())
                .period(settings.zone())
                .from();
        if (!from.isBefore(now)) {
            return List.of();
        }
        var names = all.stream().map(Project::name).collect(Collectors.toCollection(TreeSet::new));
        return metrics.series(new MetricsQuestion(names, new Period(from, now)), Bucket.QUARTER);
    }

    private List<String> differing(List<Metrics> before, List<Metrics> after) {
        Map<Period, Metrics> was = before.stream().collect(Collectors.toMap(Metrics::period, one -> one));
        return after.stream()
                .filter(one -> !one.equals(was.get(one.period())))
                .map(one -> Quarter.of(
                                one.period().from().atZone(settings.zone()).toLocalDate())
                        .toString())
                .toList();
    }

    /** What was kept before all was read, and after: what an import changed meanwhile is right in one of them. */
    private record Kept(Fact[] before, Fact[] after) {}

    private static void compare(long projectId, Kept kept, Fact[] anew, List<Long> differ) {
        Map<Integer, List<Fact>> was = byFinding(kept.before());
        Map<Integer, List<Fact>> then = byFinding(kept.after());
        Map<Integer, List<Fact>> is = byFinding(anew);
        var numbers = new TreeSet<>(was.keySet());
        numbers.addAll(then.keySet());
        numbers.addAll(is.keySet());
        numbers.stream()
                .filter(number -> !Objects.equals(was.get(number), is.get(number)))
                .filter(number -> !Objects.equals(then.get(number), is.get(number)))
                .limit(MOST_LISTED - differ.size())
                .forEach(number -> differ.add(FindingId.of(projectId, number)));
    }

    private static Map<Integer, List<Fact>> byFinding(Fact[] facts) {
        return Arrays.stream(facts).collect(Collectors.groupingBy(Fact::number));
    }
}
