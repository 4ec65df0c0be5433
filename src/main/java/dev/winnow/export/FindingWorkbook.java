package dev.winnow.export;

import dev.winnow.export.Sheet.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;

/** Findings as a workbook; a further sheet where one is full. */
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
        List<Column> columns = FindingColumns.NAMES.stream()
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
        FindingColumns.fill(sheet, line);
        sheet.end();
    }

    @Override
    public void end() throws IOException {
        sheet.finish();
        book.finish();
    }
}
