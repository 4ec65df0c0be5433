package dev.winnow.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How many people something reaches, counted now; active ones alone. */
@Service
public class Members {
    private static final Set<Role> WORKING = EnumSet.of(Role.DEVELOPER, Role.SECURITY);

    private final GrantRows grants;
    private final UserRows users;

    Members(GrantRows grants, UserRows users) {
        this.grants = grants;
        this.users = users;
    }

    /** Teams that somebody has a role in, by name. */
    @Transactional(readOnly = true)
    public List<String> teams() {
        return grants.teams();
    }

    /** Who has a role in the team. */
    @Transactional(readOnly = true)
    public int ofTeam(String team) {
        // No project has an empty name.
        return Math.toIntExact(grants.people("", team));
    }

    /** Who has a role in the project itself or in its team. @param team null: it has none */
    @Transactional(readOnly = true)
    public int ofProject(String project, @Nullable String team) {
        return Math.toIntExact(grants.people(project, team == null ? "" : team));
    }

    /**
     * Who has a role in any of the projects or teams themselves; each person once. Where nobody has, as where everybody
     * works on everything: those whose global role is more than reading.
     */
    @Transactional(readOnly = true)
    public int ofProjects(Collection<String> projects, Collection<String> teams) {
        // No project and no team has an empty name, and an empty list is none for every database.
        long members =
                grants.peopleOf(projects.isEmpty() ? Set.of("") : projects, teams.isEmpty() ? Set.of("") : teams);
        return Math.toIntExact(members > 0 ? members : users.countByEnabledTrueAndRoleIn(WORKING));
    }

    @Transactional(readOnly = true)
    public int everyone() {
        return Math.toIntExact(users.countByEnabledTrue());
    }
}
