package dev.winnow.export;

import dev.winnow.export.Sheet.Column;
import dev.winnow.finding.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.dhatim.fastexcel.Workbook;

/** Findings as a workbook with the columns of {@link FindingCsv}; a further sheet where one is full. */
final class FindingWorkbook implements FindingWriter {
    /** A sheet of a workbook ends at 1,048,576 rows. */
    private static final int FULL = 1_000_000;

    private static final List<String> WIDE = List.of("title", "place", "url", "silenced_reason");

    private final Workbook book;
    private int sheets;
    private Sheet sheet;

    FindingWorkbook(OutputStream out) {
        book = new Workbook(out, "Winnow", "1.0");
        sheet = next();
    }

    private Sheet next() {
        sheets++;
        List<Column> columns = FindingCsv.COLUMNS.stream()
                .map(name -> new Column(name, WIDE.contains(name) ? 50 : 16))
                .toList();
        return new Sheet(book, sheets == 1 ? "Findings" : "Findings " + sheets, columns);
    }

    @Override
    public void write(FindingLine line) throws IOException {
        if (sheet.rows() > FULL) {
            sheet.finish();
            sheet = next();
        }
        Finding finding = line.finding();
        // An id has more digits than a number of a spreadsheet may keep.
        sheet.text(Long.toString(finding.id()))
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
                .text(Optional.ofNullable(finding.place()))
                .number(finding.line() > 0 ? OptionalInt.of(finding.line()) : OptionalInt.empty())
                .text(Optional.ofNullable(finding.packageName()))
                .text(Optional.ofNullable(finding.packageVersion()))
                .text(Optional.ofNullable(finding.fixedVersion()))
                .text(String.join(" ", line.guards()))
                .time(finding.firstSeenAt())
                .text(line.marked().assignee())
                .text(String.join(", ", line.marked().labels()))
                .text(line.silencedBy())
                .text(line.silencedReason())
                .time(line.silencedUntil())
                .text(line.url())
                .end();
    }

    @Override
    public void end() throws IOException {
        sheet.finish();
        book.finish();
    }
}
