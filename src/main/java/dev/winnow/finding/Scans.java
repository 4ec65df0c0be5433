package dev.winnow.finding;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All scans. */
public interface Scans extends Repository<Scan, Long> {
    Optional<Scan> findById(long id);

    List<Scan> findByIdIn(Collection<Long> ids);

    List<Scan> findByBuildIdOrderById(long buildId);

    List<Scan> findByStatusOrderById(ScanStatus status, Limit limit);

    /** Imports that a process did not end: it was killed, or Winnow itself was at fault. */
    @Query("""
            select s from Scan s where s.status = dev.winnow.finding.ScanStatus.RUNNING
            or (s.status = dev.winnow.finding.ScanStatus.FAILED
                and s.failure.kind = dev.winnow.finding.ScanFailure.Kind.INTERNAL)""")
    List<Scan> unfinished();

    List<Scan> findByReportHashAndRequestProject(String reportHash, String project);

    @Query("select count(s) > 0 from Scan s where s.reportHash = :hash")
    boolean existsByReportHash(String hash);

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
