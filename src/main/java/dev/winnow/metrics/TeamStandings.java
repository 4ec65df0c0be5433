package dev.winnow.metrics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.winnow.access.MembersChanged;
import dev.winnow.policy.PoliciesChanged;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * How teams stand, computed once for all who look: again when somebody looks after the episodes of the team's projects, its
 * people or its limit changed, or a while has passed. Where nobody looks nothing is computed.
 */
@Service
public class TeamStandings {
    /** The day that is running counts as far as it has come: after so long that makes a difference. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final int MOST_TEAMS = 2_000;

    private final TeamLoads loads;
    private final MetricsService metrics;
    private final EpisodeTables tables;
    private final Projects projects;
    private final MetricsSettings settings;
    private final Clock clock;
    private final Cache<String, Kept> kept =
            Caffeine.newBuilder().maximumSize(MOST_TEAMS).build();
    /** Changes that may concern any team. */
    private final AtomicLong changes = new AtomicLong();

    private final AtomicLong computations = new AtomicLong();

    TeamStandings(
            TeamLoads loads,
            MetricsService metrics,
            EpisodeTables tables,
            Projects projects,
            MetricsSettings settings,
            Clock clock) {
        this.loads = loads;
        this.metrics = metrics;
        this.tables = tables;
        this.projects = projects;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What a standing was computed of.
     *
     * @param projects versions of their episodes by project
     */
    private record Basis(LocalDate day, LocalDate utcDay, long changes, Map<Long, Long> projects) {}

    /** The last standing of one team. */
    private static final class Kept {
        private @Nullable Basis basis;
        private @Nullable TeamStanding standing;
        private Instant at = Instant.MIN;
    }

    /** A team that nobody has heard of has no projects and nobody in it. */
    @Transactional(readOnly = true)
    public TeamStanding of(String team) {
        return current(team, projects.findByTeamOrderByName(team));
    }

    /** By team, in the order of their names. */
    @Transactional(readOnly = true)
    public Map<String, TeamStanding> of(Collection<String> teams) {
        Map<String, List<Project>> owned = teams.isEmpty()
                ? Map.of()
                : projects.findByTeamIn(teams).stream()
                        .collect(Collectors.groupingBy(project -> String.valueOf(project.team())));
        return teams.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        team -> current(team, owned.getOrDefault(team, List.of())),
                        (one, same) -> one,
                        TreeMap::new));
    }

    /** How many standings were computed since the start. */
    public long computations() {
        return computations.get();
    }

    private TeamStanding current(String team, List<Project> owned) {
        Kept last = kept.get(team, name -> new Kept());
        // Who looks meanwhile waits for what is computed already.
        synchronized (last) {
            // Before anything is read, so that nothing that changes meanwhile is missed.
            Instant now = clock.instant();
            Basis basis = basis(owned, now);
            TeamStanding known = last.standing;
            if (known == null || !basis.equals(last.basis) || now.isAfter(last.at.plus(LONGEST))) {
                known = compute(team, owned, now);
                last.standing = known;
                last.basis = basis;
                last.at = now;
            }
            return known;
        }
    }

    private Basis basis(List<Project> owned, Instant now) {
        return new Basis(
                LocalDate.ofInstant(now, settings.zone()),
                LocalDate.ofInstant(now, ZoneOffset.UTC),
                changes.get(),
                owned.stream().collect(Collectors.toMap(Project::id, project -> tables.version(project.id()))));
    }

    private TeamStanding compute(String team, List<Project> owned, Instant now) {
        computations.incrementAndGet();
        TreeSet<String> names = owned.stream().map(Project::name).collect(Collectors.toCollection(TreeSet::new));
        var open = new MetricsQuestion(names, new Period(now.minusSeconds(1), now));
        return new TeamStanding(team, names, loads.of(team), metrics.ages(open));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(MembersChanged change) {
        changes.incrementAndGet();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(PoliciesChanged change) {
        changes.incrementAndGet();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(TargetsChanged change) {
        changes.incrementAndGet();
    }
}
