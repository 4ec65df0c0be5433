package dev.winnow.gate;

import dev.winnow.finding.Scan;
import dev.winnow.finding.Scans;
import dev.winnow.policy.Coverage;
import dev.winnow.policy.Coverages;
import dev.winnow.policy.Policies;
import dev.winnow.policy.PolicyInForce;
import dev.winnow.policy.Verdicts;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Outcome;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells how things stand with a build. All of an answer is read from one state of the database, in which a report that was
 * taken in before is either still to be read or part of the verdict, since its import changes both in one transaction.
 */
@Component
class Settlement {
    /** Unsettled and failed scans that an answer lists. */
    private static final int LISTED = 50;

    /** The newest uploads, among which the builds are that they were for. */
    private static final int LOOK_BACK = 100;

    private final Scans scans;
    private final Projects projects;
    private final Builds builds;
    private final Coverages coverages;
    private final Policies policies;
    private final Verdicts verdicts;
    private final TransactionTemplate snapshot;

    Settlement(
            Scans scans,
            Projects projects,
            Builds builds,
            Coverages coverages,
            Policies policies,
            Verdicts verdicts,
            PlatformTransactionManager transactions) {
        this.scans = scans;
        this.projects = projects;
        this.builds = builds;
        this.coverages = coverages;
        this.policies = policies;
        this.verdicts = verdicts;
        this.snapshot = new TransactionTemplate(transactions);
        // PostgreSQL needs less for it; H2 takes one state of all tables for this alone.
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
        this.snapshot.setReadOnly(true);
    }

    GateAnswer of(GateQuestion question) {
        return Objects.requireNonNull(snapshot.execute(status -> read(question)));
    }

    /** First what is unsettled, then the verdict: no database could make this order tell an old one. */
    private GateAnswer read(GateQuestion asked) {
        List<Scan> unsettled =
                scans.unsettled(asked.project(), asked.build(), asked.commit(), asked.branch(), Limit.of(LISTED));
        List<Scan> uploads = scans.newestSettled(
                asked.project(), asked.build(), asked.commit(), asked.branch(), Limit.of(LOOK_BACK));
        Optional<Project> project = projects.findByName(asked.project());
        List<Build> candidates = project.isPresent() ? newestOfBranches(uploads, asked) : List.of();
        var missing = new TreeSet<>(candidates.isEmpty() ? asked.guards() : List.of());
        var remarks = new HashMap<String, String>();
        for (Build build : candidates) {
            Coverage coverage = coverages.of(
                    build, policies.of(project.orElseThrow(), build).policy());
            Set<String> absent = missing(coverage, asked);
            missing.addAll(absent);
            absent.forEach(guard -> remark(guard, coverage.ran()).ifPresent(said -> remarks.put(guard, said)));
        }
        if (!unsettled.isEmpty() || !candidates.isEmpty() && !missing.isEmpty()) {
            return new GateAnswer.Pending(unsettled, missing, remarks);
        }
        List<Scan> failed = uploads.stream()
                .filter(scan -> scan.failure().isPresent())
                .limit(LISTED)
                .toList();
        if (candidates.isEmpty()) {
            return failed.isEmpty() ? new GateAnswer.Unknown(project.isPresent()) : new GateAnswer.Unreadable(failed);
        }
        return settled(project.orElseThrow(), candidates, failed);
    }

    /** Of each branch the build that the newest upload was for: some pipelines use the id of a change for all its commits. */
    private List<Build> newestOfBranches(List<Scan> uploads, GateQuestion asked) {
        List<Long> newestFirst = uploads.stream()
                .flatMap(scan -> scan.buildId().stream())
                .distinct()
                .toList();
        Map<Long, Build> byId =
                builds.findByIdIn(newestFirst).stream().collect(Collectors.toMap(Build::id, Function.identity()));
        var ofBranches = new LinkedHashMap<String, Build>();
        newestFirst.stream()
                .flatMap(id -> Optional.ofNullable(byId.get(id)).stream())
                .filter(build -> asked.branch() == null || asked.branch().equals(build.branch()))
                .forEach(build -> ofBranches.putIfAbsent(build.branch(), build));
        return List.copyOf(ofBranches.values());
    }

    /** Why a guard is missing although it seems to be there. */
    private static Optional<String> remark(String guard, Set<String> ran) {
        if (ran.contains(guard)) {
            return Optional.of("whose scan did not run through");
        }
        return ran.stream()
                .filter(guard::equalsIgnoreCase)
                .sorted()
                .findFirst()
                .map(other -> "and what has reported is called " + other);
    }

    private static Set<String> missing(Coverage coverage, GateQuestion asked) {
        var missing = new TreeSet<>(asked.guards());
        missing.removeAll(coverage.reported());
        if (!asked.provisional() || coverage.reported().isEmpty()) {
            // Without one scanner that ran through there is nothing to go on.
            missing.addAll(coverage.missing());
        }
        return missing;
    }

    private GateAnswer settled(Project project, List<Build> candidates, List<Scan> failed) {
        Build worst = candidates.stream()
                .min(Comparator.comparing((Build build) -> build.verdict().orElse(Outcome.FAIL))
                        .reversed())
                .orElseThrow();
        PolicyInForce policy = policies.of(project, worst);
        return new GateAnswer.Settled(
                worst,
                verdicts.of(worst).orElseThrow(),
                policy.version(),
                candidates.stream().filter(build -> build != worst).toList(),
                failed);
    }
}
