package dev.winnow.metrics;

import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.SilencedHistory;
import dev.winnow.metrics.EpisodeTable.Now;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Gives the episodes of the projects that are asked about. */
@Component
class ProjectEpisodes {
    private final EpisodeTables tables;
    private final Projects projects;
    private final Guards guards;

    ProjectEpisodes(EpisodeTables tables, Projects projects, Guards guards) {
        this.tables = tables;
        this.projects = projects;
        this.guards = guards;
    }

    /**
     * A project that is asked about, as it is at one moment.
     *
     * @param guards only what these reported is asked for
     */
    record OfProject(Project project, Now now, Optional<Set<Long>> guards) {
        EpisodeOrders orders() {
            return now.orders();
        }

        SilencedHistory silenced() {
            return now.silenced();
        }

        /** Whether it is asked for. */
        boolean has(Fact fact) {
            return guards.isEmpty() || !Collections.disjoint(fact.guards(), guards.get());
        }
    }

    List<Project> projects(MetricsQuestion question) {
        return projects.findByNameInOrderByName(question.projects());
    }

    List<OfProject> of(MetricsQuestion question) {
        return projects(question).stream()
                .map(project -> new OfProject(project, tables.of(project.id()), wanted(project, question)))
                .toList();
    }

    private Optional<Set<Long>> wanted(Project project, MetricsQuestion question) {
        if (question.guard().isEmpty() && question.category().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(guards.findByProjectIdOrderByName(project.id()).stream()
                .filter(guard -> fits(guard, question))
                .map(Guard::id)
                .collect(Collectors.toSet()));
    }

    static boolean fits(Guard guard, MetricsQuestion question) {
        return question.guard().filter(name -> !name.equals(guard.name())).isEmpty()
                && question.category()
                        .filter(category -> category != guard.category())
                        .isEmpty();
    }
}
