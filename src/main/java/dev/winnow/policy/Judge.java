package dev.winnow.policy;

import dev.winnow.finding.BuildContent;
import dev.winnow.finding.BuildContents;
import dev.winnow.finding.ClosingsConfirmed;
import dev.winnow.finding.FindingsChanged;
import dev.winnow.finding.ProfileReader;
import dev.winnow.importers.Severity;
import dev.winnow.policy.language.Attribute;
import dev.winnow.policy.language.Weights;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Gives builds their score, their verdict and their coverage, each time a scan arrives. */
@Service
public class Judge {
    private final BuildContents contents;
    private final Builds builds;
    private final Projects projects;
    private final Policies policies;
    private final Gate gate;
    private final Coverages coverages;
    private final Verdicts verdicts;
    private final Answers answers;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Judge(
            BuildContents contents,
            Builds builds,
            Projects projects,
            Policies policies,
            Gate gate,
            Coverages coverages,
            Verdicts verdicts,
            ProfileReader profiles,
            ApplicationEventPublisher events,
            Clock clock) {
        this.contents = contents;
        this.builds = builds;
        this.projects = projects;
        this.policies = policies;
        this.gate = gate;
        this.coverages = coverages;
        this.verdicts = verdicts;
        this.answers = new Answers(profiles);
        this.events = events;
        this.clock = clock;
    }

    /**
     * Judges the build anew, and looks again at those that are compared with it. Part of the transaction that changed its
     * contents.
     *
     * @param settles whether score and verdict are those of build time: not where a stream was scanned again, as by night
     */
    public void judge(Build build, boolean settles) {
        Project project = projects.findById(build.projectId()).orElseThrow();
        PolicyInForce policy = policies.of(project);
        judgeAlone(project, build, policy, settles);
        cover(build, policy);
        builds.findByIdIn(contents.comparedWith(build)).forEach(later -> compareAgain(project, later, policy));
        builds.after(build).ifPresent(after -> cover(after, policy));
        if (project.trackedBranch().equals(build.branch())) {
            rollUp(project);
        }
        events.publishEvent(new BuildsJudged(project.id()));
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
        judge(builds.findById(confirmed.buildId()).orElseThrow(), false);
    }

    @EventListener
    void on(FindingsChanged changed) {
        answers.forget(changed.projectId(), changed.numbers());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            /** What was answered of findings may not be as they are after all. */
            @Override
            public void afterCompletion(int status) {
                if (status != STATUS_COMMITTED) {
                    answers.forget(changed.projectId());
                }
            }
        });
    }

    private void judgeAlone(Project project, Build build, PolicyInForce policy, boolean settles) {
        BuildContent content = contents.compare(build);
        if (!content.isScanned()) {
            // A build nobody scanned has no score, and no verdict.
            return;
        }
        Verdict verdict = judge(project, build, content, policy);
        if (settles) {
            build.settle();
        }
        build.compare(content.fresh().getCardinality(), content.fixed().getCardinality());
        verdicts.save(build, verdict, policy.version(), clock.instant());
    }

    /**
     * What a scan of a build before changes for this one: what is new in it and what is fixed; and its verdict, where that
     * asks what is new.
     */
    private void compareAgain(Project project, Build build, PolicyInForce policy) {
        BuildContent content = contents.compareOnly(build);
        if (!content.isScanned()) {
            return;
        }
        build.compare(content.fresh().getCardinality(), content.fixed().getCardinality());
        if (policy.policy().attributes().contains(Attribute.IS_NEW)) {
            Verdict verdict = judge(project, build, content, policy);
            verdicts.saveAgain(build, verdict, policy.version(), clock.instant());
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

    /** The same for all builds that are kept up to date, whatever is in them. */
    public List<Build> judgeCurrent(Project project) {
        return judgeAgain(project, contents.current(project.id()));
    }

    /** The same for these builds, such as one that runs somewhere from now on. Part of the caller's transaction. */
    public List<Build> judgeAgain(Project project, List<Build> touched) {
        if (!touched.isEmpty()) {
            PolicyInForce policy = policies.of(project);
            touched.forEach(build -> judgeAgain(project, build, policy));
            events.publishEvent(new BuildsJudged(project.id()));
        }
        if (touched.stream().anyMatch(build -> build.branch().equals(project.trackedBranch()))) {
            rollUp(project);
        }
        return touched;
    }

    private void judgeAgain(Project project, Build build, PolicyInForce policy) {
        BuildContent content = contents.silence(build);
        if (!content.isScanned()) {
            return;
        }
        Verdict verdict = judge(project, build, content, policy);
        verdicts.saveAgain(build, verdict, policy.version(), clock.instant());
    }

    /** Gives the build the score and the verdict that its content has now. */
    private Verdict judge(Project project, Build build, BuildContent content, PolicyInForce policy) {
        Score score = score(content, policy.policy().weights());
        Verdict verdict = gate.judge(policy.policy(), project, build, content, answers, clock.instant());
        build.judge(
                score.risk(),
                score.points(),
                verdict.outcome(),
                content.all().counts(),
                content.silenced().getCardinality());
        return verdict;
    }

    private void cover(Build build, PolicyInForce policy) {
        Coverage coverage = coverages.of(build, policy.policy());
        build.cover(coverage.arrived(), coverage.expected().size());
    }

    static Score score(BuildContent content, Weights weights) {
        long risk = 0;
        for (Severity severity : Severity.values()) {
            risk += Score.risk(
                    weights, severity, content.standing(severity), content.all().exploited());
        }
        return new Score(risk);
    }
}
