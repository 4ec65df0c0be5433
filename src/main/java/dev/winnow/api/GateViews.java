package dev.winnow.api;

import dev.winnow.api.GateJson.FailedScanJson;
import dev.winnow.api.GateJson.GateBuildJson;
import dev.winnow.api.GateJson.GateFindingJson;
import dev.winnow.api.GateJson.GatePolicyJson;
import dev.winnow.api.GateJson.MissingJson;
import dev.winnow.api.GateJson.MissingScanJson;
import dev.winnow.api.GateJson.ReasonJson;
import dev.winnow.finding.BuildContent;
import dev.winnow.finding.BuildContents;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings;
import dev.winnow.finding.Scan;
import dev.winnow.gate.GateAnswer;
import dev.winnow.gate.GateQuestion;
import dev.winnow.policy.PolicyVersion;
import dev.winnow.policy.Verdict;
import dev.winnow.project.Build;
import dev.winnow.project.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows what the gate says. */
@Component
class GateViews {
    /** Findings that are listed with a rule. */
    private static final int FIRST = 10;

    private final BuildContents contents;
    private final Findings findings;

    GateViews(BuildContents contents, Findings findings) {
        this.contents = contents;
        this.findings = findings;
    }

    /** @param root where Winnow is reached */
    GateJson of(GateQuestion asked, GateAnswer.Settled settled, String root) {
        Build build = settled.build();
        Verdict verdict = settled.verdict();
        return new GateJson(
                "settled",
                verdict.outcome().word(),
                "The gate says " + verdict.outcome().word() + " for build " + asked.build() + " (commit "
                        + build.commitSha() + " on " + build.branch() + ")"
                        + (verdict.outcome() == Outcome.PASS ? "" : ": " + decided(verdict)) + ".",
                json(asked, build, root),
                json(settled.policy()),
                reasons(build, verdict, root),
                settled.others().isEmpty()
                        ? null
                        : settled.others().stream()
                                .map(other -> json(asked, other, root))
                                .toList(),
                null,
                failed(settled.failed()));
    }

    GateJson of(GateQuestion asked, GateAnswer.Pending pending) {
        List<MissingScanJson> scans = pending.scans().stream()
                .map(scan -> new MissingScanJson(
                        Long.toString(scan.id()),
                        scan.request().guard(),
                        scan.status().word()))
                .toList();
        var waitsFor = new ArrayList<String>();
        if (!scans.isEmpty()) {
            waitsFor.add(scans.size() + " uploaded " + plural(scans.size(), "report"));
        }
        pending.guards()
                .forEach(guard -> waitsFor.add("guard " + guard
                        + (pending.remarks().containsKey(guard)
                                ? ", " + pending.remarks().get(guard)
                                : "")));
        return without(
                "pending",
                "There is no verdict on build " + asked.build() + " yet: "
                        + (waitsFor.isEmpty()
                                ? "no report came for it."
                                : "it waits for " + String.join("; ", waitsFor) + "."),
                new MissingJson(scans, pending.guards()),
                List.of());
    }

    GateJson of(GateQuestion asked, GateAnswer.Unreadable unreadable) {
        return without(
                "unreadable",
                "There is no verdict on build " + asked.build() + ": no scan of this build could be read.",
                null,
                unreadable.failed());
    }

    private static GateJson without(String status, String detail, @Nullable MissingJson missing, List<Scan> failed) {
        return new GateJson(status, null, detail, null, null, null, null, missing, failed(failed));
    }

    private static String decided(Verdict verdict) {
        return verdict.deciding().stream()
                .map(reason -> reason.rule() + " (" + reason.size() + ")")
                .collect(Collectors.joining(", "));
    }

    static String plural(int count, String word) {
        return count == 1 ? word : word + "s";
    }

    private static GateBuildJson json(GateQuestion asked, Build build, String root) {
        return new GateBuildJson(
                build.ciId(),
                build.commitSha(),
                build.branch(),
                build.score().orElse(null),
                build.grade().orElse(null),
                build.provisional(),
                Links.buildPage(root, asked.project(), build));
    }

    private static GatePolicyJson json(PolicyVersion version) {
        return new GatePolicyJson(
                version.hash().orElse(null),
                version.source().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                version.name().orElse(null),
                version.commit().orElse(null));
    }

    private List<ReasonJson> reasons(Build build, Verdict verdict, String root) {
        if (verdict.reasons().isEmpty()) {
            return List.of();
        }
        BuildContent content = contents.of(build);
        return verdict.reasons().stream()
                .map(reason -> new ReasonJson(
                        reason.rule(),
                        reason.effect().word(),
                        reason.message().isEmpty() ? null : reason.message(),
                        reason.size(),
                        findings.page(build.projectId(), reason.findings(), content.all(), 0, FIRST).stream()
                                .map(finding -> json(finding, root))
                                .toList()))
                .toList();
    }

    private static GateFindingJson json(Finding finding, String root) {
        return new GateFindingJson(
                Long.toString(finding.id()),
                finding.title(),
                finding.severity(),
                place(finding),
                Links.findingPage(root, finding.id()));
    }

    private static @Nullable String place(Finding finding) {
        if (finding.packageName() != null) {
            String version = finding.packageVersion();
            return finding.packageName() + (version == null ? "" : " " + version);
        }
        return finding.place() == null || finding.line() < 1 ? finding.place() : finding.place() + ":" + finding.line();
    }

    private static @Nullable List<FailedScanJson> failed(List<Scan> failed) {
        return failed.isEmpty()
                ? null
                : failed.stream()
                        .map(scan -> new FailedScanJson(
                                Long.toString(scan.id()),
                                scan.request().guard(),
                                scan.failure().map(ScanJson.FailureJson::of).orElse(null)))
                        .toList();
    }
}
