package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.importers.Severity;
import dev.winnow.project.Grade;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gate says of a build.
 *
 * @param status {@code settled}, {@code pending}, or {@code unreadable} where nothing that was uploaded could be read
 * @param verdict {@code fail}, {@code warn} or {@code pass}; of a settled build alone
 * @param others builds of other branches with the same id, none of them worse
 * @param detail the same in a sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GateJson(
        String status,
        @Nullable String verdict,
        String detail,
        @Nullable GateBuildJson build,
        @Nullable GatePolicyJson policy,
        @Nullable List<ReasonJson> reasons,
        @Nullable List<GateBuildJson> others,
        @Nullable MissingJson missing,
        @Nullable List<FailedScanJson> failedScans) {

    /** @param url its page in Winnow */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GateBuildJson(
            String id,
            String commit,
            String branch,
            @Nullable Integer score,
            @Nullable Grade grade,
            boolean provisional,
            String url) {}

    /**
     * The policy that decided.
     *
     * @param source {@code built-in}, {@code file} or {@code pipeline}
     * @param name of a file
     * @param commit which the pipeline named
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GatePolicyJson(
            @Nullable String hash,
            String source,
            @Nullable String name,
            @Nullable String commit) {}

    /**
     * A rule that asked for more than passing.
     *
     * @param effect {@code fail} or {@code warn}
     * @param findings on how many it decided
     * @param first some of them, the worst first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReasonJson(
            String rule, String effect, @Nullable String message, int findings, List<GateFindingJson> first) {}

    /** @param place the package with its version, or the file with its line, or an address */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GateFindingJson(
            String id,
            String title,
            Severity severity,
            @Nullable String place,
            String url) {}

    record MissingJson(List<MissingScanJson> scans, Collection<String> guards) {}

    /** @param guard where the upload named it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MissingScanJson(String id, @Nullable String guard, String status) {}

    /** @param guard where the upload named it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FailedScanJson(String id, @Nullable String guard, ScanJson.@Nullable FailureJson error) {}
}
