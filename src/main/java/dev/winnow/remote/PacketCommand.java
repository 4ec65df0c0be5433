package dev.winnow.remote;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command {@code packet}: fetches an audit packet, or the key that packets are signed with, from a running server. */
public final class PacketCommand {
    private static final int DONE = 0;
    private static final int FAILED = 2;

    private static final String USAGE = "usage: packet --out FILE (--project NAME --build ID [--branch NAME]"
            + " | --quarter 2026-Q3 | --from DAY [--to DAY]) [--project NAME]... [--no-reports]"
            + " [--server http://localhost:8080]; or packet --key --out winnow-public.pem [--server …]";

    /** What the command's help says. */
    public static final String HELP = USAGE + """

            Fetches an audit packet of a build or of a period, or the public key that packets are signed with.
              --out         the file, which is replaced where it is there; -: standard output
              --project     one project, once or more; of a period left out: all in which you have the security role
              --build       the pipeline's id, or the commit where it has none; --branch: only of this branch
              --quarter     such as 2026-Q3; or
              --from, --to  days or times; --to is not included, and left out it is now
              --no-reports  leaves out the reports as they were uploaded
              --key         the public key instead of a packet
              --server      where Winnow runs
            WINNOW_TOKEN in the environment is a token of role triage of somebody with the security role; for --key read will do.
            Exit code 0, or 2 with the reason in one line on standard error; then nothing was written.""";

    private static final Set<String> WITH_VALUE =
            Set.of("--out", "--project", "--build", "--branch", "--quarter", "--from", "--to", "--server");

    private PacketCommand() {}

    /**
     * Runs the command.
     *
     * @param environment has the token as {@code WINNOW_TOKEN}
     * @return 0: it was written; 2: it was not, and one line on {@code err} says why
     */
    public static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            Wanted wanted = Wanted.of(args);
            URI server = Download.server(wanted.given().getOrDefault("--server", "http://localhost:8080"));
            Download.of(server, environment, wanted.key() ? "read" : "triage")
                    .to(URI.create(server + "/api/v1" + wanted.address()), wanted.out(), out);
            return DONE;
        } catch (IllegalArgumentException | IOException e) {
            err.println("packet: " + Download.line(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("packet: interrupted");
        }
        return FAILED;
    }

    /** @param given values by the names of their arguments */
    private record Wanted(Map<String, String> given, List<String> projects, boolean reports, boolean key) {
        static Wanted of(List<String> args) {
            var given = new HashMap<String, String>();
            var projects = new ArrayList<String>();
            boolean reports = true;
            boolean key = false;
            for (int i = 0; i < args.size(); i++) {
                String arg = args.get(i);
                int equals = arg.indexOf('=');
                String name = equals < 0 ? arg : arg.substring(0, equals);
                if (arg.equals("--no-reports")) {
                    reports = false;
                } else if (arg.equals("--key")) {
                    key = true;
                } else if (!WITH_VALUE.contains(name)) {
                    throw new IllegalArgumentException("unknown argument " + arg + "; " + USAGE);
                } else if (equals < 0 && i + 1 >= args.size()) {
                    throw new IllegalArgumentException(name + " needs a value; " + USAGE);
                } else {
                    String value = equals < 0 ? args.get(++i) : arg.substring(equals + 1);
                    if (name.equals("--project")) {
                        projects.add(value);
                    } else {
                        given.put(name, value);
                    }
                }
            }
            if (!given.containsKey("--out")) {
                throw new IllegalArgumentException("--out is missing; " + USAGE);
            }
            if (given.containsKey("--build") && projects.size() != 1) {
                throw new IllegalArgumentException("a build is of one --project; " + USAGE);
            }
            if (given.containsKey("--branch") && !given.containsKey("--build")) {
                throw new IllegalArgumentException("--branch is of a --build; " + USAGE);
            }
            boolean period = given.containsKey("--from") || given.containsKey("--to");
            if (given.containsKey("--build") && (period || given.containsKey("--quarter"))
                    || period && given.containsKey("--quarter")) {
                throw new IllegalArgumentException("a packet is of a --build, a --quarter or a time --from; " + USAGE);
            }
            if (!key
                    && !given.containsKey("--build")
                    && !given.containsKey("--quarter")
                    && !given.containsKey("--from")) {
                throw new IllegalArgumentException("--build, --quarter or --from is missing; " + USAGE);
            }
            return new Wanted(Map.copyOf(given), List.copyOf(projects), reports, key);
        }

        /** Empty for standard output. */
        Optional<Path> out() {
            return Optional.ofNullable(given.get("--out"))
                    .filter(file -> !file.equals("-"))
                    .map(Path::of);
        }

        String address() {
            if (key) {
                return "/signing-key";
            }
            var query = new StringBuilder("?reports=").append(reports);
            if (given.containsKey("--build")) {
                // As a parameter: it may have a slash.
                List.of("build", "branch").forEach(name -> add(query, name));
                return "/projects/" + segment(projects.getFirst()) + "/packet" + query;
            }
            List.of("quarter", "from", "to").forEach(name -> add(query, name));
            projects.forEach(project -> query.append("&project=").append(Download.encoded(project)));
            return "/exports/audit-packet" + query;
        }

        private void add(StringBuilder query, String name) {
            Optional.ofNullable(given.get("--" + name))
                    .ifPresent(
                            value -> query.append('&').append(name).append('=').append(Download.encoded(value)));
        }

        private static String segment(String text) {
            return Download.encoded(text).replace("+", "%20");
        }
    }
}
