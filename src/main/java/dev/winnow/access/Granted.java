package dev.winnow.access;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a user was granted, worked out: each grant counts for its own project or team alone, and of two that meet on one
 * project the stronger.
 *
 * @param projects the role in each project, by the project's key
 * @param teams the role in each team, which new projects of the team come under
 */
public record Granted(Map<String, Role> projects, Map<String, Role> teams) implements Serializable {
    static final Granted NOTHING = new Granted(Map.of(), Map.of());

    public Granted {
        projects = Map.copyOf(projects);
        teams = Map.copyOf(teams);
    }

    /** @param members projects of the teams that the grants name */
    static Granted of(List<Grant> grants, List<TeamProjects.Member> members) {
        var projects = new HashMap<String, Role>();
        var teams = new HashMap<String, Role>();
        for (Grant grant : grants) {
            Map<String, Role> named = switch (grant.scope().kind()) {
                case PROJECT -> projects;
                case TEAM -> teams;
            };
            named.put(grant.scope().name(), grant.role());
        }
        for (TeamProjects.Member member : members) {
            Role role = teams.get(member.team());
            if (role != null) {
                projects.merge(member.project(), role, Role::stronger);
            }
        }
        return new Granted(projects, teams);
    }

    Optional<Role> in(String project) {
        return Optional.ofNullable(projects.get(project));
    }

    /** The roles held anywhere. */
    Stream<Role> roles() {
        return Stream.concat(projects.values().stream(), teams.values().stream());
    }
}
