package dev.winnow.metrics;

import dev.winnow.access.Members;
import dev.winnow.metrics.ProjectEpisodes.OfProject;
import dev.winnow.metrics.Reckoner.Asked;
import dev.winnow.project.Project;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The numbers (design: the metrics), and how they were over time. */
@Service
public class MetricsService {
    private static final int SPRINTS = 3;

    private final Reckoner reckoner;
    private final Rollups rollups;
    private final Members members;
    private final MetricsSettings settings;

    MetricsService(Reckoner reckoner, Rollups rollups, Members members, MetricsSettings settings) {
        this.reckoner = reckoner;
        this.rollups = rollups;
        this.members = members;
        this.settings = settings;
    }

    /** The numbers of the whole period. */
    @Transactional(readOnly = true)
    public Metrics of(MetricsQuestion question) {
        return count(question, List.of(List.of(question.period()))).getFirst().getFirst();
    }

    /**
     * The numbers of each part of the period, oldest first.
     *
     * @throws dev.winnow.problem.InvalidRequest where there would be too many
     */
    @Transactional(readOnly = true)
    public List<Metrics> series(MetricsQuestion question, Bucket bucket) {
        return count(question, List.of(parts(question, bucket))).getFirst();
    }

    /**
     * All that a page of trends shows, in one go.
     *
     * @throws dev.winnow.problem.InvalidRequest where there would be too many parts
     */
    @Transactional(readOnly = true)
    public Trends trends(MetricsQuestion question, Bucket bucket) {
        List<List<Metrics>> counted =
                count(question, List.of(List.of(question.period()), parts(question, bucket), sprints()));
        return new Trends(counted.get(0).getFirst(), counted.get(1), counted.get(2));
    }

    /**
     * The numbers of some periods.
     *
     * @param parts one behind the other, without gaps
     */
    @Transactional(readOnly = true)
    public List<Metrics> each(MetricsQuestion question, List<Period> parts) {
        return count(question, List.of(parts)).getFirst();
    }

    /**
     * The numbers of several rows of periods, from one pass over what happened.
     *
     * @param rows each with its periods one behind the other, without gaps
     */
    @Transactional(readOnly = true)
    public List<List<Metrics>> rows(MetricsQuestion question, List<List<Period>> rows) {
        return count(question, rows);
    }

    /** What is open now, whatever the question's period: its severity is the one that a finding has now. */
    @Transactional(readOnly = true)
    public Ages ages(MetricsQuestion question) {
        Asked asked = reckoner.asked(question);
        return Ages.of(asked.projects(), question.severity(), asked.now());
    }

    private List<Period> parts(MetricsQuestion question, Bucket bucket) {
        return bucket.cut(question.period(), settings.zone(), settings.sprintStart());
    }

    /** The whole ones that ended last. */
    private List<Period> sprints() {
        LocalDate today = LocalDate.ofInstant(reckoner.now(), settings.zone());
        LocalDate running = Bucket.SPRINT.startOf(today, settings.sprintStart());
        var all = new Period(
                running.minusDays((long) SPRINTS * Bucket.SPRINT_DAYS)
                        .atStartOfDay(settings.zone())
                        .toInstant(),
                running.atStartOfDay(settings.zone()).toInstant());
        return Bucket.SPRINT.cut(all, settings.zone(), settings.sprintStart());
    }

    private List<List<Metrics>> count(MetricsQuestion question, List<List<Period>> times) {
        Asked asked = reckoner.asked(question);
        List<Project> projects =
                asked.projects().stream().map(OfProject::project).toList();
        // Nobody works on no project.
        int persons = projects.isEmpty()
                ? 0
                : members.ofProjects(
                        projects.stream().map(Project::name).toList(),
                        projects.stream()
                                .map(Project::team)
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet()));
        Map<Period, Metrics> counted =
                rollups.of(asked, times.stream().flatMap(List::stream).toList());
        return times.stream()
                .map(some -> some.stream()
                        .map(time -> Objects.requireNonNull(counted.get(time))
                                .among(persons, time.daysUntil(asked.now(), settings.zone())))
                        .toList())
                .toList();
    }
}
