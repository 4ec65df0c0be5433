package dev.winnow.triage;

import dev.winnow.problem.Conflict;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Projects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Keeps silence rules, and the projects they are about, to one transaction. As in an import the projects come first, in
 * order of id, and the rule after them; what the rule matches is read when both are held.
 */
@Component
class HeldRules {
    private final RuleRows rows;
    private final Projects projects;

    HeldRules(RuleRows rows, Projects projects) {
        this.rows = rows;
        this.projects = projects;
    }

    /** Locks all projects that these are about, also those that are being made. */
    void projects(Collection<Match> matches) {
        Set<String> there = projects.named().stream().map(Projects.Named::name).collect(Collectors.toSet());
        if (!matches.stream()
                .allMatch(match -> match.project().filter(there::contains).isPresent())) {
            projects.keepFromMaking();
        }
        projects.lock(projects.named().stream()
                .filter(project -> matches.stream().anyMatch(match -> match.isAbout(project.name())))
                .map(Projects.Named::id)
                .toList());
    }

    /**
     * Locks a rule, and all projects that it or one of the matches is about.
     *
     * @param seen the rule as it was read before
     * @return the rule as it is now
     * @throws NotFound where it is gone
     * @throws Conflict where it is about something else by now
     */
    SilenceRule rule(SilenceRule seen, Collection<Match> matches) {
        var all = new ArrayList<>(matches);
        all.add(seen.match());
        projects(all);
        SilenceRule rule =
                rows.lock(seen.id()).orElseThrow(() -> new NotFound("There is no silence rule " + seen.id() + "."));
        if (!rule.match().equals(seen.match())) {
            throw new Conflict("Somebody else changed the silence rule " + rule.name() + " at the same time.");
        }
        return rule;
    }
}
