package dev.winnow.wall;

import dev.winnow.guard.GuardMaps;
import dev.winnow.metrics.Metrics;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.MetricsService;
import dev.winnow.metrics.MetricsSettings;
import dev.winnow.metrics.Period;
import dev.winnow.metrics.TargetStore;
import dev.winnow.metrics.Targets;
import dev.winnow.metrics.TeamLoad;
import dev.winnow.metrics.TeamLoads;
import dev.winnow.metrics.Trend;
import dev.winnow.policy.ProjectStanding;
import dev.winnow.policy.ProjectStandings;
import dev.winnow.project.Build;
import dev.winnow.project.Outcome;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.wall.Board.Alarm;
import dev.winnow.wall.Board.Cell;
import dev.winnow.wall.Board.Criticals;
import dev.winnow.wall.Board.Figure;
import dev.winnow.wall.Board.GateFailed;
import dev.winnow.wall.Board.OverLimit;
import dev.winnow.wall.Board.StaleGuard;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Computes boards of the same numbers that pages, interface and exports have. Days are whole: they change at midnight. */
@Service
class Boards implements BoardMaker {
    /** Days that the figures are of. */
    static final int DAYS = 30;

    private static final List<Trend> STARTERS = List.of(Trend.MTTD, Trend.MTTR, Trend.PASS_RATE);

    private final Projects projects;
    private final ProjectStandings standings;
    private final MetricsService metrics;
    private final TeamLoads loads;
    private final TargetStore targets;
    private final GuardMaps guards;
    private final MetricsSettings settings;
    private final Clock clock;

    Boards(
            Projects projects,
            ProjectStandings standings,
            MetricsService metrics,
            TeamLoads loads,
            TargetStore targets,
            GuardMaps guards,
            MetricsSettings settings,
            Clock clock) {
        this.projects = projects;
        this.standings = standings;
        this.metrics = metrics;
        this.loads = loads;
        this.targets = targets;
        this.guards = guards;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Board make(WallScope scope) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, settings.zone());
        List<Project> shown = shown(scope);
        List<ProjectStanding> worstFirst = standings.of(shown, scope instanceof WallScope.Everything);
        List<Metrics> both = metrics.each(
                new MetricsQuestion(
                        shown.stream().map(Project::name).collect(Collectors.toCollection(TreeSet::new)),
                        period(today, 0)),
                List.of(period(today, DAYS), period(today, 0)));
        Targets aims = targets.get();
        return new Board(
                scope.title(),
                now,
                today,
                STARTERS.stream()
                        .map(trend -> new Figure(
                                trend, trend.value(both.getLast()), trend.value(both.getFirst()), trend.target(aims)))
                        .toList(),
                worstFirst.stream().map(Boards::cell).toList(),
                alarms(scope, worstFirst, both.getLast(), aims));
    }

    private List<Project> shown(WallScope scope) {
        return switch (scope) {
            case WallScope.Everything everything -> projects.findAllByOrderByName();
            case WallScope.OfTeam team -> projects.findByTeamOrderByName(team.name());
            case WallScope.OfProjects some ->
                some.names().isEmpty() ? List.of() : projects.findByNameInOrderByName(some.names());
        };
    }

    /** The last 30 days, today among them; or as many before those. */
    private Period period(LocalDate today, int daysBack) {
        LocalDate end = today.plusDays(1L - daysBack);
        return new Period(
                end.minusDays(DAYS).atStartOfDay(settings.zone()).toInstant(),
                end.atStartOfDay(settings.zone()).toInstant());
    }

    private static Cell cell(ProjectStanding one) {
        Optional<Build> newest = one.newest();
        return new Cell(
                one.project().name(),
                newest.flatMap(Build::score),
                newest.flatMap(Build::grade),
                newest.flatMap(Build::verdict),
                newest.filter(Build::provisional).isPresent());
    }

    private List<Alarm> alarms(WallScope scope, List<ProjectStanding> worstFirst, Metrics recent, Targets aims) {
        var alarms = new ArrayList<Alarm>();
        if (recent.criticalsInProduction() > aims.criticals()) {
            alarms.add(new Criticals(recent.criticalsInProduction()));
        }
        worstFirst.stream()
                .filter(one -> one.newest().flatMap(Build::verdict).equals(Optional.of(Outcome.FAIL)))
                .forEach(one -> alarms.add(new GateFailed(one.project().name(), one.rule())));
        // A team some of whose projects are not on the wall has more alerts than are seen here.
        teams(scope, worstFirst).forEach(team -> {
            TeamLoad load = loads.recent(team);
            if (load.isOver()) {
                alarms.add(new OverLimit(team, load.perPersonPerDay().getAsDouble(), load.limit()));
            }
        });
        worstFirst.stream()
                .map(ProjectStanding::project)
                .sorted(java.util.Comparator.comparing(Project::name))
                .forEach(project ->
                        guards.stale(project).forEach(guard -> alarms.add(new StaleGuard(project.name(), guard))));
        return alarms;
    }

    private static Set<String> teams(WallScope scope, List<ProjectStanding> all) {
        return switch (scope) {
            case WallScope.OfProjects some -> Set.of();
            case WallScope.OfTeam team -> Set.of(team.name());
            case WallScope.Everything everything ->
                all.stream()
                        .map(one -> one.project().team())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(TreeSet::new));
        };
    }

    @Override
    @Transactional(readOnly = true)
    public Collection<Known> projects(Set<Long> ids) {
        return ids.stream()
                .flatMap(id -> projects.findById(id).stream())
                .map(project -> new Known(project.name(), project.team()))
                .toList();
    }
}
