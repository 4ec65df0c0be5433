package dev.winnow.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A table by RFC 4180, in UTF-8, with a line of names at the top. */
final class CsvTable implements Row {
    private final CSVPrinter printer;
    private List<Object> row = new ArrayList<>();

    CsvTable(OutputStream out, List<String> names) throws IOException {
        printer = new CSVPrinter(
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), CSVFormat.RFC4180);
        printer.printRecord(names);
    }

    @Override
    public CsvTable text(String text) {
        row.add(Cells.field(text));
        return this;
    }

    @Override
    public CsvTable text(Optional<String> text) {
        return text(text.orElse(""));
    }

    @Override
    public CsvTable id(long id) {
        return number(id);
    }

    @Override
    public CsvTable number(OptionalInt number) {
        return number.isPresent() ? number(number.getAsInt()) : nothing();
    }

    @Override
    public CsvTable time(Optional<Instant> at) {
        return at.isPresent() ? instant(at.get()) : nothing();
    }

    CsvTable number(double number) {
        row.add(Amounts.exact(number).toPlainString());
        return this;
    }

    CsvTable number(long number) {
        row.add(BigDecimal.valueOf(number));
        return this;
    }

    CsvTable instant(Instant at) {
        row.add(at.toString());
        return this;
    }

    @Override
    public CsvTable yes(boolean is) {
        row.add(is ? "true" : "false");
        return this;
    }

    /** Adds an empty field. */
    CsvTable nothing() {
        row.add("");
        return this;
    }

    void end() throws IOException {
        printer.printRecord(row);
        row = new ArrayList<>();
    }

    void flush() throws IOException {
        printer.flush();
    }
}
