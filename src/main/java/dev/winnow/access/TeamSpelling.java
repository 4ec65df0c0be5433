package dev.winnow.access;

import dev.winnow.problem.InvalidRequest;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the names of teams apart by more than upper and lower case: a team is made by whoever first writes its name, and one
 * that is written otherwise once would be another team, with other people and numbers of its own.
 */
@Service
public class TeamSpelling {
    private final GrantRows grants;
    private final TeamProjects projects;

    TeamSpelling(GrantRows grants, TeamProjects projects) {
        this.grants = grants;
        this.projects = projects;
    }

    /**
     * Lets a name pass that is that of a team, or differs from all of them by more than upper and lower case. Says nothing of
     * how the other is spelt: it may not be there for the caller.
     *
     * @throws InvalidRequest where another team's differs by that alone
     */
    @Transactional(readOnly = true)
    public void require(String name) {
        String folded = folded(name);
        boolean another = false;
        for (String team : Stream.concat(grants.teams().stream(), projects.teams().stream())
                .toList()) {
            if (team.equals(name)) {
                return;
            }
            another |= folded(team).equals(folded);
        }
        if (another) {
            throw new InvalidRequest("team: there is one already whose name differs from " + name
                    + " by upper and lower case alone: spell it as that one, or take another name.");
        }
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
