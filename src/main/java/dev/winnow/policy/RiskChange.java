package dev.winnow.policy;

import dev.winnow.project.Build;

/**
 * What made a build's risk differ from that of the build before it on its branch, in risk points.
 *
 * @param before the build before
 * @param riskBefore its risk
 * @param risk the risk now
 * @param fresh what findings cost that are new in this build
 * @param fixed what findings cost before that are fixed in this build
 */
public record RiskChange(Build before, long riskBefore, long risk, long fresh, long fixed) {
    /**
     * The rest of the difference, negative where it helps: severities that changed, silenced findings, guards that reported
     * for one of the two builds only.
     */
    public long other() {
        return risk - riskBefore - fresh + fixed;
    }
}
