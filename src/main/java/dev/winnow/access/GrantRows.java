package dev.winnow.access;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface GrantRows extends Repository<Grant, Long> {
    @Query("select g from Grant g where g.holder.id = :holder order by g.kind, g.name")
    List<Grant> of(long holder);

    @Query("select g from Grant g join fetch g.holder h where g.kind = :kind and g.name = :name order by h.login")
    List<Grant> in(Scope.Kind kind, String name);

    @Query("select g from Grant g where g.holder.id = :holder and g.kind = :kind and g.name = :name")
    Optional<Grant> find(long holder, Scope.Kind kind, String name);

    /** How many grants a user has. */
    record HolderCount(long holder, long grants) {}

    @Query("""
            select new dev.winnow.access.GrantRows$HolderCount(g.holder.id, count(g)) from Grant g
             where g.holder.id in :holders group by g.holder.id""")
    List<HolderCount> count(Collection<Long> holders);

    @Query("select distinct g.name from Grant g where g.kind = dev.winnow.access.Scope.Kind.TEAM order by g.name")
    List<String> teams();

    /** How many active people have a role in the project or the team itself. */
    @Query("""
            select count(distinct h.id) from Grant g join g.holder h where h.enabled = true
             and (g.kind = dev.winnow.access.Scope.Kind.PROJECT and g.name = :project
               or g.kind = dev.winnow.access.Scope.Kind.TEAM and g.name = :team)""")
    long people(String project, String team);

    /** How many active people have a role in any of these themselves. */
    @Query("""
            select count(distinct h.id) from Grant g join g.holder h where h.enabled = true
             and (g.kind = dev.winnow.access.Scope.Kind.PROJECT and g.name in :projects
               or g.kind = dev.winnow.access.Scope.Kind.TEAM and g.name in :teams)""")
    long peopleOf(Collection<String> projects, Collection<String> teams);

    Grant save(Grant grant);

    void delete(Grant grant);
}
