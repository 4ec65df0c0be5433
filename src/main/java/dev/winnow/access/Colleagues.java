package dev.winnow.access;

import dev.winnow.problem.NotPermitted;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who works on the findings of a project: all who may propose decisions on them. */
@Service
public class Colleagues {
    private final UserRows rows;
    private final Users users;

    Colleagues(UserRows rows, Users users) {
        this.rows = rows;
        this.users = users;
    }

    /**
     * Those of a project, by login name.
     *
     * @param team the project's; null: none
     * @param part what login or display name contain, in whatever case; empty: everyone
     * @param skipped how many to pass over
     * @throws NotPermitted unless the caller is one of them
     */
    @Transactional(readOnly = true)
    public List<Colleague> of(Caller by, String project, @Nullable String team, String part, int skipped, int limit) {
        if (!by.mayPropose(project)) {
            throw new NotPermitted("Only who works on project " + project + " sees who else does.");
        }
        return rows
                .colleagues(
                        project,
                        Objects.requireNonNullElse(team, ""),
                        NewUser.lowerCase(part.strip()),
                        Limit.of(skipped + limit))
                .stream()
                .skip(skipped)
                .map(user -> new Colleague(user.login(), user.displayName()))
                .toList();
    }

    /**
     * Those of a team, by login name: who may propose decisions in all its projects. The rest as in {@link #of}.
     *
     * @throws NotPermitted unless the caller arranges what is the team's
     */
    @Transactional(readOnly = true)
    public List<Colleague> ofTeam(Caller by, String team, String part, int skipped, int limit) {
        if (!by.mayTriage(Scope.team(team))) {
            throw new NotPermitted(
                    "Only who decides on the findings of team " + team + " sees who else works on them.");
        }
        // No project has an empty name.
        return rows.colleagues("", team, NewUser.lowerCase(part.strip()), Limit.of(skipped + limit)).stream()
                .skip(skipped)
                .map(user -> new Colleague(user.login(), user.displayName()))
                .toList();
    }

    /** Somebody by login name, whatever their role. */
    @Transactional(readOnly = true)
    public Optional<Colleague> find(String login) {
        return rows.findByLogin(login).map(user -> new Colleague(user.login(), user.displayName()));
    }

    /** Login and display names of all people there ever were: for keeping them out of texts, and not for showing. */
    @Transactional(readOnly = true)
    public Set<String> names() {
        var names = new TreeSet<String>();
        rows.all().forEach(one -> {
            names.add(one.login());
            names.add(one.displayName());
        });
        return names;
    }

    /** What hinders a person from working on a project; empty: nothing. */
    public enum Hindrance {
        /** There is no such person, or the account is disabled. */
        DISABLED,
        /** No role in the project, or one that only reads. */
        NO_ROLE
    }

    @Transactional(readOnly = true)
    public Optional<Hindrance> hindrance(String login, String project) {
        Optional<Caller> person = users.caller(login);
        if (person.isEmpty()) {
            return Optional.of(Hindrance.DISABLED);
        }
        return person.get().mayPropose(project) ? Optional.empty() : Optional.of(Hindrance.NO_ROLE);
    }
}
