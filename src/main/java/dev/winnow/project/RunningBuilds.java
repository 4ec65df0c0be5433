package dev.winnow.project;

import java.util.Set;

/** Says which builds run somewhere: they are kept up to date like the newest ones. */
public interface RunningBuilds {
    /** Ids of the project's builds that run in any environment now. */
    Set<Long> of(long projectId);
}
