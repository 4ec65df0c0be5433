package dev.winnow.discussion;

import dev.winnow.access.Caller;
import dev.winnow.access.Colleague;
import dev.winnow.access.Colleagues;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Project;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who can see to findings, and what became of those who do. */
@Service
public class Assignees {
    private final Colleagues colleagues;
    private final DiscussedFindings findings;

    Assignees(Colleagues colleagues, DiscussedFindings findings) {
        this.colleagues = colleagues;
        this.findings = findings;
    }

    /**
     * People who can see to findings of a project, by login name.
     *
     * @param part what login or display name contain
     * @param skipped how many to pass over
     * @throws NotPermitted unless the caller may assign findings of it
     */
    @Transactional(readOnly = true)
    public List<Colleague> candidates(Caller by, long projectId, String part, int skipped, int limit) {
        Project project = findings.project(projectId);
        return colleagues.of(by, project.name(), project.team(), part, skipped, limit);
    }

    /** Somebody a finding is assigned to, whether they can still see to it or not. */
    @Transactional(readOnly = true)
    public Colleague named(String login) {
        return colleagues.find(login).orElseGet(() -> new Colleague(login, login));
    }

    /** What is said beside an assignee who cannot see to findings of the project any more; empty: nothing. */
    @Transactional(readOnly = true)
    public Optional<String> warning(String login, String project) {
        return colleagues.hindrance(login, project).map(why -> switch (why) {
            case DISABLED -> "account disabled";
            case NO_ROLE -> "no longer works on " + project;
        });
    }
}
