package dev.winnow.remote;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The command {@code recompute}: has a running server count its numbers anew from all episodes, and says what differs. */
public final class RecomputeCommand {
    private static final int SAME = 0;
    private static final int DIFFERS = 1;
    private static final int FAILED = 2;

    private static final String USAGE = "usage: recompute [--server http://localhost:8080]";

    /** What the command's help says. */
    public static final String HELP = USAGE + """

            Has a running server read all episodes anew, count every quarter from them, and say what differs.
            WINNOW_TOKEN in the environment is a token of role admin.
            Exit code 0: all numbers are what they were, 1: some are not, 2: it could not be done.""";

    private RecomputeCommand() {}

    /**
     * Runs the command.
     *
     * @param environment has the token as {@code WINNOW_TOKEN}
     * @return 0: all numbers are what they were; 1: some are not; 2: it could not be done, and one line on {@code err} says
     *     why
     */
    public static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            URI server = Download.server(server(args));
            JsonNode answer =
                    Download.of(server, environment, "admin").post(URI.create(server + "/api/v1/metrics/recompute"));
            out.println(answer.path("episodes").asLong() + " episodes of "
                    + answer.path("projects").asInt() + " projects read anew, "
                    + answer.path("quarters").asInt() + " quarters counted from both");
            if (answer.path("same").asBoolean(false)) {
                out.println("all numbers are what they were");
                return SAME;
            }
            answer.path("quartersThatDiffer").forEach(quarter -> out.println("differs: " + quarter.asString()));
            answer.path("findingsThatDiffer")
                    .forEach(finding -> out.println("was kept wrongly: finding " + finding.asString()));
            out.println("the numbers are right from now on");
            return DIFFERS;
        } catch (IllegalArgumentException | IOException e) {
            err.println("recompute: " + Download.line(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("recompute: interrupted");
        }
        return FAILED;
    }

    private static String server(List<String> args) {
        if (args.isEmpty()) {
            return "http://localhost:8080";
        }
        if (args.size() == 1 && args.getFirst().startsWith("--server=")) {
            return args.getFirst().substring("--server=".length());
        }
        if (args.size() == 2 && args.getFirst().equals("--server")) {
            return args.getLast();
        }
        throw new IllegalArgumentException(USAGE);
    }
}
