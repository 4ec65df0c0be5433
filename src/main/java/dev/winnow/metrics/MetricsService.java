package dev.winnow.metrics;

import dev.winnow.access.Members;
import dev.winnow.project.Project;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The numbers (design: the metrics), and how they were over time. */
@Service
public class MetricsService {
    private static final int SPRINTS = 3;

    private final Reckoner reckoner;
    private final Members members;
    private final MetricsSettings settings;

    MetricsService(Reckoner reckoner, Members members, MetricsSettings settings) {
        this.reckoner = reckoner;
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
                count(question, List.of(List.of(question.period()), parts(question, bucket), sprints(reckoner.now())));
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
        return Ages.of(reckoner.facts(question), question.severity(), reckoner.now());
    }

    private List<Period> parts(MetricsQuestion question, Bucket bucket) {
        return bucket.cut(question.period(), settings.zone(), settings.sprintStart());
    }

    /** The whole ones that ended last. */
    private List<Period> sprints(Instant now) {
        LocalDate running = Bucket.SPRINT.startOf(LocalDate.ofInstant(now, settings.zone()), settings.sprintStart());
        var all = new Period(
                running.minusDays((long) SPRINTS * Bucket.SPRINT_DAYS)
                        .atStartOfDay(settings.zone())
                        .toInstant(),
                running.atStartOfDay(settings.zone()).toInstant());
        return Bucket.SPRINT.cut(all, settings.zone(), settings.sprintStart());
    }

    private List<List<Metrics>> count(MetricsQuestion question, List<List<Period>> times) {
        List<Cut<Tally>> cuts =
                times.stream().map(parts -> new Cut<>(parts, Tally::new)).toList();
        List<Project> projects = reckoner.count(question, cuts);
        // Nobody works on no project.
        int persons = projects.isEmpty()
                ? 0
                : members.ofProjects(
                        projects.stream().map(Project::name).toList(),
                        projects.stream()
                                .map(Project::team)
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet()));
        Instant now = reckoner.now();
        var counted = new ArrayList<List<Metrics>>();
        for (Cut<Tally> cut : cuts) {
            counted.add(IntStream.range(0, cut.parts().size())
                    .mapToObj(i -> {
                        Period part = cut.parts().get(i);
                        return cut.counter(i).metrics(part, persons, part.daysUntil(now, settings.zone()));
                    })
                    .toList());
        }
        return counted;
    }
}
