package dev.winnow.project;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All guards. */
public interface Guards extends Repository<Guard, Long> {
    Optional<Guard> findByProjectIdAndName(long projectId, String name);

    List<Guard> findByProjectIdOrderByName(long projectId);

    List<Guard> findByProjectIdInOrderByName(Collection<Long> projectIds);

    boolean existsByName(String name);

    /** The names that guards have in any of the projects, in order. */
    @Query("select distinct g.name from Guard g where g.projectId in :projectIds order by g.name")
    List<String> namesIn(Collection<Long> projectIds);

    List<Guard> findByIdIn(Collection<Long> ids);

    Optional<Guard> findById(long id);

    Guard save(Guard guard);
}
