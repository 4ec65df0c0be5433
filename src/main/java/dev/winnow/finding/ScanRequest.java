package dev.winnow.finding;

import dev.winnow.importers.Category;
import dev.winnow.project.Stage;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an upload says of its report; what is null follows from the report or has a default.
 *
 * @param project the project's name; it need not exist yet
 * @param commit what was scanned
 * @param build the pipeline's id of the run; the commit where it gave none
 * @param scannedAt when the scan finished
 * @param team whose project it must be, where the upload may create it for that team alone; null: any
 * @param author who made the commit: a name, an e-mail address, or both as Git writes them
 * @param events whether the report is of things that happened: it opens findings, what it misses says nothing, and none
 *     of them is a backlog
 */
@Embeddable
public record ScanRequest(
        @Column(name = "asked_project") String project,
        @Column(name = "asked_commit") String commit,
        @Column(name = "asked_branch") @Nullable String branch,
        @Column(name = "asked_committed_at") @Nullable Instant committedAt,
        @Column(name = "asked_build") String build,
        @Column(name = "asked_build_url") @Nullable String buildUrl,
        @Column(name = "asked_change") @Nullable String change,
        @Column(name = "asked_guard") @Nullable String guard,

        @Column(name = "asked_stage") @Enumerated(EnumType.STRING) @Nullable
        Stage stage,

        @Column(name = "asked_category") @Enumerated(EnumType.STRING) @Nullable
        Category category,

        @Column(name = "asked_target") @Nullable String target,
        @Column(name = "asked_scanned_at") @Nullable Instant scannedAt,
        @Column(name = "asked_team") @Nullable String team,
        @Column(name = "asked_author") @Nullable String author,
        @Column(name = "asked_events") boolean events) {
    /** A report of what is there, for a project of any team, of a commit by nobody known. */
    public ScanRequest(
            String project,
            String commit,
            @Nullable String branch,
            @Nullable Instant committedAt,
            String build,
            @Nullable String buildUrl,
            @Nullable String change,
            @Nullable String guard,
            @Nullable Stage stage,
            @Nullable Category category,
            @Nullable String target,
            @Nullable Instant scannedAt) {
        this(
                project,
                commit,
                branch,
                committedAt,
                build,
                buildUrl,
                change,
                guard,
                stage,
                category,
                target,
                scannedAt,
                null,
                null,
                false);
    }

    public ScanRequest ofTeam(@Nullable String owner) {
        return with(owner, author, events, scannedAt);
    }

    /** Of a commit that this person made. */
    public ScanRequest by(@Nullable String committer) {
        return with(team, committer, events, scannedAt);
    }

    /** A report of things that happened. @param seen when it was known that they did */
    public ScanRequest ofEvents(Instant seen) {
        return with(team, author, true, seen);
    }

    private ScanRequest with(
            @Nullable String owner, @Nullable String committer, boolean happened, @Nullable Instant finished) {
        return new ScanRequest(
                project,
                commit,
                branch,
                committedAt,
                build,
                buildUrl,
                change,
                guard,
                stage,
                category,
                target,
                finished,
                owner,
                committer,
                happened);
    }
}
