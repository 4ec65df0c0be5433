package dev.winnow.ui;

import com.vaadin.flow.router.NotFoundException;
import dev.winnow.access.Caller;
import dev.winnow.access.CurrentCaller;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Guards;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Finds what an address names. What the caller may not read is not there. */
@Service
class Readable {
    private final CurrentCaller caller;
    private final Projects projects;
    private final Builds builds;
    private final Findings findings;
    private final Guards guards;

    Readable(CurrentCaller caller, Projects projects, Builds builds, Findings findings, Guards guards) {
        this.caller = caller;
        this.projects = projects;
        this.builds = builds;
        this.findings = findings;
        this.guards = guards;
    }

    Caller caller() {
        return caller.get();
    }

    List<Project> projects() {
        return projects.visibleTo(caller.get());
    }

    /** Ids of the projects that the caller may read, in order; empty: all projects. */
    Optional<List<Long>> limits() {
        return projects.idsVisibleTo(caller.get());
    }

    /** Names of the guards of a project, or of all that the caller may read; in order. */
    List<String> guards(Optional<Project> project) {
        return guards.namesIn(project.map(List::of).orElseGet(this::projects).stream()
                .map(Project::id)
                .toList());
    }

    /** @throws NotFoundException where there is none that the caller may read */
    Project project(String name) {
        return projects.findByName(name)
                .filter(project -> caller.get().mayRead(project.name()))
                .orElseThrow(() -> new NotFoundException("There is no project " + name + "."));
    }

    /** @throws NotFoundException where the project has no such build */
    Build build(Project project, long id) {
        return builds.findById(id)
                .filter(build -> build.projectId() == project.id())
                .orElseThrow(() -> new NotFoundException("The project has no build " + id + "."));
    }

    /** @throws NotFoundException where there is none that the caller may read */
    Finding finding(long id) {
        return findings.find(id)
                .filter(finding -> caller.get().mayRead(finding.projectName()))
                .orElseThrow(() -> new NotFoundException("There is no finding " + id + "."));
    }
}
