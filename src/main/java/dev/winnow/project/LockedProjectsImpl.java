package dev.winnow.project;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.springframework.dao.EmptyResultDataAccessException;

/** By row locks and a gate. Spring Data finds it by its name. */
class LockedProjectsImpl implements LockedProjects {
    private final EntityManager entities;
    private final ProjectGate gate;

    LockedProjectsImpl(EntityManager entities, ProjectGate gate) {
        this.entities = entities;
        this.gate = gate;
    }

    @Override
    public Project lock(long id) {
        Project project = entities.find(Project.class, id);
        if (project == null) {
            throw new EmptyResultDataAccessException("There is no project " + id, 1);
        }
        if (entities.getLockMode(project) != LockModeType.PESSIMISTIC_WRITE) {
            // A lock alone leaves what is loaded as old as it was. What was changed already is not lost by that.
            entities.flush();
            entities.refresh(project, LockModeType.PESSIMISTIC_WRITE);
        }
        return project;
    }

    @Override
    public List<Project> lock(Collection<Long> ids) {
        return new TreeSet<>(ids).stream().map(this::lock).toList();
    }

    @Override
    public List<Project> lockAll() {
        gate.close();
        return lock(
                entities.createQuery("select p.id from Project p", Long.class).getResultList());
    }

    @Override
    public Project make(Project project) {
        gate.make();
        entities.persist(project);
        return project;
    }

    @Override
    public void keepFromMaking() {
        gate.close();
    }
}
