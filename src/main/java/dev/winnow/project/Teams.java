package dev.winnow.project;

import dev.winnow.access.TeamProjects;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells who asks for permissions which projects a team has. */
@Component
class Teams implements TeamProjects {
    private final Projects projects;

    Teams(Projects projects) {
        this.projects = projects;
    }

    @Override
    public List<Member> of(Collection<String> teams) {
        return projects.ofTeams(teams);
    }

    @Override
    public Collection<String> teams() {
        return projects.teams();
    }
}
