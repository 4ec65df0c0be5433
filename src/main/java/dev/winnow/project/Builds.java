package dev.winnow.project;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All builds. Lists are newest first by place, then by arrival, and paged by the last row seen. */
public interface Builds extends Repository<Build, Long> {
    Optional<Build> findById(long id);

    List<Build> findByIdIn(Collection<Long> ids);

    Optional<Build> findByProjectIdAndBranchAndCiIdAndCommitSha(
            long projectId, String branch, String ciId, String commitSha);

    /** Builds of this CI id, newest first. Different branches may use the same id. */
    @Query(
            "select b from Build b where b.projectId = :projectId and b.ciId = :ciId order by b.placedAt desc, b.id desc")
    List<Build> byCiId(long projectId, String ciId, Limit limit);

    @Query("""
            select b from Build b where b.projectId = :projectId
            order by b.projectId desc, b.placedAt desc, b.id desc""")
    List<Build> newest(long projectId, Limit limit);

    @Query("""
            select b from Build b where b.projectId = :projectId
            and (b.placedAt < :placedAt or (b.placedAt = :placedAt and b.id < :id))
            order by b.projectId desc, b.placedAt desc, b.id desc""")
    List<Build> olderThan(long projectId, Instant placedAt, long id, Limit limit);

    @Query("""
            select b from Build b where b.projectId = :projectId and b.branch = :branch
            order by b.projectId desc, b.branch desc, b.placedAt desc, b.id desc""")
    List<Build> newestOnBranch(long projectId, String branch, Limit limit);

    @Query("""
            select b from Build b where b.projectId = :projectId and b.branch = :branch
            and (b.placedAt < :placedAt or (b.placedAt = :placedAt and b.id < :id))
            order by b.projectId desc, b.branch desc, b.placedAt desc, b.id desc""")
    List<Build> olderOnBranch(long projectId, String branch, Instant placedAt, long id, Limit limit);

    @Query("""
            select b from Build b where b.projectId = :projectId and b.branch = :branch
            and (b.placedAt > :placedAt or (b.placedAt = :placedAt and b.id > :id))
            order by b.projectId, b.branch, b.placedAt, b.id""")
    List<Build> newerOnBranch(long projectId, String branch, Instant placedAt, long id, Limit limit);

    /**
     * Builds whose place is in a time, oldest first.
     *
     * @param to not included
     * @param placedAt place of the last one of the page before, with its id; the start of the time and -1 to begin with
     */
    @Query("""
            select b from Build b where b.projectId = :projectId and b.placedAt < :to
            and (b.placedAt > :placedAt or (b.placedAt = :placedAt and b.id > :id))
            order by b.projectId, b.placedAt, b.id""")
    List<Build> placedUpTo(long projectId, Instant to, Instant placedAt, long id, Limit limit);

    /** Builds whose CI id, commit or branch starts with this, newest first. */
    default List<Build> startingWith(long projectId, String start, Limit limit) {
        return like(projectId, start.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%", limit);
    }

    @Query("""
            select b from Build b where b.projectId = :projectId
            and (b.ciId like :pattern escape '!' or b.commitSha like :pattern escape '!'
                or b.branch like :pattern escape '!')
            order by b.projectId desc, b.placedAt desc, b.id desc""")
    List<Build> like(long projectId, String pattern, Limit limit);

    /** The builds that streams of the project were scanned for last: the newest of each branch are among them. */
    @Query(nativeQuery = true, value = """
            select b.* from build b where b.id in (select s.newest_build_id from stream s where s.project_id = :projectId)""")
    List<Build> newestOfStreams(long projectId);

    /** The newest build on the tracked branch of each project that has one. */
    @Query(nativeQuery = true, value = """
            select b.* from build b where b.id in (
              select (select n.id from build n where n.project_id = p.id and n.branch = p.tracked_branch
                order by n.project_id desc, n.branch desc, n.placed_at desc, n.id desc fetch first 1 rows only)
              from project p)""")
    List<Build> newestOfEachProject();

    Build save(Build build);

    /** The build before this one on its branch. */
    default Optional<Build> before(Build build) {
        return olderOnBranch(build.projectId(), build.branch(), build.placedAt(), build.id(), Limit.of(1)).stream()
                .findFirst();
    }

    /** The build after this one on its branch. */
    default Optional<Build> after(Build build) {
        return newerOnBranch(build.projectId(), build.branch(), build.placedAt(), build.id(), Limit.of(1)).stream()
                .findFirst();
    }
}
