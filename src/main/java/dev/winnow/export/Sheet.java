package dev.winnow.export;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A sheet of a workbook, written row by row: names at the top that stay in sight, numbers as numbers, times in UTC. */
final class Sheet implements Row {
    /** Rows that are held before they are written. */
    private static final int HELD = 500;

    private static final String TIME = "yyyy-mm-dd hh:mm";

    private final Worksheet sheet;
    private int row;
    private int column;

    /** A column. @param width in characters */
    record Column(String name, int width) {}

    Sheet(Workbook book, String name, List<Column> columns) {
        sheet = book.newWorksheet(name);
        sheet.freezePane(0, 1);
        for (int i = 0; i < columns.size(); i++) {
            sheet.width(i, columns.get(i).width());
            sheet.value(0, i, columns.get(i).name());
            sheet.style(0, i).bold().fillColor("E8ECF1").set();
        }
        row = 1;
    }

    @Override
    public Sheet text(String text) {
        if (!text.isEmpty()) {
            // Not shared: shared texts would be held to the end.
            sheet.inlineString(row, column, Cells.text(text));
        }
        column++;
        return this;
    }

    @Override
    public Sheet text(Optional<String> text) {
        return text(text.orElse(""));
    }

    @Override
    public Sheet id(long id) {
        return text(Long.toString(id));
    }

    Sheet number(double number) {
        sheet.value(row, column++, number);
        return this;
    }

    Sheet number(OptionalDouble number) {
        number.ifPresent(value -> sheet.value(row, column, value));
        column++;
        return this;
    }

    @Override
    public Sheet number(OptionalInt number) {
        number.ifPresent(value -> sheet.value(row, column, value));
        column++;
        return this;
    }

    @Override
    public Sheet yes(boolean is) {
        sheet.value(row, column++, is);
        return this;
    }

    Sheet time(Instant at) {
        sheet.value(row, column, LocalDateTime.ofInstant(at, ZoneOffset.UTC));
        sheet.style(row, column++).format(TIME).set();
        return this;
    }

    @Override
    public Sheet time(Optional<Instant> at) {
        if (at.isEmpty()) {
            column++;
            return this;
        }
        return time(at.get());
    }

    void end() throws IOException {
        row++;
        column = 0;
        if (row % HELD == 0) {
            sheet.flush();
        }
    }

    int rows() {
        return row;
    }

    void finish() throws IOException {
        sheet.finish();
    }
}
