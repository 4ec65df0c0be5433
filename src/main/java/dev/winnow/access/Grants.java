package dev.winnow.access;

import dev.winnow.audit.AuditLog;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Roles that people have in single projects and teams: given and taken by those who administer these. */
@Service
public class Grants {
    private final GrantRows rows;
    private final UserRows users;
    private final TeamSpelling teams;
    private final AuditLog log;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Grants(
            GrantRows rows,
            UserRows users,
            TeamSpelling teams,
            AuditLog log,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.users = users;
        this.teams = teams;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    /** A user's grants, projects first. @throws NotPermitted where it is neither the caller nor the caller administers */
    @Transactional(readOnly = true)
    public List<Grant> of(Caller by, String login) {
        if (!by.mayAdminister() && !(by.token() == null && by.login().equals(login))) {
            throw new NotPermitted("Only administrators see what other people were granted.");
        }
        return rows.of(require(login).id());
    }

    /** The grants for a project or team itself, by login name. @throws NotPermitted unless the caller administers it */
    @Transactional(readOnly = true)
    public List<Grant> in(Caller by, Scope scope) {
        requireAdministrator(by, scope);
        return rows.in(scope.kind(), scope.name());
    }

    /**
     * How many active people have each global role, which counts in every project.
     *
     * @throws NotPermitted unless the caller administers the project or team
     */
    @Transactional(readOnly = true)
    public Map<Role, Long> global(Caller by, Scope scope) {
        requireAdministrator(by, scope);
        var counts = new EnumMap<Role, Long>(Role.class);
        users.countByRole().forEach(each -> counts.put(each.role(), each.people()));
        return counts;
    }

    /** Names of the teams that someone was granted a role in. @throws NotPermitted unless the caller administers */
    @Transactional(readOnly = true)
    public List<String> teams(Caller by) {
        if (!by.mayAdminister()) {
            throw new NotPermitted("Only administrators see all teams.");
        }
        return rows.teams();
    }

    /**
     * Gives a user a role in a project or team, in the place of the one they had there. A lesser one ends their sessions.
     *
     * @throws NotPermitted unless the caller administers the project or team
     * @throws NotFound where there is no such user
     * @throws InvalidRequest where the team is not there, and another's name differs by upper and lower case alone
     */
    @Transactional
    public Grant give(Caller by, String login, Scope scope, Role role) {
        requireAdministrator(by, scope);
        User user = require(login);
        if (scope.kind() == Scope.Kind.TEAM) {
            teams.require(scope.name());
        }
        Optional<Grant> known = rows.find(user.id(), scope.kind(), scope.name());
        Role before = known.map(Grant::role).orElse(null);
        if (known.isPresent() && before == role) {
            return known.get();
        }
        Grant grant = known.orElseGet(() -> new Grant(user, scope, role, clock.instant()));
        grant.change(role);
        if (before != null && role.compareTo(before) < 0) {
            user.endSessions();
        }
        log.record(by.actor(), "grant.given", Users.subject(user), described(scope, before), described(scope, role));
        events.publishEvent(new MembersChanged());
        return rows.save(grant);
    }

    /** Takes it away again and ends the user's sessions. @throws NotFound where there is none */
    @Transactional
    public void take(Caller by, String login, Scope scope) {
        requireAdministrator(by, scope);
        User user = require(login);
        Grant grant = rows.find(user.id(), scope.kind(), scope.name())
                .orElseThrow(() -> new NotFound(
                        user.login() + " has no role in " + scope.kind().word() + " " + scope.name() + "."));
        user.endSessions();
        log.record(by.actor(), "grant.taken", Users.subject(user), described(scope, grant.role()), null);
        rows.delete(grant);
        events.publishEvent(new MembersChanged());
    }

    private static @Nullable Map<String, String> described(Scope scope, @Nullable Role role) {
        return role == null ? null : Map.of(scope.kind().word(), scope.name(), "role", role.word());
    }

    private User require(String login) {
        return users.findByLogin(NewUser.lowerCase(login.strip()))
                .orElseThrow(() -> new NotFound("There is no user named " + login + "."));
    }

    private static void requireAdministrator(Caller by, Scope scope) {
        if (!by.mayAdminister(scope)) {
            throw new NotPermitted(
                    "Only administrators of " + scope.kind().word() + " " + scope.name() + " see and change this.");
        }
    }
}
