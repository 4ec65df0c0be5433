package dev.winnow.finding;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All streams. */
public interface Streams extends Repository<Stream, Long> {
    Optional<Stream> findById(long id);

    /** The id of the stream's project, without loading the stream. */
    @Query("select s.projectId from Stream s where s.id = :id")
    Optional<Long> projectOf(long id);

    Optional<Stream> findByGuardIdAndBranchAndTarget(long guardId, String branch, String target);

    List<Stream> findByProjectIdAndBranch(long projectId, String branch);

    /** Those of a branch that say what is there now: all that nobody retired. */
    default List<Stream> living(long projectId, String branch) {
        return findByProjectIdAndBranch(projectId, branch).stream()
                .filter(stream -> stream.retiredAt().isEmpty())
                .toList();
    }

    List<Stream> findByIdIn(Collection<Long> ids);

    List<Stream> findByNewestBuildId(long buildId);

    Stream save(Stream stream);
}
