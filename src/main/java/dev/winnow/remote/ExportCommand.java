package dev.winnow.remote;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command {@code export}: fetches the brief of a quarter from a running server. The server holds the lock on an H2
 * database, so there is nothing to be read without it; and so the token says whose projects these are.
 */
public final class ExportCommand {
    private static final String USAGE = "usage: export --quarter 2026-Q3 [--format csv|xlsx|pdf|md|json] [--out FILE]"
            + " [--project NAME]... [--team NAME] [--server http://localhost:8080]";

    /** What the command's help says. */
    public static final String HELP = USAGE + """

            Fetches the brief of a quarter: of all projects that the token reads, or of some.
              --quarter  such as 2026-Q3
              --format   csv, xlsx, pdf, md or json; else as the file's name ends, else json
              --out      the file, which is replaced where it is there; left out or -: standard output
              --project  one project, once or more; --team: the projects of a team
              --server   where Winnow runs
            WINNOW_TOKEN in the environment is a token of role read.
            Exit code 0, or 2 with the reason in one line on standard error; then nothing was written.""";

    private static final int DONE = 0;
    private static final int FAILED = 2;

    private ExportCommand() {}

    /**
     * Runs the command.
     *
     * @param environment has the token as {@code WINNOW_TOKEN}
     * @return 0: it was written; 2: it was not, and one line on {@code err} says why
     */
    public static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            Wanted wanted = Wanted.of(args);
            Download.of(wanted.server(), environment, "read").to(wanted.address(), wanted.out(), out);
            return DONE;
        } catch (IllegalArgumentException | IOException e) {
            err.println("export: " + Download.line(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("export: interrupted");
        }
        return FAILED;
    }

    /** @param out empty for standard output */
    private record Wanted(
            URI server,
            String quarter,
            String format,
            List<String> projects,
            Optional<String> team,
            Optional<Path> out) {
        static Wanted of(List<String> args) {
            var projects = new java.util.ArrayList<String>();
            var given = new java.util.HashMap<String, String>();
            for (int i = 0; i < args.size(); i++) {
                String arg = args.get(i);
                int equals = arg.indexOf('=');
                String name = equals < 0 ? arg : arg.substring(0, equals);
                if (!List.of("--quarter", "--format", "--out", "--project", "--team", "--server")
                        .contains(name)) {
                    throw new IllegalArgumentException("unknown argument " + arg + "; " + USAGE);
                }
                if (equals < 0 && i + 1 >= args.size()) {
                    throw new IllegalArgumentException(name + " needs a value; " + USAGE);
                }
                String value = equals < 0 ? args.get(++i) : arg.substring(equals + 1);
                if (name.equals("--project")) {
                    projects.add(value);
                } else {
                    given.put(name, value);
                }
            }
            String quarter = given.get("--quarter");
            if (quarter == null) {
                throw new IllegalArgumentException("--quarter is missing; " + USAGE);
            }
            Optional<Path> out = Optional.ofNullable(given.get("--out"))
                    .filter(file -> !file.equals("-"))
                    .map(Path::of);
            String format = Optional.ofNullable(given.get("--format"))
                    .or(() -> out.map(ExportCommand::ending))
                    .orElse("json");
            return new Wanted(
                    Download.server(given.getOrDefault("--server", "http://localhost:8080")),
                    quarter,
                    format,
                    projects,
                    Optional.ofNullable(given.get("--team")),
                    out);
        }

        URI address() {
            var query = new StringBuilder("?quarter=").append(Download.encoded(quarter));
            query.append("&format=").append(Download.encoded(format));
            projects.forEach(project -> query.append("&project=").append(Download.encoded(project)));
            team.ifPresent(name -> query.append("&team=").append(Download.encoded(name)));
            return URI.create(server + "/api/v1/exports/quarterly" + query);
        }
    }

    /** What the file's name says of its format. */
    private static @org.jspecify.annotations.Nullable String ending(Path file) {
        String name = file.toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? null : name.substring(dot + 1);
    }
}
