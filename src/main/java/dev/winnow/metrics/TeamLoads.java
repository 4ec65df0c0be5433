package dev.winnow.metrics;

import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells how many alerts the people of a team get, lately and week by week, against the team's limit. */
@Service
public class TeamLoads {
    /** Days that what is said of a team is about: four weeks, so that no weekday counts more than another. */
    public static final int DAYS = 28;

    /** Weeks that are shown one by one. */
    public static final int WEEKS = 8;

    private final MetricsService metrics;
    private final TeamLimits limits;
    private final Projects projects;
    private final MetricsSettings settings;
    private final Clock clock;

    TeamLoads(MetricsService metrics, TeamLimits limits, Projects projects, MetricsSettings settings, Clock clock) {
        this.metrics = metrics;
        this.limits = limits;
        this.projects = projects;
        this.settings = settings;
        this.clock = clock;
    }

    /** Over all projects of the team. */
    @Transactional(readOnly = true)
    public TeamLoad of(String team) {
        LocalDate tomorrow =
                LocalDate.ofInstant(clock.instant(), settings.zone()).plusDays(1);
        LocalDate monday = tomorrow.minusDays(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        MetricsQuestion question = question(team, tomorrow.minusDays(DAYS), tomorrow);
        List<Period> weeks = Bucket.WEEK.cut(
                period(monday.minusWeeks(WEEKS - 1), tomorrow), settings.zone(), settings.sprintStart());
        List<List<Metrics>> counted = metrics.rows(question, List.of(List.of(question.period()), weeks));
        return new TeamLoad(counted.getFirst().getFirst(), counted.getLast(), limits.of(team));
    }

    /** The same without the weeks. */
    @Transactional(readOnly = true)
    public TeamLoad recent(String team) {
        LocalDate tomorrow =
                LocalDate.ofInstant(clock.instant(), settings.zone()).plusDays(1);
        return new TeamLoad(metrics.of(question(team, tomorrow.minusDays(DAYS), tomorrow)), List.of(), limits.of(team));
    }

    private MetricsQuestion question(String team, LocalDate from, LocalDate to) {
        SortedSet<String> names = projects.findByTeamOrderByName(team).stream()
                .map(Project::name)
                .collect(Collectors.toCollection(TreeSet::new));
        return new MetricsQuestion(names, period(from, to));
    }

    private Period period(LocalDate from, LocalDate to) {
        return new Period(
                from.atStartOfDay(settings.zone()).toInstant(),
                to.atStartOfDay(settings.zone()).toInstant());
    }
}
