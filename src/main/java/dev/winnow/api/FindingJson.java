package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.finding.Finding;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A finding as lists show it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FindingJson(
        String id,
        String project,
        int number,
        Kind kind,
        Severity severity,
        String status,
        String triage,
        boolean silenced,
        boolean exploited,
        String ruleId,
        String title,
        @Nullable String identifier,
        @Nullable String location,
        @Nullable Integer line,

        @JsonInclude(JsonInclude.Include.NON_NULL) @com.fasterxml.jackson.annotation.JsonProperty("package") @Nullable
        PackageJson component,

        List<String> guards,
        Instant firstSeenAt,
        String url) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PackageJson(
            String name, @Nullable String version, @Nullable String fixed) {}

    static FindingJson of(Finding finding, List<String> guards, String root) {
        return new FindingJson(
                Long.toString(finding.id()),
                finding.projectName(),
                finding.number(),
                finding.kind(),
                finding.severity(),
                finding.status().word(),
                finding.triage().word(),
                finding.silenced(),
                finding.exploited(),
                finding.ruleId(),
                finding.title(),
                finding.identifier(),
                finding.place(),
                finding.line() > 0 ? finding.line() : null,
                finding.packageName() == null
                        ? null
                        : new PackageJson(finding.packageName(), finding.packageVersion(), finding.fixedVersion()),
                guards,
                finding.firstSeenAt(),
                Links.findingPage(root, finding.id()));
    }
}
