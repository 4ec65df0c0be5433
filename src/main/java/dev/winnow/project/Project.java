package dev.winnow.project;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A thing that is built and deployed. What a transaction leaves as it was is not written, lest it undo what others wrote. */
@Entity
@DynamicUpdate
public class Project {
    /** The branch whose findings are followed, unless the project says otherwise. */
    public static final String DEFAULT_BRANCH = "main";

    /** So many scores of newest builds are kept at hand. */
    public static final int RECENT = 20;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String name;

    /** The name in lower case: names that differ by case alone would be taken for each other. */
    private String foldedName;

    private @Nullable String team;
    private String trackedBranch;

    /** The number the next finding gets; numbers start at 1 and are never used twice. */
    private int nextNumber;

    private Instant createdAt;

    @Embedded
    @AttributeOverride(name = "critical", column = @Column(name = "open_critical"))
    @AttributeOverride(name = "high", column = @Column(name = "open_high"))
    @AttributeOverride(name = "medium", column = @Column(name = "open_medium"))
    @AttributeOverride(name = "low", column = @Column(name = "open_low"))
    @AttributeOverride(name = "info", column = @Column(name = "open_info"))
    @AttributeOverride(name = "unknown", column = @Column(name = "open_unknown"))
    private SeverityCounts open;

    private boolean fourEyes;
    private int openSilenced;
    private String recentScores;

    @SuppressWarnings("NullAway.Init")
    protected Project() {}

    public Project(String name, Instant createdAt) {
        if (!ProjectName.isValid(name)) {
            throw new IllegalArgumentException("a project's name has 1 to 100 letters, digits, dots, dashes or "
                    + "underscores and starts with a letter or digit");
        }
        this.name = name;
        this.foldedName = ProjectName.folded(name);
        this.trackedBranch = DEFAULT_BRANCH;
        this.nextNumber = 1;
        this.createdAt = createdAt;
        this.fourEyes = true;
        this.open = SeverityCounts.NONE;
        this.recentScores = "";
    }

    /** Hands out finding numbers. @return the first of {@code count} numbers in a row */
    public int takeNumbers(int count) {
        int first = nextNumber;
        nextNumber = Math.addExact(nextNumber, count);
        return first;
    }

    /** Notes what is open on the tracked branch now. */
    public void rollUp(SeverityCounts open, int silenced) {
        this.open = open;
        this.openSilenced = silenced;
    }

    /** Notes how the newest builds of the tracked branch did. @param scores 0 to 100, the oldest first */
    public void rollUp(List<Integer> scores) {
        this.recentScores = scores.stream()
                .skip(Math.max(0, scores.size() - RECENT))
                .map(String::valueOf)
                .collect(Collectors.joining(","));
    }

    public long id() {
        return Persisted.id(id);
    }

    public String name() {
        return name;
    }

    public @Nullable String team() {
        return team;
    }

    public void assignTo(@Nullable String team) {
        this.team = team;
    }

    /** Whether a developer's decision on a finding waits until someone of the security role agrees. */
    public boolean fourEyes() {
        return fourEyes;
    }

    public void wantFourEyes(boolean wanted) {
        this.fourEyes = wanted;
    }

    public String trackedBranch() {
        return trackedBranch;
    }

    public void track(String branch) {
        this.trackedBranch = branch;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Open findings of the tracked branch that are not silenced. */
    public SeverityCounts open() {
        return open;
    }

    /** Open findings of the tracked branch that are silenced. */
    public int openSilenced() {
        return openSilenced;
    }

    /** Scores of the newest builds on the tracked branch that have one, up to {@value #RECENT}; the oldest first. */
    public List<Integer> recentScores() {
        return recentScores.isEmpty()
                ? List.of()
                : Arrays.stream(recentScores.split(",")).map(Integer::valueOf).toList();
    }
}
