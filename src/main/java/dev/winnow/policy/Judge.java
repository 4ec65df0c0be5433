package dev.winnow.policy;

import dev.winnow.finding.BuildContent;
import dev.winnow.finding.BuildContents;
import dev.winnow.finding.ClosingsConfirmed;
import dev.winnow.importers.Severity;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Outcome;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;

/** Gives builds their score, their verdict and their coverage, each time a scan arrives. */
@Service
public class Judge {
    private final BuildContents contents;
    private final Builds builds;
    private final Projects projects;
    private final Verdicts verdicts;
    private final Clock clock;

    Judge(BuildContents contents, Builds builds, Projects projects, Verdicts verdicts, Clock clock) {
        this.contents = contents;
        this.builds = builds;
        this.projects = projects;
        this.verdicts = verdicts;
        this.clock = clock;
    }

    /**
     * Judges the build anew, and looks again at those that are compared with it. Part of the transaction that changed its
     * contents.
     */
    public void judge(Build build) {
        judgeAlone(build);
        cover(build);
        builds.findByIdIn(contents.comparedWith(build)).forEach(this::compareAgain);
        builds.after(build).ifPresent(this::cover);
        projects.findById(build.projectId())
                .filter(project -> project.trackedBranch().equals(build.branch()))
                .ifPresent(this::rollUp);
    }

    private void rollUp(Project project) {
        List<Integer> newestFirst =
                builds.newestOnBranch(project.id(), project.trackedBranch(), Limit.of(Project.RECENT)).stream()
                        .flatMap(build -> build.score().stream())
                        .toList();
        project.rollUp(newestFirst.reversed());
    }

    @EventListener
    void on(ClosingsConfirmed confirmed) {
        judge(builds.findById(confirmed.buildId()).orElseThrow());
    }

    private void judgeAlone(Build build) {
        BuildContent content = contents.compare(build);
        if (!content.isScanned()) {
            // A build nobody scanned has no score, and no verdict.
            return;
        }
        Verdict verdict = judge(build, content);
        build.settle();
        build.compare(content.fresh().getCardinality(), content.fixed().getCardinality());
        verdicts.save(build, verdict, Policy.BUILT_IN, clock.instant());
    }

    /** What a scan of a build before changes for this one: what is new in it and what is fixed. */
    private void compareAgain(Build build) {
        BuildContent content = contents.compareOnly(build);
        if (content.isScanned()) {
            build.compare(content.fresh().getCardinality(), content.fixed().getCardinality());
        }
    }

    /**
     * Judges the newest build of each branch, and whatever runs in an environment, again where it has any of these findings,
     * whose decisions changed. What their scans made of them stays beside it, and other builds keep what was recorded. Part of the transaction that decided.
     *
     * @param findings numbers of the project's findings
     * @return the builds that were judged again
     */
    public List<Build> judgeAgain(Project project, RoaringBitmap findings) {
        return judgeAgain(project, contents.currentWith(project.id(), findings));
    }

    /** The same for these builds, such as one that runs somewhere from now on. Part of the caller's transaction. */
    public List<Build> judgeAgain(Project project, List<Build> touched) {
        touched.forEach(this::judgeAgain);
        if (touched.stream().anyMatch(build -> build.branch().equals(project.trackedBranch()))) {
            rollUp(project);
        }
        return touched;
    }

    private void judgeAgain(Build build) {
        BuildContent content = contents.silence(build);
        if (!content.isScanned()) {
            return;
        }
        Verdict verdict = judge(build, content);
        verdicts.saveAgain(build, verdict, Policy.BUILT_IN, clock.instant());
    }

    /** Gives the build the score and the verdict that its content has now. */
    private static Verdict judge(Build build, BuildContent content) {
        Score score = score(content, Weights.DEFAULT);
        Verdict verdict = verdict(content, Policy.BUILT_IN);
        build.judge(
                score.risk(),
                score.points(),
                verdict.outcome(),
                content.all().counts(),
                content.silenced().getCardinality());
        return verdict;
    }

    private void cover(Build build) {
        var coverage = contents.coverage(build);
        build.cover(coverage.reported().size(), coverage.expected().size());
    }

    static Score score(BuildContent content, Weights weights) {
        long risk = 0;
        for (Severity severity : Severity.values()) {
            risk += Score.risk(
                    weights, severity, content.standing(severity), content.all().exploited());
        }
        return new Score(risk);
    }

    static Verdict verdict(BuildContent content, Policy policy) {
        var worst = new Verdict(Outcome.PASS, Optional.empty(), new RoaringBitmap());
        for (var entry : policy.deciding().entrySet()) {
            RoaringBitmap findings = content.standing(entry.getKey());
            Outcome outcome = entry.getValue().effect().outcome();
            if (findings.isEmpty() || outcome == Outcome.PASS) {
                continue;
            }
            String rule = entry.getValue().name();
            if (outcome.compareTo(worst.outcome()) > 0) {
                worst = new Verdict(outcome, Optional.of(rule), findings);
            } else if (outcome == worst.outcome() && worst.rule().equals(Optional.of(rule))) {
                worst = new Verdict(outcome, worst.rule(), RoaringBitmap.or(worst.findings(), findings));
            }
        }
        return worst;
    }
}
