package dev.winnow.finding;

import dev.winnow.importers.Category;
import dev.winnow.project.Stage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All scans. */
public interface Scans extends Repository<Scan, Long> {
    Optional<Scan> findById(long id);

    List<Scan> findByIdIn(Collection<Long> ids);

    List<Scan> findByBuildIdOrderById(long buildId);

    /** Scans of the build, newest first. */
    @Query("select s from Scan s where s.buildId = :buildId order by s.buildId desc, s.id desc")
    List<Scan> newestOfBuild(long buildId, Limit limit);

    /** Settled scans of the build as they arrived. @param after id of the last one of the page before; 0 to begin with */
    @Query("""
            select s from Scan s where s.buildId = :buildId and s.id > :after
            and s.status in (dev.winnow.finding.ScanStatus.IMPORTED, dev.winnow.finding.ScanStatus.FAILED)
            order by s.buildId, s.id""")
    List<Scan> settledOfBuild(long buildId, long after, Limit limit);

    /** Ids of the builds that scans were received for in a time. @param to not included */
    @Query("""
            select distinct s.buildId from Scan s where s.request.project = :project and s.buildId is not null
            and s.receivedAt >= :from and s.receivedAt < :to""")
    List<Long> buildsScannedIn(String project, Instant from, Instant to);

    /**
     * Uploads that failed and belong to no build, in the order of their arrival.
     *
     * @param to not included
     * @param build the pipeline's id they were for; null for any
     * @param commit null for any
     * @param after id of the last one of the page before; 0 to begin with
     */
    @Query("""
            select s from Scan s where s.request.project = :project
            and s.status = dev.winnow.finding.ScanStatus.FAILED and s.buildId is null
            and s.receivedAt >= :from and s.receivedAt < :to
            and s.request.build = coalesce(:build, s.request.build)
            and s.request.commit = coalesce(:commit, s.request.commit) and s.id > :after
            order by s.request.project, s.id""")
    List<Scan> failedIn(
            String project,
            Instant from,
            Instant to,
            @Nullable String build,
            @Nullable String commit,
            long after,
            Limit limit);

    /** Scans of the stream that are older than this one, newest first. @param before {@code Long.MAX_VALUE} to begin with */
    @Query("select s from Scan s where s.streamId = :streamId and s.id < :before order by s.streamId desc, s.id desc")
    List<Scan> olderOfStream(long streamId, long before, Limit limit);

    List<Scan> findByStatusOrderById(ScanStatus status, Limit limit);

    /** Imports that a process did not end: it was killed, or Winnow itself was at fault. */
    @Query("""
            select s from Scan s where s.status = dev.winnow.finding.ScanStatus.RUNNING
            or (s.status = dev.winnow.finding.ScanStatus.FAILED
                and s.failure.kind = dev.winnow.finding.ScanFailure.Kind.INTERNAL)""")
    List<Scan> unfinished();

    /**
     * The first upload of these bytes for this build that did not fail, where it asked for the same as this one, or where
     * what this one asks for is what became of it.
     *
     * @param format what they are read as: an empty list may be one tool's or another's
     * @param branch what {@code asked} means by its branch; null where that is not known yet
     */
    default Optional<Scan> sameUpload(String hash, String format, ScanRequest asked, @Nullable String branch) {
        return sameUploads(
                        hash,
                        format,
                        asked.project(),
                        asked.commit(),
                        asked.build(),
                        asked.branch(),
                        branch,
                        asked.guard(),
                        asked.target(),
                        asked.category(),
                        Limit.of(1))
                .stream()
                .findFirst();
    }

    @Query("""
            select s from Scan s left join Stream t on t.id = s.streamId left join Guard g on g.id = t.guardId
            where s.request.project = :project and s.request.build = :build and s.reportHash = :hash
            and s.request.commit = :commit and s.format = :format and s.status <> dev.winnow.finding.ScanStatus.FAILED
            and (s.request.branch is not distinct from :asked or s.request.branch = :branch or t.branch = :branch)
            and (s.request.guard is not distinct from :guard or g.name = :guard)
            and (s.request.target is not distinct from :target or t.target = :target)
            and (s.request.category is not distinct from :category or g.category = :category)
            order by s.request.project, s.request.build, s.reportHash, s.id""")
    List<Scan> sameUploads(
            String hash,
            String format,
            String project,
            String commit,
            String build,
            @Nullable String asked,
            @Nullable String branch,
            @Nullable String guard,
            @Nullable String target,
            @Nullable Category category,
            Limit limit);

    /** The newest imported scan of these bytes whose upload asked for just this. */
    default Optional<Scan> newestImportedTwin(
            String hash,
            String format,
            String project,
            @Nullable String guard,
            @Nullable String target,
            @Nullable String branch,
            @Nullable Stage stage,
            @Nullable Category category) {
        return importedTwins(hash, format, project, guard, target, branch, stage, category, Limit.of(1)).stream()
                .findFirst();
    }

    @Query("""
            select s from Scan s where s.reportHash = :hash and s.request.project = :project
            and s.status = dev.winnow.finding.ScanStatus.IMPORTED and s.format = :format
            and s.request.guard is not distinct from :guard and s.request.target is not distinct from :target
            and s.request.branch is not distinct from :branch and s.request.stage is not distinct from :stage
            and s.request.category is not distinct from :category
            order by s.reportHash desc, s.request.project desc, s.id desc""")
    List<Scan> importedTwins(
            String hash,
            String format,
            String project,
            @Nullable String guard,
            @Nullable String target,
            @Nullable String branch,
            @Nullable Stage stage,
            @Nullable Category category,
            Limit limit);

    /**
     * Uploads for builds of this pipeline's id that wait or are being read, oldest first. One that named no branch may be
     * for any.
     *
     * @param commit null for any
     * @param branch null for any
     */
    @Query("""
            select s from Scan s where s.request.project = :project and s.request.build = :build
            and s.status in (dev.winnow.finding.ScanStatus.QUEUED, dev.winnow.finding.ScanStatus.RUNNING)
            and s.request.commit = coalesce(:commit, s.request.commit)
            and (s.request.branch is null or s.request.branch = coalesce(:branch, s.request.branch))
            order by s.request.project, s.request.build, s.id""")
    List<Scan> unsettled(String project, String build, @Nullable String commit, @Nullable String branch, Limit limit);

    /** Uploads for builds of this pipeline's id that are imported or have failed, newest first; otherwise the same. */
    @Query("""
            select s from Scan s where s.request.project = :project and s.request.build = :build
            and s.status in (dev.winnow.finding.ScanStatus.IMPORTED, dev.winnow.finding.ScanStatus.FAILED)
            and s.request.commit = coalesce(:commit, s.request.commit)
            and (s.request.branch is null or s.request.branch = coalesce(:branch, s.request.branch))
            order by s.request.project desc, s.request.build desc, s.id desc""")
    List<Scan> newestSettled(
            String project, String build, @Nullable String commit, @Nullable String branch, Limit limit);

    boolean existsByReportHash(String hash);

    /** Whether the stream was scanned completely for the build before. */
    boolean existsByBuildIdAndStreamIdAndCompleteTrueAndIdLessThan(long buildId, long streamId, long id);

    /** Those of the hashes that scans have. */
    @Query("select distinct s.reportHash from Scan s where s.reportHash in :hashes")
    List<String> reportHashesAmong(Collection<String> hashes);

    /** Uploads of the project that are not imported: waiting, running or failed; newest first. */
    @Query("""
            select s from Scan s where s.request.project = :project
            and s.status in (dev.winnow.finding.ScanStatus.QUEUED, dev.winnow.finding.ScanStatus.RUNNING,
                dev.winnow.finding.ScanStatus.FAILED)
            order by s.id desc""")
    List<Scan> notImported(String project, Limit limit);

    /** The first scan that this uploader sent. */
    Optional<Scan> findFirstByUploadedByOrderById(String uploader);

    long countByUploadedBy(String uploader);

    long count();

    /** Imported scans of the project, newest first. */
    @Query("""
            select s from Scan s where s.request.project = :project
            and s.status = dev.winnow.finding.ScanStatus.IMPORTED
            order by s.request.project desc, s.id desc""")
    List<Scan> newestImported(String project, Limit limit);

    Scan save(Scan scan);

    /** Saves, and lets plain SQL see it and whatever else changed in this transaction. */
    Scan saveAndFlush(Scan scan);
}
