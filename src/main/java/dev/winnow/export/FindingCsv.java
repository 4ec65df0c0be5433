package dev.winnow.export;

import java.io.IOException;
import java.io.OutputStream;

/** Findings as a table. */
final class FindingCsv implements FindingWriter {
    private final CsvTable table;

    FindingCsv(OutputStream out) throws IOException {
        table = new CsvTable(out, FindingColumns.NAMES);
    }

    @Override
    public void write(FindingLine line) throws IOException {
        FindingColumns.fill(table, line);
        table.end();
    }

    @Override
    public void end() throws IOException {
        table.flush();
    }
}
