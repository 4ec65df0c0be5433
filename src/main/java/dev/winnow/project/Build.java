package dev.winnow.project;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pipeline run of a project, on one commit of one branch, with the score and the verdict it has now. */
@Entity
public class Build {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private long projectId;
    private String branch;
    private String ciId;
    private String commitSha;
    private @Nullable Instant committedAt;
    private Instant placedAt;
    private @Nullable String url;
    private @Nullable String changeId;
    private @Nullable String author;
    private Instant createdAt;
    private @Nullable Long risk;
    private @Nullable Integer score;

    @Enumerated(EnumType.STRING)
    private @Nullable Outcome verdict;

    private @Nullable Integer builtScore;

    @Enumerated(EnumType.STRING)
    private @Nullable Outcome builtVerdict;

    private boolean buildTimeOver;

    private int guardsReported;
    private int guardsExpected;

    @Embedded
    private SeverityCounts findings;

    private int silenced;
    private int newFindings;
    private int fixedFindings;

    @SuppressWarnings("NullAway.Init")
    protected Build() {}

    public Build(long projectId, String branch, String ciId, String commitSha, Instant createdAt) {
        this.projectId = projectId;
        this.branch = branch;
        this.ciId = ciId;
        this.commitSha = commitSha;
        this.createdAt = createdAt;
        this.placedAt = createdAt;
        this.findings = SeverityCounts.NONE;
    }

    /**
     * Takes over what an upload knows of the build; what is known already stays.
     *
     * @return whether that moved the build on its branch
     */
    public boolean describe(
            @Nullable Instant committedAt, @Nullable String url, @Nullable String changeId, @Nullable String author) {
        boolean moved = this.committedAt == null && committedAt != null;
        if (this.committedAt == null && committedAt != null) {
            this.committedAt = committedAt;
            // The clock of the machine that committed may be ahead; nothing arrives before it was committed.
            this.placedAt = committedAt.isBefore(createdAt) ? committedAt : createdAt;
        }
        if (this.url == null) {
            this.url = url;
        }
        if (this.changeId == null) {
            this.changeId = changeId;
        }
        if (this.author == null) {
            this.author = author;
        }
        return moved;
    }

    /** The score and the verdict, each time a scan or a decision changes them. */
    public void judge(long risk, int score, Outcome verdict, SeverityCounts findings, int silenced) {
        this.risk = risk;
        this.score = score;
        this.verdict = verdict;
        this.findings = findings;
        this.silenced = silenced;
    }

    /** Keeps score and verdict as those of build time: they are what the first reports of its streams made of it. */
    public void settle() {
        if (!buildTimeOver) {
            this.builtScore = score;
            this.builtVerdict = verdict;
        }
    }

    /** Notes that a stream is scanned again: where all guards have reported, what comes from now on is of later. */
    public void scannedAgain() {
        buildTimeOver |= !provisional();
    }

    /** How many findings are new in it, and how many are fixed, when its scans or those of builds before changed that. */
    public void compare(int newFindings, int fixedFindings) {
        this.newFindings = newFindings;
        this.fixedFindings = fixedFindings;
    }

    /** How many guards have reported, of how many that are expected. */
    public void cover(int reported, int expected) {
        this.guardsReported = reported;
        this.guardsExpected = expected;
    }

    /** Whether the build stands at or behind the other on their branch: by place, then by arrival. */
    public boolean isNotBefore(Instant otherPlacedAt, long otherId) {
        int order = placedAt.compareTo(otherPlacedAt);
        return order > 0 || (order == 0 && id() >= otherId);
    }

    public long id() {
        return Persisted.id(id);
    }

    public long projectId() {
        return projectId;
    }

    public String branch() {
        return branch;
    }

    /** The id the pipeline gave it; the commit where it gave none. */
    public String ciId() {
        return ciId;
    }

    public String commitSha() {
        return commitSha;
    }

    public Optional<Instant> committedAt() {
        return Optional.ofNullable(committedAt);
    }

    /** Its place on the branch: commit time, or arrival where that was earlier or no commit time is known. */
    public Instant placedAt() {
        return placedAt;
    }

    public Optional<String> url() {
        return Optional.ofNullable(url);
    }

    /** The pull request, where the pipeline ran for one. */
    public Optional<String> changeId() {
        return Optional.ofNullable(changeId);
    }

    /** Who made the commit, where an upload said so: a name, an e-mail address, or both as Git writes them. */
    public Optional<String> author() {
        return Optional.ofNullable(author);
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Risk points; empty while no scan has been imported. */
    public Optional<Long> risk() {
        return Optional.ofNullable(risk);
    }

    /** 0 to 100; empty while no scan has been imported: a build nobody scanned is not a clean one. */
    public Optional<Integer> score() {
        return Optional.ofNullable(score);
    }

    public Optional<Grade> grade() {
        return score().map(Grade::of);
    }

    /** What the gate says of it now. */
    public Optional<Outcome> verdict() {
        return Optional.ofNullable(verdict);
    }

    /** The score at build time: before its streams were scanned again, and before later decisions. */
    public Optional<Integer> builtScore() {
        return Optional.ofNullable(builtScore);
    }

    /** What the gate said at build time: before its streams were scanned again, and before later decisions. */
    public Optional<Outcome> builtVerdict() {
        return Optional.ofNullable(builtVerdict);
    }

    /** Whether decisions or scans since have changed its score or its verdict. */
    public boolean judgedAgain() {
        return builtVerdict != null
                && (!builtScore().equals(score()) || !builtVerdict().equals(verdict()));
    }

    public int guardsReported() {
        return guardsReported;
    }

    public int guardsExpected() {
        return guardsExpected;
    }

    /** Whether a guard that is expected has not reported yet. */
    public boolean provisional() {
        return guardsReported < guardsExpected;
    }

    /** Distinct, unsilenced findings. */
    public SeverityCounts findings() {
        return findings;
    }

    public int silenced() {
        return silenced;
    }

    /** Findings that the same streams did not have before this build. */
    public int newFindings() {
        return newFindings;
    }

    /** Findings that the same streams had before this build and have no more. */
    public int fixedFindings() {
        return fixedFindings;
    }
}
