package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.finding.ScanFailure;
import dev.winnow.importers.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scan as the API shows it; what is not known yet is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScanJson(
        String id,
        String status,
        String project,
        @Nullable String guard,
        @Nullable String stage,
        @Nullable String category,
        String format,
        @Nullable ToolJson tool,
        @Nullable String target,
        @Nullable Boolean complete,
        @Nullable Boolean late,
        @Nullable Integer heldClosings,
        Instant receivedAt,
        @Nullable Instant scannedAt,
        @Nullable BuildJson build,
        @Nullable ResultsJson results,
        @Nullable FindingCountsJson findings,
        @Nullable List<String> notices,
        @Nullable ProgressJson progress,
        @Nullable FailureJson error) {

    record ToolJson(String name, @Nullable String version) {}

    record ResultsJson(int total, int suppressed) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record FindingCountsJson(
            int total,

            @com.fasterxml.jackson.annotation.JsonProperty("new")
            int fresh,

            int fixed,
            int reopened,
            int unchanged,
            int silenced,
            Map<Severity, Integer> bySeverity) {}

    record ProgressJson(String phase, double fraction) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FailureJson(
            String kind,
            String detail,
            @Nullable Long line,
            @Nullable Long column,
            @Nullable String pointer) {
        static FailureJson of(ScanFailure failure) {
            return new FailureJson(
                    failure.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                    failure.detail(),
                    failure.line(),
                    failure.column(),
                    failure.pointer());
        }
    }
}
