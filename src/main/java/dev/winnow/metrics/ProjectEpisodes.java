package dev.winnow.metrics;

import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.SilencedHistories;
import dev.winnow.finding.SilencedHistory;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Gives the episodes of the projects that are asked about. */
@Component
class ProjectEpisodes {
    private final EpisodeTables tables;
    private final SilencedHistories silenced;
    private final Projects projects;
    private final Guards guards;

    ProjectEpisodes(EpisodeTables tables, SilencedHistories silenced, Projects projects, Guards guards) {
        this.tables = tables;
        this.silenced = silenced;
        this.projects = projects;
        this.guards = guards;
    }

    /**
     * The episodes of one project that are asked for, in the order in which they opened.
     *
     * @param facts not to be changed
     */
    record OfProject(Project project, Fact[] facts, SilencedHistory silenced) {}

    List<Project> projects(MetricsQuestion question) {
        return projects.findByNameInOrderByName(question.projects());
    }

    /** @param since the first instant at which it matters what was silenced */
    List<OfProject> of(MetricsQuestion question, Instant since) {
        var all = new ArrayList<OfProject>();
        for (Project project : projects(question)) {
            all.add(new OfProject(project, facts(project, question), silenced.of(project.id(), since)));
        }
        return all;
    }

    /** The same without what was silenced and when. */
    List<Fact[]> facts(MetricsQuestion question) {
        return projects(question).stream()
                .map(project -> facts(project, question))
                .toList();
    }

    private Fact[] facts(Project project, MetricsQuestion question) {
        Fact[] facts = tables.of(project.id());
        if (question.guard().isPresent() || question.category().isPresent()) {
            Set<Long> wanted = guards.findByProjectIdOrderByName(project.id()).stream()
                    .filter(guard -> fits(guard, question))
                    .map(Guard::id)
                    .collect(Collectors.toSet());
            facts = Arrays.stream(facts)
                    .filter(fact -> !Collections.disjoint(fact.guards(), wanted))
                    .toArray(Fact[]::new);
        }
        return facts;
    }

    static boolean fits(Guard guard, MetricsQuestion question) {
        return question.guard().filter(name -> !name.equals(guard.name())).isEmpty()
                && question.category()
                        .filter(category -> category != guard.category())
                        .isEmpty();
    }
}
