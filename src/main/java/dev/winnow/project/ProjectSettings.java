package dev.winnow.project;

import dev.winnow.access.Caller;
import dev.winnow.access.Scope;
import dev.winnow.access.TeamSpelling;
import dev.winnow.audit.AuditLog;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What administrators settle of a project. */
@Service
public class ProjectSettings {
    private final Projects projects;
    private final TeamSpelling teams;
    private final AuditLog log;
    private final ApplicationEventPublisher events;

    ProjectSettings(Projects projects, TeamSpelling teams, AuditLog log, ApplicationEventPublisher events) {
        this.projects = projects;
        this.teams = teams;
        this.log = log;
        this.events = events;
    }

    /**
     * What can be settled.
     *
     * @param team whose projects it is one of; null: no team's
     * @param fourEyes see {@link Project#fourEyes}
     */
    public record Settings(@Nullable String team, boolean fourEyes) {
        public static Settings of(Project project) {
            return new Settings(project.team(), project.fourEyes());
        }
    }

    /**
     * Changes a project's settings. The team only a global administrator changes: it says who else may do what here.
     *
     * @throws NotFound where there is no such project that the caller may read
     * @throws NotPermitted unless the caller administers it
     * @throws InvalidRequest where the team is not there, and another's name differs by upper and lower case alone
     */
    @Transactional
    public Project change(Caller by, String name, Settings wanted) {
        long id = projects.idOf(name)
                .filter(known -> by.mayRead(name))
                .orElseThrow(() -> new NotFound("There is no project " + name + "."));
        if (!by.mayAdminister(name)) {
            throw new NotPermitted("Only administrators of project " + name + " change its settings.");
        }
        Project project = projects.lock(id);
        Settings before = Settings.of(project);
        String team = wanted.team() == null || wanted.team().isBlank()
                ? null
                : Scope.team(wanted.team()).name();
        if (!Objects.equals(team, before.team()) && !by.mayAdminister()) {
            throw new NotPermitted("Only a global administrator gives a project to another team.");
        }
        if (team != null && !team.equals(before.team())) {
            teams.require(team);
        }
        project.assignTo(team);
        project.wantFourEyes(wanted.fourEyes());
        if (!Settings.of(project).equals(before)) {
            log.record(by.actor(), "project.settings", "project:" + name, before, Settings.of(project));
            events.publishEvent(new ProjectSettled(project.id()));
        }
        return projects.save(project);
    }
}
