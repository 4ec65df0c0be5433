package dev.winnow.verify;

import dev.winnow.audit.ChainCheck;
import dev.winnow.audit.Seal;
import dev.winnow.intake.AuditSeal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code verify-audit}. Reads the audit log from exports or from the database, holds it against its own
 * chain, against the installation's key where that is at hand, and against an end that was noted before, and says what
 * does not fit.
 */
public final class VerifyAudit {
    private static final int INTACT = 0;
    private static final int TAMPERED = 1;
    private static final int UNREADABLE = 2;

    /** What the command's help says. */
    public static final String HELP = Wanted.USAGE + """

            Follows the chain of the audit log, in the database or in exports, and says which records do not fit.
            Exit code 0: intact, 1: tampered with, 2: it could not be read.""";

    private VerifyAudit() {}

    /**
     * Runs the command.
     *
     * @param environment such as {@code WINNOW_DATA_DIR}, as the server takes it
     * @return 0: nothing was found; 1: tampered with; 2: it could not be read
     */
    public static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            Wanted wanted = Wanted.of(args, environment);
            Optional<Seal> seal = AuditSeal.of(wanted.secretKey(), Path.of(wanted.dataDir()));
            var check = new ChainCheck(seal);
            String where =
                    wanted.files().isEmpty() ? DatabaseLog.check(wanted, check) : ExportedLog.check(wanted, check, out);
            wanted.noted().ifPresent(noted -> noted.check(check));
            return report(check, where, seal.isPresent(), out);
        } catch (IllegalArgumentException | IOException e) {
            err.println("verify-audit: " + e.getMessage());
        } catch (SQLException e) {
            err.println("verify-audit: the database cannot be read: " + firstLine(e.getMessage())
                    + ". An H2 database is locked while Winnow runs: stop it, or verify an export with --file.");
        }
        return UNREADABLE;
    }

    private static int report(ChainCheck check, String where, boolean sealed, PrintStream out) {
        String end = check.last()
                .map(last -> "; it ends with " + last.seq() + ":" + last.hash())
                .orElse("");
        if (check.troubles() == 0) {
            out.println("intact: " + where + ", " + check.checked() + (check.checked() == 1 ? " record" : " records")
                    + end);
            out.println(
                    sealed
                            ? "The seals were made with the installation's key."
                            : "Without the installation's key the seals were not looked at: who can write everywhere"
                                    + " could have computed the whole chain anew. Compare the end with one noted before"
                                    + " (--head).");
            return INTACT;
        }
        check.problems().forEach(problem -> out.println("TAMPERED: " + problem));
        long more = check.troubles() - check.problems().size();
        if (more > 0) {
            out.println("and " + more + " more");
        }
        out.println("tampered with: " + where + ", " + check.checked() + " records looked at" + end);
        return TAMPERED;
    }

    static String firstLine(@Nullable String text) {
        return String.valueOf(text).lines().findFirst().orElse("");
    }
}
