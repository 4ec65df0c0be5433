package dev.winnow.importers.cli;

import dev.winnow.importers.Formats;
import dev.winnow.importers.Importer;
import dev.winnow.importers.Limits;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Report;
import dev.winnow.importers.Reports;
import dev.winnow.importers.Source;
import dev.winnow.importers.Texts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints the results of reports, one JSON object a line.
 *
 * <p>Everything streams, so a report that breaks in its middle has the results before that printed when the error comes:
 * what counts is the exit code.
 */
public final class Normalize {
    private static final int OK = 0;
    private static final int UNREADABLE = 2;

    private static final String USAGE = """
            Usage: normalize [--format NAME] FILE...
            Prints one JSON object a line for each result of the reports; - reads standard input.
            Reads %s, also compressed with gzip or zstd, and tells them apart by content.
            --format says what reports are that do not show it, such as empty ones: %s.
            Exit code 0, or 2 when a file could not be read; the other files are printed all the same.
            WINNOW_SECRET_KEY keys the hashes of secrets; without it they differ from run to run.
            """;

    private Normalize() {}

    /**
     * Runs the command as a process of its own: it ends the JVM where the exit code is not 0.
     *
     * @param args paths, {@code -} for standard input, or {@code --help}
     */
    public static void main(String[] args) {
        int code = run(List.of(args), System.out, System.err);
        System.out.flush();
        System.err.flush();
        if (code != OK) {
            // System.exit would first search all jars on the class path for somebody to tell.
            Runtime.getRuntime().halt(code);
        }
    }

    /**
     * Runs the command.
     *
     * @param args paths, {@code -} for standard input; {@code --format} and a name before them; or {@code --help}
     * @param out takes the lines, UTF-8 whatever its own encoding; flushed at the end, not closed
     * @param err takes one line for each file that cannot be read
     * @return the exit code: 0, or 2 where a file could not be read or none was named
     */
    public static int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.contains("--help")) {
            out.printf(USAGE, Formats.titles(), Formats.names());
            out.flush();
            return OK;
        }
        int option = args.indexOf("--format");
        boolean named = option >= 0 && option + 1 < args.size();
        String format = named ? args.get(option + 1) : null;
        var files = new ArrayList<>(args);
        if (named) {
            files.subList(option, option + 2).clear();
        }
        if (format != null && Formats.named(format).isEmpty()) {
            err.println("--format is one of " + Formats.names());
            return UNREADABLE;
        }
        if (files.isEmpty() || files.contains("--format")) {
            err.printf(USAGE, Formats.titles(), Formats.names());
            return UNREADABLE;
        }
        var masking = new Masking(() -> secretKey(System.getenv("WINNOW_SECRET_KEY")));
        int code = OK;
        try (var lines = new ResultLines(out)) {
            for (String file : files) {
                String problem = print(file, format, masking, lines);
                if (problem != null) {
                    lines.flush();
                    err.println(Texts.line(file) + ": " + Texts.line(problem));
                    code = UNREADABLE;
                }
            }
        } catch (ReaderGone e) {
            // Who reads the output, such as head, has seen enough.
            return code;
        }
        return code;
    }

    /** What is wrong with the file, in one sentence; null when it was printed. */
    private static @Nullable String print(String file, @Nullable String format, Masking masking, ResultLines lines)
            throws ReaderGone {
        try (var input = Input.of(file)) {
            Report report = Reports.prepare(input.source(), Limits.DEFAULT, masking);
            Importer importer = Formats.importerOf(report, format);
            importer.read(report, result -> lines.print(importer.format(), result));
            return null;
        } catch (ReaderGone e) {
            throw e;
        } catch (NoSuchFileException e) {
            return "no such file";
        } catch (InvalidPathException e) {
            return "not a file name";
        } catch (IOException e) {
            String message = e.getMessage();
            return message == null || message.equals(file)
                    ? "cannot be read (" + e.getClass().getSimpleName() + ")"
                    : message;
        }
    }

    private static byte[] secretKey(@Nullable String configured) {
        if (configured != null && !configured.isBlank()) {
            return configured.getBytes(StandardCharsets.UTF_8);
        }
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** A named file, or standard input put aside, since importers may read a report twice. */
    private record Input(Path path, boolean temporary) implements AutoCloseable {
        static Input of(String file) throws IOException {
            if (!file.equals("-")) {
                Path path = Path.of(file);
                if (Files.isDirectory(path)) {
                    throw new IOException("is a directory");
                }
                return new Input(path, false);
            }
            Path spool = Files.createTempFile("winnow-", ".report");
            try (var out = Files.newOutputStream(spool)) {
                System.in.transferTo(out);
            } catch (IOException e) {
                Files.deleteIfExists(spool);
                throw e;
            }
            return new Input(spool, true);
        }

        Source source() {
            return () -> Files.newInputStream(path);
        }

        @Override
        public void close() throws IOException {
            if (temporary) {
                Files.deleteIfExists(path);
            }
        }
    }
}
