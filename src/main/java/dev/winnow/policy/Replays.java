package dev.winnow.policy;

import dev.winnow.finding.BuildContent;
import dev.winnow.finding.BuildContents;
import dev.winnow.finding.ProfileReader;
import dev.winnow.policy.language.Policy;
import dev.winnow.problem.Conflict;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Outcome;
import dev.winnow.project.Project;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.DoubleConsumer;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;

/**
 * Judges builds of the past by another policy: which verdicts it would have changed, and because of which findings. What a
 * finding is (its package, its score) counts as it is known now; what people decided counts as in the verdict that the
 * build has now, so that the policy that judged a build changes nothing.
 */
@Service
public class Replays {
    /** More are not replayed at once. */
    public static final int MOST_BUILDS = 10_000;

    private static final int PAGE = 500;
    private static final int FINDINGS = 100;
    private static final int AT_ONCE = 2;

    private final Builds builds;
    private final BuildContents contents;
    private final Gate gate;
    private final Verdicts verdicts;
    private final ProfileReader profiles;
    private final Semaphore running = new Semaphore(AT_ONCE);

    Replays(Builds builds, BuildContents contents, Gate gate, Verdicts verdicts, ProfileReader profiles) {
        this.builds = builds;
        this.contents = contents;
        this.gate = gate;
        this.verdicts = verdicts;
        this.profiles = profiles;
    }

    /**
     * A build whose verdict would be another one.
     *
     * @param before the verdict that it has; of its findings the first hundred
     * @param after the one it would have, likewise
     */
    public record Change(Project project, Build build, Verdict before, Verdict after) {
        /** Whether it would be stricter. */
        public boolean isWorse() {
            return after.outcome().compareTo(before.outcome()) > 0;
        }

        /** The rules because of which it is another one: the new ones that are stricter, else those that were. */
        public List<Verdict.Reason> because() {
            return isWorse() ? after.deciding() : before.deciding();
        }

        /** The findings that they decided on. */
        public RoaringBitmap findings() {
            var findings = new RoaringBitmap();
            because().forEach(reason -> findings.or(reason.findings()));
            return findings;
        }
    }

    /**
     * What a replay came to.
     *
     * @param builds how many were judged
     * @param changes the newest first
     */
    public record Replay(Policy policy, Instant from, Instant to, int builds, List<Change> changes) {
        public Replay {
            changes = List.copyOf(changes);
        }

        /** How many verdicts would be this instead of that. */
        public long count(Outcome before, Outcome after) {
            return changes.stream()
                    .filter(change -> change.before().outcome() == before
                            && change.after().outcome() == after)
                    .count();
        }
    }

    /**
     * Replays a policy on the builds of some projects that have a verdict.
     *
     * @param from the first instant of the period, by the builds' places on their branches
     * @param to the first instant behind it
     * @param progress hears how far it is, from 0 to 1
     * @throws InvalidRequest where these are too many builds
     * @throws Conflict while others replay
     */
    public Replay replay(Policy policy, List<Project> projects, Instant from, Instant to, DoubleConsumer progress) {
        if (!from.isBefore(to)) {
            throw new InvalidRequest("from: a time before to.");
        }
        if (!running.tryAcquire()) {
            throw new Conflict("Other policies are being replayed: try again in a moment.");
        }
        try {
            return judgeAll(policy, projects, from, to, progress);
        } finally {
            running.release();
        }
    }

    private Replay judgeAll(Policy policy, List<Project> projects, Instant from, Instant to, DoubleConsumer progress) {
        var changes = new ArrayList<Change>();
        // Nobody holds the projects meanwhile, so that what is answered here is no use to others.
        var answers = new Answers(profiles);
        int judged = 0;
        for (int i = 0; i < projects.size(); i++) {
            Project project = projects.get(i);
            List<Build> page = builds.olderThan(project.id(), to, 0, Limit.of(PAGE));
            boolean more = true;
            while (more) {
                for (Build build : page) {
                    if (build.placedAt().isBefore(from)) {
                        more = false;
                        break;
                    }
                    if (++judged > MOST_BUILDS) {
                        throw new InvalidRequest("These are more than " + MOST_BUILDS
                                + " builds: choose a shorter period or fewer projects.");
                    }
                    change(policy, project, build, answers).ifPresent(changes::add);
                }
                progress.accept((i + 0.5) / projects.size());
                more = more && page.size() == PAGE;
                if (more) {
                    Build last = page.getLast();
                    page = builds.olderThan(project.id(), last.placedAt(), last.id(), Limit.of(PAGE));
                }
            }
            progress.accept((i + 1.0) / projects.size());
        }
        changes.sort(Comparator.comparing((Change change) -> change.build().placedAt())
                .reversed()
                .thenComparing(change -> change.build().id()));
        return new Replay(policy, from, to, judged, changes);
    }

    private Optional<Change> change(Policy policy, Project project, Build build, Answers answers) {
        Optional<Verdict> before = verdicts.of(build);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        BuildContent content = contents.of(build);
        Instant at = verdicts.decidedAt(build).orElseGet(build::createdAt);
        Verdict after = gate.judge(policy, project, build, content, answers, at);
        return after.outcome() == before.get().outcome()
                ? Optional.empty()
                : Optional.of(new Change(project, build, shortened(before.get()), shortened(after)));
    }

    /** Thousands of changes are held: of each only the findings that anybody looks at. */
    private static Verdict shortened(Verdict verdict) {
        return new Verdict(
                verdict.outcome(),
                verdict.reasons().stream()
                        .map(reason -> new Verdict.Reason(
                                reason.rule(),
                                reason.effect(),
                                reason.message(),
                                reason.size(),
                                reason.findings().limit(FINDINGS)))
                        .toList());
    }
}
