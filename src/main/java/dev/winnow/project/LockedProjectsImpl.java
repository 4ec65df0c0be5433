package dev.winnow.project;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.dao.EmptyResultDataAccessException;

/** By row locks. Spring Data finds it by its name. */
class LockedProjectsImpl implements LockedProjects {
    private final EntityManager entities;

    LockedProjectsImpl(EntityManager entities) {
        this.entities = entities;
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
        var locked = new TreeMap<Long, Project>();
        Set<Long> more = new TreeSet<>(ids());
        while (!more.isEmpty()) {
            more.forEach(id -> locked.put(id, lock(id)));
            // Those made while this waited; ids grow, so the order stays.
            more = new TreeSet<>(ids());
            more.removeAll(locked.keySet());
        }
        return List.copyOf(locked.values());
    }

    private List<Long> ids() {
        return entities.createQuery("select p.id from Project p", Long.class).getResultList();
    }
}
