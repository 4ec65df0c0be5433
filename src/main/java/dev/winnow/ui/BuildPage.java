package dev.winnow.ui;

import dev.winnow.deployment.Environment;
import dev.winnow.finding.BuildContent;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanContent;
import dev.winnow.policy.PolicyInForce;
import dev.winnow.policy.RiskChange;
import dev.winnow.policy.RiskShare;
import dev.winnow.policy.Verdict;
import dev.winnow.project.Build;
import dev.winnow.project.Guard;
import dev.winnow.project.Project;
import java.util.List;
import java.util.Optional;

/**
 * What the page of a build shows.
 *
 * @param shares the risk by the guards that found it
 * @param change why it differs from the build before
 * @param decidedOn the first findings that the verdict was decided on
 * @param gone severities of what the build before had, for the findings that are fixed
 * @param scans every upload for the build, the newest first
 * @param missing names of guards that were expected and have not reported
 * @param policy what the verdict follows from
 * @param runsIn environments where it runs now
 */
record BuildPage(
        Project project,
        Build build,
        BuildContent content,
        List<RiskShare> shares,
        Optional<RiskChange> change,
        Optional<Verdict> verdict,
        List<Finding> decidedOn,
        ScanContent gone,
        List<ScanOfGuard> scans,
        List<String> missing,
        PolicyInForce policy,
        List<Environment> runsIn) {

    /**
     * A scan with what made it.
     *
     * @param target what was scanned
     */
    record ScanOfGuard(Scan scan, Guard guard, String target) {}
}
