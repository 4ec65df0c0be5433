package dev.winnow.ui;

import dev.winnow.deployment.Environments;
import dev.winnow.finding.BuildContent;
import dev.winnow.finding.BuildContents;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings;
import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanContent;
import dev.winnow.finding.Scans;
import dev.winnow.finding.Stream;
import dev.winnow.finding.Streams;
import dev.winnow.policy.Coverages;
import dev.winnow.policy.Policies;
import dev.winnow.policy.PolicyInForce;
import dev.winnow.policy.RiskChange;
import dev.winnow.policy.Risks;
import dev.winnow.policy.Verdict;
import dev.winnow.policy.Verdicts;
import dev.winnow.policy.language.Weights;
import dev.winnow.project.Build;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import dev.winnow.project.Project;
import dev.winnow.ui.BuildPage.ScanOfGuard;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Reads what the page of a build shows: sets of findings, and of the findings themselves only the first few. */
@Service
class BuildPages {
    private static final int DECIDING = 3;

    private final BuildContents contents;
    private final Risks risks;
    private final Verdicts verdicts;
    private final Findings findings;
    private final Scans scans;
    private final Streams streams;
    private final Guards guards;
    private final Policies policies;
    private final Coverages coverages;
    private final Environments environments;

    BuildPages(
            BuildContents contents,
            Risks risks,
            Verdicts verdicts,
            Findings findings,
            Scans scans,
            Streams streams,
            Guards guards,
            Policies policies,
            Coverages coverages,
            Environments environments) {
        this.contents = contents;
        this.risks = risks;
        this.verdicts = verdicts;
        this.findings = findings;
        this.scans = scans;
        this.streams = streams;
        this.guards = guards;
        this.policies = policies;
        this.coverages = coverages;
        this.environments = environments;
    }

    BuildPage of(Project project, Build build) {
        BuildContent content = contents.of(build);
        PolicyInForce policy = policies.of(project, build);
        Weights weights = policy.policy().weights();
        Optional<Verdict> verdict = verdicts.of(build);
        List<Finding> decidedOn = verdict.map(
                        one -> findings.page(project.id(), first(one), content.all(), 0, DECIDING))
                .orElse(List.of());
        Optional<RiskChange> change = risks.change(build, content, weights);
        ScanContent gone = change.map(one -> contents.of(one.before()).all()).orElseGet(ScanContent::empty);
        return new BuildPage(
                project,
                build,
                content,
                risks.shares(content, weights),
                change,
                verdict,
                decidedOn,
                gone,
                scans(build),
                missing(project, build),
                policy,
                environments.of(build));
    }

    /** What the first rule that decided did so on. */
    private static RoaringBitmap first(Verdict verdict) {
        return verdict.deciding().stream()
                .map(Verdict.Reason::findings)
                .findFirst()
                .orElseGet(RoaringBitmap::new);
    }

    private List<String> missing(Project project, Build build) {
        return build.provisional()
                ? List.copyOf(coverages.of(build, policies.of(project).policy()).missing())
                : List.of();
    }

    private List<ScanOfGuard> scans(Build build) {
        List<Scan> all = scans.findByBuildIdOrderById(build.id());
        Map<Long, Stream> byId =
                streams
                        .findByIdIn(all.stream()
                                .flatMap(scan -> scan.streamId().stream())
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Stream::id, Function.identity()));
        Map<Long, Guard> guardsById =
                guards
                        .findByIdIn(byId.values().stream()
                                .map(Stream::guardId)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Guard::id, Function.identity()));
        return all.stream()
                .sorted(Comparator.comparing(Scan::id).reversed())
                .flatMap(scan -> scan.streamId().map(byId::get).stream()
                        .map(stream -> new ScanOfGuard(
                                scan,
                                java.util.Objects.requireNonNull(guardsById.get(stream.guardId())),
                                stream.target())))
                .toList();
    }
}
