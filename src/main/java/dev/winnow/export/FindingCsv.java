package dev.winnow.export;

import dev.winnow.finding.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Findings as a table. */
final class FindingCsv implements FindingWriter {
    static final List<String> COLUMNS = List.of(
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

    private final CsvTable table;

    FindingCsv(OutputStream out) throws IOException {
        table = new CsvTable(out, COLUMNS);
    }

    @Override
    public void write(FindingLine line) throws IOException {
        Finding finding = line.finding();
        table.number(finding.id())
                .text(finding.projectName())
                .number(finding.number())
                .text(finding.kind().name().toLowerCase(Locale.ROOT))
                .text(BriefCsv.word(finding.severity()))
                .text(finding.status().word())
                .text(finding.triage().word())
                .yes(finding.silenced())
                .yes(finding.exploited())
                .text(finding.ruleId())
                .text(finding.title())
                .text(Optional.ofNullable(finding.identifier()))
                .text(Optional.ofNullable(finding.place()));
        if (finding.line() > 0) {
            table.number(finding.line());
        } else {
            table.nothing();
        }
        table.text(Optional.ofNullable(finding.packageName()))
                .text(Optional.ofNullable(finding.packageVersion()))
                .text(Optional.ofNullable(finding.fixedVersion()))
                .text(String.join(" ", line.guards()))
                .instant(finding.firstSeenAt())
                .text(line.marked().assignee())
                .text(String.join(", ", line.marked().labels()))
                .text(line.silencedBy())
                .text(line.silencedReason())
                .text(line.silencedUntil().map(Instant::toString))
                .text(line.url())
                .end();
    }

    @Override
    public void end() throws IOException {
        table.flush();
    }
}
