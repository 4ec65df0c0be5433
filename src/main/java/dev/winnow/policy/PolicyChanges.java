package dev.winnow.policy;

import dev.winnow.policy.PolicyVersion.Source;
import dev.winnow.policy.language.PolicyReader;
import dev.winnow.project.Project;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** When other policies came to judge builds. */
@Service
public class PolicyChanges {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyChanges.class);

    private final PolicyRows rows;

    PolicyChanges(PolicyRows rows) {
        this.rows = rows;
    }

    /**
     * A change of a policy.
     *
     * @param project whose own it is; empty for one of the server, which is for more than one
     * @param withdrawn whether there is none any more
     * @param file which of the server's files
     */
    public record Change(
            Instant at, Source source, Optional<Project> project, boolean withdrawn, Optional<String> file) {}

    /**
     * Those of the projects' own policies, and of the server's that are for one of them; the oldest first. A version with
     * the text of the one before is none, nor is the first built-in one.
     *
     * @param projects all such that the caller may read them
     */
    public List<Change> between(Collection<Project> projects, Instant from, Instant to) {
        if (projects.isEmpty()) {
            return List.of();
        }
        Map<Long, Project> byId = projects.stream().collect(Collectors.toMap(Project::id, Function.identity()));
        var changes = new ArrayList<Change>();
        for (PolicyRows.Changed changed : rows.changes(byId.keySet(), from, to)) {
            PolicyVersion version = changed.version();
            boolean installed =
                    version.source() == Source.BUILT_IN && changed.before().isEmpty();
            boolean same = version.hash().equals(changed.before());
            if (!installed && !same && concerns(changed, projects)) {
                changes.add(new Change(
                        version.at(),
                        version.source(),
                        changed.project().map(byId::get),
                        version.hash().isEmpty(),
                        version.name()));
            }
        }
        return changes;
    }

    /** Files for others tell of projects and teams that a reader of these may not know. */
    private boolean concerns(PolicyRows.Changed changed, Collection<Project> projects) {
        return changed.version().source() != Source.FILE
                || changed.version()
                        .hash()
                        .or(changed::before)
                        .filter(hash -> isForOneOf(hash, projects))
                        .isPresent();
    }

    private boolean isForOneOf(String hash, Collection<Project> projects) {
        try {
            return rows.text(hash)
                    .map(text -> PolicyReader.readKnown(text).scope())
                    .filter(scope -> projects.stream().anyMatch(project -> PolicyFolder.isFor(scope, project)))
                    .isPresent();
        } catch (IllegalStateException e) {
            LOG.warn("A policy that was kept cannot be read any more: {}", hash, e);
            return false;
        }
    }
}
