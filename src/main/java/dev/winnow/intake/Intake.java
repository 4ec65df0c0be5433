package dev.winnow.intake;

import dev.winnow.audit.Actor;
import dev.winnow.audit.AuditLog;
import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanFailure;
import dev.winnow.finding.ScanRequest;
import dev.winnow.finding.Scans;
import dev.winnow.importers.Formats;
import dev.winnow.importers.ReportException;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.project.Project;
import dev.winnow.project.ProjectName;
import dev.winnow.project.Projects;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes reports in. What {@link #accept} has returned for is safe, whatever happens to the process. */
@Service
public class Intake {
    /** No clock is so wrong; milliseconds taken for seconds are. */
    private static final Duration LARGEST_SKEW = Duration.ofHours(24);

    private final ReportStore store;
    private final ScanImport imports;
    private final ImportQueue queue;
    private final Scans scans;
    private final Projects projects;
    private final AuditLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** Between looking for the same upload and adding it. */
    private final ReentrantLock adding = new ReentrantLock();

    Intake(
            ReportStore store,
            ScanImport imports,
            ImportQueue queue,
            Scans scans,
            Projects projects,
            AuditLog log,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.imports = imports;
        this.queue = queue;
        this.scans = scans;
        this.projects = projects;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A report that was taken in.
     *
     * @param isNew whether it was not there before for the same build, guard and target
     */
    public record Accepted(long scanId, boolean isNew) {}

    /**
     * Stores a report and queues its import.
     *
     * @param by who sent it
     * @throws ReportException where no importer knows it, or where it is too large or broken at its start; nothing is kept
     *     of it
     * @throws InvalidRequest where the project's name cannot be one, or a time cannot be right
     * @throws IOException where the bytes do not arrive
     */
    public Accepted accept(InputStream report, ScanRequest request, Actor by) throws IOException {
        return accept(report, request, null, by);
    }

    /**
     * As {@link #accept(InputStream, ScanRequest, Actor)}, for reports that cannot be told by their content: an empty list is
     * what several tools write where they found nothing.
     *
     * @param format the name of the report's format; null to have it recognised
     */
    public Accepted accept(InputStream report, ScanRequest request, @Nullable String format, Actor by)
            throws IOException {
        try {
            return taken(report, request, format, by);
        } catch (ReportException e) {
            log.record(
                    by,
                    "upload.failed",
                    "project:" + request.project(),
                    null,
                    Map.of("commit", request.commit(), "problem", e.getClass().getSimpleName()));
            throw e;
        }
    }

    /** As {@link #accept(InputStream, ScanRequest, Actor)}, by a part of Winnow. @param name what it is called */
    public Accepted accept(InputStream report, ScanRequest request, String name) throws IOException {
        return accept(report, request, Actor.user(name));
    }

    /** The same for a report of a known format. @param format its name */
    public Accepted accept(InputStream report, ScanRequest request, String format, String name) throws IOException {
        return accept(report, request, format, Actor.user(name));
    }

    private Accepted taken(InputStream report, ScanRequest request, @Nullable String asked, Actor by)
            throws IOException {
        if (!ProjectName.isValid(request.project())) {
            throw new InvalidRequest("A project's name has 1 to 100 letters, digits, dots, dashes or underscores,"
                    + " and starts with a letter or digit.");
        }
        if (asked != null && Formats.named(asked).isEmpty()) {
            throw new InvalidRequest("format: one of " + Formats.names() + "; without it, it is recognised.");
        }
        Instant now = clock.instant();
        plausible("committedAt", request.committedAt(), now);
        plausible("scannedAt", request.scannedAt(), now);
        StoredReport stored = store.store(report);
        boolean wanted = false;
        try {
            String format =
                    Formats.importerOf(imports.open(stored.hash()), asked).format();
            Accepted accepted = queue(stored, request, format, by);
            wanted = true;
            return accepted;
        } finally {
            boolean keep = wanted;
            store.release(stored.hash(), hash -> keep || scans.existsByReportHash(hash));
        }
    }

    private static void plausible(String name, @Nullable Instant time, Instant now) {
        if (time == null) {
            return;
        }
        if (time.isAfter(now.plus(LARGEST_SKEW))) {
            throw new InvalidRequest(name + ": " + time + " lies in the future; it is " + now
                    + " here. A number means seconds since 1970, not milliseconds.");
        }
        if (time.isBefore(Instant.EPOCH)) {
            throw new InvalidRequest(name + ": " + time + " lies before 1970.");
        }
    }

    private Accepted queue(StoredReport stored, ScanRequest request, String format, Actor by) {
        adding.lock();
        try {
            Optional<Scan> same = same(stored.hash(), format, request);
            if (same.isPresent()) {
                return new Accepted(same.get().id(), false);
            }
            Scan scan = Objects.requireNonNull(transaction.execute(status -> added(stored, request, format, by)));
            queue.add(scan.id(), request.project());
            return new Accepted(scan.id(), true);
        } finally {
            adding.unlock();
        }
    }

    private Scan added(StoredReport stored, ScanRequest request, String format, Actor by) {
        Scan scan = scans.save(new Scan(request, format, stored.hash(), stored.bytes(), by.login(), clock.instant()));
        log.record(
                by,
                "upload.accepted",
                "project:" + request.project(),
                null,
                Map.of(
                        "scan", scan.id(),
                        "commit", request.commit(),
                        "format", format,
                        "bytes", stored.bytes(),
                        "sha256", stored.hash()));
        return scan;
    }

    /** The same report for the same build, guard and target, unless its import failed. */
    private Optional<Scan> same(String hash, String format, ScanRequest request) {
        String asked = request.branch();
        String branch = asked == null
                ? projects.findByName(request.project())
                        .map(Project::trackedBranch)
                        .orElse(null)
                : asked;
        return scans.sameUpload(hash, format, request, branch);
    }

    /** Completes when the scan is imported or has failed. */
    public CompletableFuture<Void> settled(long scanId) {
        return queue.settled(scanId);
    }

    /** How far the scan's import is; empty once it is settled. */
    public Optional<ImportProgress> progress(long scanId) {
        return queue.progress(scanId);
    }

    /** The stored report of a scan, as it came. The caller closes it. @param by who gets to see it */
    public InputStream report(Scan scan, Actor by) throws IOException {
        InputStream report = store.open(scan.reportHash());
        log.record(
                by,
                "report.downloaded",
                "scan:" + scan.id(),
                null,
                Map.of("project", scan.request().project()));
        return report;
    }

    /**
     * A stored report by its hash, for who notes by itself that reports are read, such as many at once. The caller closes
     * it.
     *
     * @throws java.nio.file.NoSuchFileException where it is not there any more
     */
    public InputStream unrecorded(String sha256) throws IOException {
        return store.open(sha256);
    }

    /** Names of the formats that can be read. */
    public List<String> formats() {
        return Formats.all().stream().map(importer -> importer.title()).toList();
    }

    /** Whether the failure is the report's fault, so that sending it again is no use. */
    public static boolean isFinal(ScanFailure failure) {
        return failure.kind() != ScanFailure.Kind.INTERNAL;
    }
}
