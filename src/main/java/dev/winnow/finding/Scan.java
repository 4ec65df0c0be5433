package dev.winnow.finding;

import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.project.Persisted;
import dev.winnow.project.SeverityCounts;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One report of one guard about one target, for one build; from its upload on. */
@Entity
public class Scan {
    private static final int NOTICES = 4_000;
    private static final int TOOL = 200;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Enumerated(EnumType.STRING)
    private ScanStatus status;

    private Instant receivedAt;
    private String uploadedBy;
    private String reportHash;
    private long reportBytes;

    @Embedded
    private ScanRequest request;

    private @Nullable Long projectId;
    private @Nullable Long buildId;
    private @Nullable Long streamId;
    private @Nullable String format;
    private @Nullable String toolName;
    private @Nullable String toolVersion;
    private @Nullable Boolean complete;
    private @Nullable Boolean late;
    private int held;
    private @Nullable Instant detectedAt;
    private @Nullable Instant importedAt;
    private @Nullable String notices;

    @Embedded
    private ScanCounts counts;

    @Embedded
    private SeverityCounts findings;

    @Embedded
    private @Nullable ScanFailure failure;

    @SuppressWarnings("NullAway.Init")
    protected Scan() {}

    /** @param reportHash SHA-256 of the stored report, hexadecimal */
    public Scan(
            ScanRequest request,
            String format,
            String reportHash,
            long reportBytes,
            String uploadedBy,
            Instant receivedAt) {
        this.status = ScanStatus.QUEUED;
        this.request = request;
        this.format = format;
        this.reportHash = reportHash;
        this.reportBytes = reportBytes;
        this.uploadedBy = uploadedBy;
        this.receivedAt = receivedAt;
        this.counts = ScanCounts.NONE;
        this.findings = SeverityCounts.NONE;
    }

    public void start() {
        status = ScanStatus.RUNNING;
    }

    public void queueAgain() {
        status = ScanStatus.QUEUED;
        failure = null;
    }

    public void fail(ScanFailure failure) {
        this.status = ScanStatus.FAILED;
        this.failure = failure;
    }

    /** Says where the scan belongs, once its report is read. */
    public void place(long projectId, long buildId, long streamId, ScanInfo info, Instant detectedAt) {
        this.projectId = projectId;
        this.buildId = buildId;
        this.streamId = streamId;
        String version = info.tool().version();
        this.toolName = Texts.atMost(Texts.line(info.tool().name()), TOOL);
        this.toolVersion = version == null ? null : Texts.atMost(Texts.line(version), TOOL);
        // What happens is never all that there is.
        this.complete = info.complete() && !request.events();
        this.detectedAt = detectedAt;
        String lines = String.join("\n", info.notices());
        this.notices = lines.isEmpty() ? null : lines.substring(0, Math.min(lines.length(), NOTICES));
    }

    /** Ends the import. @param held how many closings wait for confirmation */
    public void finish(ScanCounts counts, SeverityCounts findings, boolean late, int held, Instant importedAt) {
        this.status = ScanStatus.IMPORTED;
        this.counts = counts;
        this.findings = findings;
        this.late = late;
        this.held = held;
        this.importedAt = importedAt;
    }

    public long id() {
        return Persisted.id(id);
    }

    public ScanStatus status() {
        return status;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    public String uploadedBy() {
        return uploadedBy;
    }

    public String reportHash() {
        return reportHash;
    }

    /** Size of the report as it came, in bytes. */
    public long reportBytes() {
        return reportBytes;
    }

    public ScanRequest request() {
        return request;
    }

    public Optional<Long> projectId() {
        return Optional.ofNullable(projectId);
    }

    public Optional<Long> buildId() {
        return Optional.ofNullable(buildId);
    }

    public Optional<Long> streamId() {
        return Optional.ofNullable(streamId);
    }

    public String format() {
        return format == null ? "" : format;
    }

    public Optional<Tool> tool() {
        return Optional.ofNullable(toolName).map(name -> new Tool(Texts.line(name), toolVersion));
    }

    /** Whether the scanner said that it looked at everything. */
    public boolean complete() {
        return Boolean.TRUE.equals(complete);
    }

    /** Whether a newer build of the branch had been scanned before, so that this one opened and closed nothing. */
    public boolean late() {
        return Boolean.TRUE.equals(late);
    }

    /** How many closings wait for confirmation, since the scan suddenly misses most of what there was. */
    public int held() {
        return held;
    }

    /** When the scan finished: by the report, else by the upload, else when it was received. */
    public Optional<Instant> detectedAt() {
        return Optional.ofNullable(detectedAt);
    }

    public Optional<Instant> importedAt() {
        return Optional.ofNullable(importedAt);
    }

    /** What the scanner said of its own run, a line each. */
    public List<String> notices() {
        return notices == null ? List.of() : notices.lines().toList();
    }

    public ScanCounts counts() {
        return counts;
    }

    /** Distinct, unsilenced findings of the scan. */
    public SeverityCounts findings() {
        return findings;
    }

    public Optional<ScanFailure> failure() {
        return Optional.ofNullable(failure);
    }
}
