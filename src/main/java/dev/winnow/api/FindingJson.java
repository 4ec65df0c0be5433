package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.finding.Finding;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import dev.winnow.search.FoundFindings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        @Nullable Map<String, String> highlights,
        String url) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PackageJson(
            String name, @Nullable String version, @Nullable String fixed) {}

    /** With what a query marks in it, as HTML in which all but {@code mark} is escaped. */
    static FindingJson of(FoundFindings.Hit hit, List<String> guards, String root) {
        var highlights = new LinkedHashMap<String, String>();
        hit.highlights().forEach((field, highlight) -> highlights.put(field, highlight.html()));
        return of(hit.finding(), guards, root, highlights.isEmpty() ? null : highlights);
    }

    static FindingJson of(Finding finding, List<String> guards, String root) {
        return of(finding, guards, root, null);
    }

    private static FindingJson of(
            Finding finding, List<String> guards, String root, @Nullable Map<String, String> highlights) {
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
                highlights,
                Links.findingPage(root, finding.id()));
    }
}
