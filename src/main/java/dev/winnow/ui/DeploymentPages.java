package dev.winnow.ui;

import dev.winnow.deployment.Deployment;
import dev.winnow.deployment.Deployments;
import dev.winnow.deployment.ProductionCriticals;
import dev.winnow.finding.FindingId;
import dev.winnow.project.Project;
import dev.winnow.ui.DeploymentHistory.Row;
import dev.winnow.ui.parts.Keyset;
import dev.winnow.ui.parts.LazyGrid.Pages;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Reads what the pages of environments show. */
@Service
class DeploymentPages {
    private final Deployments deployments;
    private final ProductionCriticals criticals;
    private final Readable readable;

    DeploymentPages(Deployments deployments, ProductionCriticals criticals, Readable readable) {
        this.deployments = deployments;
        this.criticals = criticals;
        this.readable = readable;
    }

    /** Deployments of all projects that the caller may read. */
    Pages<Row> history() {
        Map<Long, Project> projects =
                readable.projects().stream().collect(Collectors.toMap(Project::id, Function.identity()));
        return new Keyset<Row>((last, limit) ->
                rows(deployments.page(readable.caller(), last == null ? null : last.deployment(), limit), projects))
                ::page;
    }

    Pages<Row> history(Project project) {
        return new Keyset<Row>((last, limit) -> rows(
                deployments.page(
                        readable.caller(),
                        project.name(),
                        null,
                        last == null ? null : Long.valueOf(last.deployment().id()),
                        limit),
                Map.of(project.id(), project)))::page;
    }

    private List<Row> rows(List<Deployment> page, Map<Long, Project> projects) {
        return DeploymentHistory.rows(page, projects, deployments.buildsOf(page));
    }

    /** Ids of the critical CVEs that were in production, project by project. */
    List<Long> criticals(List<Project> projects, Instant at) {
        return criticals.at(projects.stream().map(Project::id).collect(Collectors.toSet()), at).entrySet().stream()
                .flatMap(one -> one.getValue().stream().mapToObj(number -> FindingId.of(one.getKey(), number)))
                .toList();
    }
}
