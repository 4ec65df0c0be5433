package dev.winnow.finding;

import dev.winnow.project.Build;
import dev.winnow.project.Guard;
import dev.winnow.project.Persisted;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sequence of scans with the same project, branch, guard and target. */
@Entity
public class Stream {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private long projectId;
    private long guardId;
    private String branch;
    private String target;
    private Instant createdAt;
    private @Nullable Long newestScanId;
    private @Nullable Instant newestPlacedAt;
    private @Nullable Long newestBuildId;
    private boolean scannedCompletely;
    private boolean events;
    private @Nullable Long heldScanId;
    private @Nullable Instant retiredAt;

    @SuppressWarnings("NullAway.Init")
    protected Stream() {}

    /** @param events whether it is of things that happen, not of what is there */
    public Stream(Guard guard, String branch, String target, boolean events, Instant createdAt) {
        this.projectId = guard.projectId();
        this.guardId = guard.id();
        this.branch = branch;
        this.target = target;
        this.events = events;
        this.createdAt = createdAt;
    }

    /**
     * Whether a scan comes too late to say what is there now: a newer build was scanned, or the same one by a scan that
     * was received later.
     */
    boolean isLate(Scan scan, Build build) {
        if (scan.request().events()) {
            // What happens happens now, whichever build it happens to.
            return false;
        }
        if (newestPlacedAt == null || newestBuildId == null) {
            return false;
        }
        boolean overtaken = newestBuildId == build.id() && newestScanId != null && newestScanId > scan.id();
        return overtaken || !build.isNotBefore(newestPlacedAt, newestBuildId);
    }

    /** Whether no scan has yet said completely what is there, though one is to be expected. */
    boolean awaitsFirstCompleteScan() {
        return !scannedCompletely && !events;
    }

    /** Whether it is of things that happen: its scans are never complete, and none is expected of a build. */
    public boolean events() {
        return events;
    }

    void advance(Scan scan, Build build, boolean complete) {
        newestScanId = scan.id();
        newestPlacedAt = build.placedAt();
        newestBuildId = build.id();
        scannedCompletely |= complete;
        retiredAt = null;
    }

    /** Notes that the build of its newest scan has moved on the branch. */
    public void follow(Build build) {
        newestPlacedAt = build.placedAt();
    }

    void hold(Scan scan) {
        heldScanId = scan.id();
    }

    void release() {
        heldScanId = null;
    }

    public void retire(Instant at) {
        retiredAt = at;
    }

    public long id() {
        return Persisted.id(id);
    }

    public long projectId() {
        return projectId;
    }

    public long guardId() {
        return guardId;
    }

    public String branch() {
        return branch;
    }

    public String target() {
        return target;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** The newest scan that counted for what is there now. */
    public Optional<Long> newestScanId() {
        return Optional.ofNullable(newestScanId);
    }

    /** The place on the branch of the build of its newest scan. */
    public Optional<Instant> newestPlacedAt() {
        return Optional.ofNullable(newestPlacedAt);
    }

    /** The scan whose closings wait for confirmation. */
    public Optional<Long> heldScanId() {
        return Optional.ofNullable(heldScanId);
    }

    public Optional<Instant> retiredAt() {
        return Optional.ofNullable(retiredAt);
    }
}
