package dev.winnow.project;

import java.util.Collection;
import java.util.List;

/** Projects that a transaction keeps to itself until it ends: who writes of a project's findings holds it. */
public interface LockedProjects {
    /**
     * The project as it is now, locked until the transaction ends. What the transaction had loaded of it before is brought
     * up to date; of its streams and builds it must have loaded nothing before.
     *
     * @throws org.springframework.dao.EmptyResultDataAccessException where there is none
     */
    Project lock(long id);

    /** Locks several projects, in the one order that keeps two acts at once from waiting for each other for ever. */
    List<Project> lock(Collection<Long> ids);

    /**
     * Locks all projects, and keeps others from being made, until the transaction ends.
     *
     * @throws dev.winnow.problem.Conflict where one is being made for a long time
     */
    List<Project> lockAll();

    /** Makes a project. Who speaks for projects that may be made at any time waits until the transaction ends. */
    Project make(Project project);

    /** Waits for who makes projects, and keeps others from making any until the transaction ends; see {@link #lockAll}. */
    void keepFromMaking();
}
