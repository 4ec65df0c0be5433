package dev.winnow.verify;

import dev.winnow.audit.AuditRecord;
import dev.winnow.audit.ChainCheck;
import dev.winnow.audit.ExportLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The log as exports have it, one file or several that go on from each other. */
final class ExportedLog {
    private final ChainCheck check;
    private final PrintStream out;
    private final Optional<Noted> noted;
    private ExportLines.@Nullable Header header;

    private ExportedLog(ChainCheck check, Optional<Noted> noted, PrintStream out) {
        this.check = check;
        this.noted = noted;
        this.out = out;
    }

    /** @return where it was read */
    static String check(Wanted wanted, ChainCheck check, PrintStream out) throws IOException {
        var log = new ExportedLog(check, wanted.noted(), out);
        for (Path file : wanted.files()) {
            log.read(file);
        }
        log.end();
        List<Path> files = wanted.files();
        return files.size() == 1 ? "the export " + files.getFirst() : files.size() + " exports";
    }

    private void read(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String line = lines.readLine();
            if (line == null || !(parsed(file, 1, line) instanceof ExportLines.Header start)) {
                throw new IOException(file + " is no export of the audit log: it does not begin with what it is");
            }
            begin(file, start);
            int number = 1;
            while ((line = lines.readLine()) != null) {
                number++;
                next(file, number, line);
            }
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not text in UTF-8", e);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        }
    }

    private void next(Path file, int number, String line) {
        ExportLines.Line parsed;
        try {
            parsed = ExportLines.read(line);
        } catch (IllegalArgumentException e) {
            check.problem("line " + number + " of " + file + " is not a record: " + e.getMessage());
            return;
        }
        if (parsed instanceof ExportLines.Entry(AuditRecord record)) {
            check.next(record);
            noted.ifPresent(head -> head.pass(record));
        } else {
            check.problem("line " + number + " of " + file + " begins another export");
        }
    }

    private static ExportLines.Line parsed(Path file, int number, String line) throws IOException {
        try {
            return ExportLines.read(line);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is no export of the audit log: line " + number + ", " + e.getMessage(), e);
        }
    }

    private void begin(Path file, ExportLines.Header start) throws IOException {
        ExportLines.Header before = header;
        if (before == null) {
            check.startAfter(start.after());
            if (start.after() > 0) {
                out.println("Records before " + (start.after() + 1) + " are not in it, and were not looked at.");
            }
        } else if (before.selection() || start.selection() || before.to() != start.after()) {
            throw new IOException(
                    file + " does not go on where the export before it ends, behind record " + before.to());
        }
        if (start.selection()) {
            check.selection();
            out.println("It is a selection: each record is looked at by itself, and none is known to be missing.");
        }
        check.sealed(start.head());
        header = start;
    }

    private void end() {
        ExportLines.Header end = header;
        if (end == null || end.selection()) {
            return;
        }
        if (end.to() == end.head().seq()) {
            check.end(end.head());
        } else {
            long last = check.last().map(AuditRecord::seq).orElse(end.after());
            if (last != end.to()) {
                check.problem(
                        "the export says that it goes to record " + end.to() + ", but it ends with record " + last);
            }
            out.println("Records " + (end.to() + 1) + " to " + end.head().seq()
                    + " are not in it, and were not looked at.");
        }
    }
}
