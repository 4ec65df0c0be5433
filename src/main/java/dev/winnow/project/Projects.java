package dev.winnow.project;

import dev.winnow.access.Caller;
import dev.winnow.access.TeamProjects;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All projects. */
public interface Projects extends Repository<Project, Long>, LockedProjects {
    Optional<Project> findByName(String name);

    Optional<Project> findById(long id);

    List<Project> findAllByOrderByName();

    List<Project> findByNameIn(Collection<String> names);

    List<Project> findByNameInOrderByName(Collection<String> names);

    /** Projects that the caller may read, by name. */
    default List<Project> visibleTo(Caller caller) {
        return caller.visibleProjects().map(this::findByNameInOrderByName).orElseGet(this::findAllByOrderByName);
    }

    /** Ids of the projects that the caller may read, in order; empty: all projects. */
    default Optional<List<Long>> idsVisibleTo(Caller caller) {
        return caller.visibleProjects().map(this::idsOf);
    }

    @Query("select p.id from Project p where p.name in :names order by p.id")
    List<Long> idsOf(Collection<String> names);

    List<Project> findByTeamOrderByName(String team);

    List<Project> findByTeamIn(Collection<String> teams);

    @Query("select new dev.winnow.access.TeamProjects$Member(p.name, p.team) from Project p where p.team in :teams")
    List<TeamProjects.Member> ofTeams(Collection<String> teams);

    @Query("select distinct p.team from Project p where p.team is not null order by p.team")
    List<String> teams();

    @Query("select p.id from Project p where p.name = :name")
    Optional<Long> idOf(String name);

    /** A project without what changes with each import. */
    record Named(long id, String name) {}

    @Query("select new dev.winnow.project.Projects$Named(p.id, p.name) from Project p order by p.id")
    List<Named> named();

    /**
     * Whether another project has the name but for upper and lower case; not the project of just that name, which may have
     * been made a moment ago.
     *
     * @param foldedName see {@link ProjectName#folded}
     */
    boolean existsByFoldedNameAndNameNot(String foldedName, String name);

    Project save(Project project);

    long count();
}
