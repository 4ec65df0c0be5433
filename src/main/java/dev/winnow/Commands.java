package dev.winnow;

import dev.winnow.policy.language.PolicyCommand;
import dev.winnow.remote.ExportCommand;
import dev.winnow.remote.PacketCommand;
import dev.winnow.remote.RecomputeCommand;
import dev.winnow.verify.VerifyAudit;
import dev.winnow.verify.VerifyPacket;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands of the runnable jar that start no server; {@code normalize} runs without Spring's class path, too. */
enum Commands {
    POLICY(
            "policy check|test FILE...",
            "looks at policies, and runs the cases beside them",
            PolicyCommand.HELP,
            (args, environment, out, err) -> new PolicyCommand(Clock.systemUTC(), out, err).run(args)),
    EXPORT("export", "the brief of a quarter, of a running server", ExportCommand.HELP, ExportCommand::run),
    PACKET("packet", "an audit packet, of a running server", PacketCommand.HELP, PacketCommand::run),
    VERIFY(
            "verify FILE",
            "verifies an audit packet",
            VerifyPacket.HELP,
            (args, environment, out, err) -> VerifyPacket.run(args, out, err)),
    VERIFY_AUDIT("verify-audit", "looks for tampering with the audit log", VerifyAudit.HELP, VerifyAudit::run),
    RECOMPUTE("recompute", "counts the numbers of a running server anew", RecomputeCommand.HELP, RecomputeCommand::run);

    /** The word of the command that the launcher runs. */
    static final String NORMALIZE = "normalize";

    private static final List<String> HELP = List.of("--help", "-h", "help");
    private static final List<String> VERSION = List.of("--version", "-V", "version");

    private static final int DONE = 0;
    private static final int WRONG = 2;

    private final String called;
    private final String does;
    private final String help;
    private final Run run;

    /** Runs a command, and answers its exit code. */
    @FunctionalInterface
    private interface Run {
        int with(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err);
    }

    Commands(String called, String does, String help, Run run) {
        this.called = called;
        this.does = does;
        this.help = help;
        this.run = run;
    }

    /**
     * Runs what the command line asks for.
     *
     * @return the exit code; empty where it asks for the server, with its settings
     */
    static OptionalInt run(
            List<String> args, Map<String, String> environment, String version, PrintStream out, PrintStream err) {
        if (args.isEmpty()) {
            return OptionalInt.empty();
        }
        String word = args.getFirst();
        List<String> rest = args.subList(1, args.size());
        Optional<Commands> command =
                Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
        if (command.isPresent()) {
            if (rest.stream().anyMatch(HELP.subList(0, 2)::contains)) {
                out.println(command.get().help);
                return OptionalInt.of(DONE);
            }
            return OptionalInt.of(command.get().run.with(rest, environment, out, err));
        }
        if (HELP.contains(word) || args.contains(HELP.getFirst())) {
            out.println(usage());
            return OptionalInt.of(DONE);
        }
        if (VERSION.contains(word)) {
            out.println("winnow " + version);
            return OptionalInt.of(DONE);
        }
        if (!word.startsWith("--")) {
            // A mistyped command must not start a server that never ends, least of all in a pipeline.
            err.println("There is no command " + word + ".");
            err.println(usage());
            return OptionalInt.of(WRONG);
        }
        return OptionalInt.empty();
    }

    private String word() {
        return called.split(" ", 2)[0];
    }

    private static String usage() {
        String commands = Stream.concat(
                        Arrays.stream(values()).map(one -> line(one.called, one.does)),
                        Stream.of(
                                line(NORMALIZE + " FILE...", "prints the results of reports as one line of JSON each")))
                .collect(Collectors.joining("\n"));
        return """
                Without a command the server starts; its settings are options such as --server.port=9090.
                Commands; COMMAND --help tells the options of one:
                """ + commands + "\n" + line("--version", "which version this is");
    }

    private static String line(String called, String does) {
        return String.format("  %-27s %s", called, does);
    }
}
