package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.discussion.Marked;
import dev.winnow.finding.Finding;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A finding as lists show it.
 *
 * @param assignee login name of who sees to it
 */
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
        @Nullable String assignee,
        List<String> labels,
        @Nullable Map<String, String> highlights,
        String url) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PackageJson(
            String name, @Nullable String version, @Nullable String fixed) {}

    /** @param highlights HTML in which all but {@code mark} is escaped, by field; may be empty */
    static FindingJson of(
            Finding finding, List<String> guards, Marked marked, Map<String, String> highlights, String root) {
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
                marked.assignee().orElse(null),
                marked.labels(),
                highlights.isEmpty() ? null : highlights,
                Links.findingPage(root, finding.id()));
    }
}
