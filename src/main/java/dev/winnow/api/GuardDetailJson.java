package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.finding.Scan;
import dev.winnow.finding.StreamCare.Kept;
import dev.winnow.finding.ToolVersions.Used;
import dev.winnow.guard.GuardDetail;
import dev.winnow.guard.GuardDetail.Overlap;
import dev.winnow.guard.GuardDetail.RuleCount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One guard of a project.
 *
 * @param builds newest ones of the tracked branch that it is counted on
 * @param versions of its tool on any branch, the one that ran last first; the newest 30
 * @param rules of most open findings first
 * @param rulesTotal by how many it has ever reported
 * @param failed uploads that named this guard and failed, of the newest failures
 */
record GuardDetailJson(
        GuardMapJson.StandingJson guard,
        int builds,
        int changes,
        List<GuardStreamJson> streams,
        List<VersionJson> versions,
        List<RuleCount> rules,
        int rulesTotal,
        Overlap findings,
        List<ScanJson> scans,
        List<ScanJson> failed) {
    static GuardDetailJson of(
            GuardDetail detail, List<RuleCount> rules, int rulesTotal, List<ScanJson> scans, List<ScanJson> failed) {
        return new GuardDetailJson(
                GuardMapJson.StandingJson.of(detail.standing()),
                detail.builds(),
                detail.changes(),
                detail.streams().stream().map(GuardStreamJson::of).toList(),
                detail.versions().stream().map(VersionJson::of).toList(),
                rules,
                rulesTotal,
                detail.overlap(),
                scans,
                failed);
    }

    /**
     * A stream of the tracked branch.
     *
     * @param newestScan its id; absent where none counted yet
     * @param brokeOff whether that one did not look at everything
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GuardStreamJson(
            String id,
            String target,
            int open,
            int held,
            boolean stale,
            boolean brokeOff,
            @Nullable Instant retiredAt,
            @Nullable String newestScan,
            @Nullable Instant scannedAt) {
        static GuardStreamJson of(Kept kept) {
            return new GuardStreamJson(
                    Long.toString(kept.stream().id()),
                    kept.stream().target(),
                    kept.open(),
                    kept.held(),
                    kept.stale(),
                    kept.brokeOff(),
                    kept.stream().retiredAt().orElse(null),
                    kept.newest().map(Scan::id).map(id -> Long.toString(id)).orElse(null),
                    kept.newest().flatMap(Scan::detectedAt).orElse(null));
        }
    }

    /** @param version absent where reports do not say @param first when its first scan finished */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VersionJson(String tool, @Nullable String version, Instant first, Instant last, int scans) {
        static VersionJson of(Used used) {
            return new VersionJson(used.tool(), used.version().orElse(null), used.first(), used.last(), used.scans());
        }
    }
}
