package dev.winnow.project;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** All guards. */
public interface Guards extends Repository<Guard, Long> {
    Optional<Guard> findByProjectIdAndName(long projectId, String name);

    List<Guard> findByProjectIdOrderByName(long projectId);

    List<Guard> findByIdIn(Collection<Long> ids);

    Optional<Guard> findById(long id);

    Guard save(Guard guard);
}
