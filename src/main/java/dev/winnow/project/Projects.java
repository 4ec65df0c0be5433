package dev.winnow.project;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All projects. */
public interface Projects extends Repository<Project, Long> {
    Optional<Project> findByName(String name);

    Optional<Project> findById(long id);

    List<Project> findAllByOrderByName();

    List<Project> findByNameIn(Collection<String> names);

    @Query("select p.id from Project p where p.name = :name")
    Optional<Long> idOf(String name);

    /**
     * The project, locked until the transaction ends: one import at a time writes a project's findings. It must be the
     * first that the transaction loads of the project and its streams: what was loaded before is as old as that.
     */
    @Lock(jakarta.persistence.LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Project p where p.id = :id")
    Project lock(long id);

    Project save(Project project);

    long count();
}
