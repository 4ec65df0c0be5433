package dev.winnow.policy.language;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The command {@code policy}: checks policies and runs the cases beside their rules, without a server. */
public final class PolicyCommand {
    private static final String USAGE = """
            usage: policy check FILE...   says what is wrong with policies
                   policy test FILE...    also runs the tests written beside the rules""";

    /** What the command's help says. */
    public static final String HELP = USAGE + """

            Exit code 0: all is right, 1: something is wrong with a policy or a test fails, 2: a file cannot be read.""";

    private static final int RIGHT = 0;
    private static final int WRONG = 1;
    private static final int UNREADABLE = 2;

    private final Clock clock;
    private final PrintStream out;
    private final PrintStream err;

    /** @param clock as of when tests run that do not say */
    public PolicyCommand(Clock clock, PrintStream out, PrintStream err) {
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    /** @return 0: all is right; 1: something is wrong with a policy, or a test fails; 2: a file cannot be read */
    public int run(List<String> args) {
        if (args.size() < 2 || !List.of("check", "test").contains(args.getFirst())) {
            err.println(USAGE);
            return UNREADABLE;
        }
        boolean testing = args.getFirst().equals("test");
        int code = RIGHT;
        for (String file : args.subList(1, args.size())) {
            code = Math.max(code, one(file, testing));
        }
        return code;
    }

    private int one(String file, boolean testing) {
        try {
            Policy policy = PolicyReader.read(Files.readAllBytes(Path.of(file)));
            return testing ? test(file, policy) : checked(file, policy);
        } catch (InvalidPolicy e) {
            e.problems().forEach(problem -> err.println(file + ": " + problem.said()));
            return WRONG;
        } catch (NoSuchFileException e) {
            err.println(file + ": no such file");
            return UNREADABLE;
        } catch (InvalidPathException e) {
            err.println(file + ": not a file name");
            return UNREADABLE;
        } catch (IOException | RuntimeException e) {
            String why = e.getMessage();
            // Of files that may not be read, the system says no more than their name.
            boolean more = why != null && !why.equals(file);
            err.println(file + ": cannot be read: " + (more ? why : e.getClass().getSimpleName()));
            return UNREADABLE;
        }
    }

    private int checked(String file, Policy policy) {
        int rules = policy.rules().size();
        out.println(file + ": a policy of " + rules + (rules == 1 ? " rule" : " rules") + ", SHA-256 " + policy.hash());
        return RIGHT;
    }

    private int test(String file, Policy policy) {
        List<PolicyCase.Result> results = policy.test(clock.instant());
        List<PolicyCase.Result> failed =
                results.stream().filter(result -> !result.passed()).toList();
        failed.forEach(result -> err.println(file + ": line " + result.of().line() + ", test "
                + result.of().name() + ": " + result.said().orElse("")));
        out.println(file + ": " + (results.size() - failed.size()) + " of " + results.size() + " tests passed");
        return failed.isEmpty() ? RIGHT : WRONG;
    }
}
