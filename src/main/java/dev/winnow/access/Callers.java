package dev.winnow.access;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes callers of users, with what they are granted today. */
@Component
class Callers {
    private final GrantRows grants;
    private final TeamProjects teams;

    Callers(GrantRows grants, TeamProjects teams) {
        this.grants = grants;
        this.teams = teams;
    }

    /** One statement, and another one where the user has grants on teams. */
    @Transactional(readOnly = true)
    public Caller of(User user) {
        return new Caller(
                user.id(),
                user.login(),
                user.displayName(),
                user.role(),
                granted(user),
                user.credentials(),
                user.passwordGiven(),
                null);
    }

    private Granted granted(User user) {
        List<Grant> held = grants.of(user.id());
        if (held.isEmpty()) {
            return Granted.NOTHING;
        }
        List<String> named = held.stream()
                .map(Grant::scope)
                .filter(scope -> scope.kind() == Scope.Kind.TEAM)
                .map(Scope::name)
                .toList();
        return Granted.of(held, named.isEmpty() ? List.of() : teams.of(named));
    }
}
