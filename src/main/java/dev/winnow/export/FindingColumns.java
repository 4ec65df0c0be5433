package dev.winnow.export;

import dev.winnow.finding.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The columns of findings in a table and in a workbook. */
final class FindingColumns {
    static final List<String> NAMES = List.of(
            "id",
            "project",
            "number",
            "kind",
            "severity",
            "status",
            "triage",
            "silenced",
            "exploited",
            "rule",
            "title",
            "identifier",
            "place",
            "line",
            "package",
            "package_version",
            "fixed_version",
            "guards",
            "first_seen",
            "assignee",
            "labels",
            "silenced_by",
            "silenced_reason",
            "silenced_until",
            "url");

    private FindingColumns() {}

    /** Fills a row, in the order of {@link #NAMES}. */
    static void fill(Row row, FindingLine line) {
        Finding finding = line.finding();
        row.id(finding.id())
                .text(finding.projectName())
                .number(OptionalInt.of(finding.number()))
                .text(finding.kind().name().toLowerCase(Locale.ROOT))
                .text(BriefCsv.word(finding.severity()))
                .text(finding.status().word())
                .text(finding.triage().word())
                .yes(finding.silenced())
                .yes(finding.exploited())
                .text(finding.ruleId())
                .text(finding.title())
                .text(Optional.ofNullable(finding.identifier()))
                .text(Optional.ofNullable(finding.place()))
                .number(finding.line() > 0 ? OptionalInt.of(finding.line()) : OptionalInt.empty())
                .text(Optional.ofNullable(finding.packageName()))
                .text(Optional.ofNullable(finding.packageVersion()))
                .text(Optional.ofNullable(finding.fixedVersion()))
                .text(String.join(" ", line.guards()))
                .time(Optional.of(finding.firstSeenAt()))
                .text(line.marked().assignee())
                .text(String.join(", ", line.marked().labels()))
                .text(line.silencedBy())
                .text(line.silencedReason())
                .time(line.silencedUntil())
                .text(line.url());
    }
}
