package dev.winnow.notification;

import dev.winnow.access.Members;
import dev.winnow.metrics.TeamLimits;
import dev.winnow.project.Project;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Alerts that people got: a delivery to a channel counts once for each person that it reached then, an e-mail once for
 * each address, a digest as one delivery. Days are those of UTC.
 */
@Service
public class Delivered {
    private final AlertRows rows;
    private final Members members;
    private final TeamLimits limits;
    private final Clock clock;

    Delivered(AlertRows rows, Members members, TeamLimits limits, Clock clock) {
        this.rows = rows;
        this.members = members;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * A day.
     *
     * @param deliveries that arrived
     * @param alerts the persons they reached, each delivery by itself
     */
    public record Day(LocalDate day, int deliveries, long alerts) {}

    /** To channels of the team and of its projects; days without any are left out. @param to exclusive */
    @Transactional(readOnly = true)
    public List<Day> perDay(String team, LocalDate from, LocalDate to) {
        return rows.ofTeam(team, from, to);
    }

    /** About these projects alone, to whatever channel; without digests of several. @param to exclusive */
    @Transactional(readOnly = true)
    public List<Day> perDay(Collection<Long> projects, LocalDate from, LocalDate to) {
        return rows.ofProjects(projects, from, to);
    }

    /** To channels for all projects; days without any are left out. @param to exclusive */
    @Transactional(readOnly = true)
    public List<Day> perDayToAll(LocalDate from, LocalDate to) {
        return rows.toAll(from, to);
    }

    /**
     * How much people get today.
     *
     * @param perPerson alerts, those on their way among them, by persons
     * @param limit alerts a person should get a day at most; infinite where nothing is limited
     */
    public record Share(double perPerson, double limit, int persons) {
        public boolean isUsedUp() {
            return perPerson >= limit;
        }
    }

    /** The share of today of those who get a project's alerts: its team, or where it has none those with a role in it. */
    @Transactional(readOnly = true)
    public Share today(Project project) {
        Optional<String> team = Optional.ofNullable(project.team());
        int persons = team.map(members::ofTeam).orElseGet(() -> members.ofProject(project.name(), null));
        return share(team, project.id(), persons, limits.of(project));
    }

    /** The share of today of a team; of the limits of its projects' policies the lowest counts. */
    @Transactional(readOnly = true)
    public Share today(String team) {
        return share(Optional.of(team), 0, members.ofTeam(team), limits.of(team));
    }

    /**
     * The share of today of everyone, from channels for all projects. No policy limits these, and they are in no team's share:
     * whoever makes them must not use up what teams chose for themselves.
     */
    @Transactional(readOnly = true)
    public Share todayToAll() {
        LocalDate today = Times.day(clock.instant());
        int persons = Math.max(1, members.everyone());
        long alerts = rows.toAll(today, today.plusDays(1)).stream()
                .mapToLong(Day::alerts)
                .sum();
        return new Share((double) alerts / persons, Double.POSITIVE_INFINITY, persons);
    }

    private Share share(Optional<String> team, long projectId, int persons, double limit) {
        LocalDate today = Times.day(clock.instant());
        List<Day> days = team.isPresent()
                ? rows.ofTeam(team.get(), today, today.plusDays(1))
                : rows.ofProjects(List.of(projectId), today, today.plusDays(1));
        // Somebody reads it, also where nobody was given a role.
        int counted = Math.max(1, persons);
        long alerts = days.stream().mapToLong(Day::alerts).sum();
        return new Share((double) alerts / counted + rows.pending(team, projectId), limit, persons);
    }
}
