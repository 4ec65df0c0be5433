package dev.winnow.verify;

import dev.winnow.audit.AuditColumns;
import dev.winnow.audit.ChainCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The log as the database has it. */
final class DatabaseLog {
    private static final int FETCHED = 1_000;

    private DatabaseLog() {}

    /** @return where it was read */
    static String check(Wanted wanted, ChainCheck check) throws SQLException, IOException {
        try (Connection connection = open(wanted)) {
            // Rows in portions, and the end as of the same moment, while a server may go on writing.
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (var statement = connection.prepareStatement(AuditColumns.ALL)) {
                statement.setFetchSize(FETCHED);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        var record = AuditColumns.record(rows);
                        check.next(record);
                        wanted.noted().ifPresent(noted -> noted.pass(record));
                    }
                }
            }
            try (var statement = connection.prepareStatement(AuditColumns.HEAD);
                    var rows = statement.executeQuery()) {
                if (rows.next()) {
                    check.end(AuditColumns.head(rows));
                } else {
                    check.problem("the end of the log is not there");
                }
            }
            return "the database";
        }
    }

    private static Connection open(Wanted wanted) throws SQLException, IOException {
        if (wanted.url().isPresent()) {
            return DriverManager.getConnection(wanted.url().get(), wanted.user(), wanted.password());
        }
        Path file = Path.of(wanted.dataDir()).toAbsolutePath().normalize().resolve("db/winnow");
        if (!Files.exists(file.resolveSibling("winnow.mv.db"))) {
            throw new IOException("there is no database in " + wanted.dataDir());
        }
        return DriverManager.getConnection(
                "jdbc:h2:file:" + file + ";IFEXISTS=TRUE;DB_CLOSE_ON_EXIT=FALSE", wanted.user(), wanted.password());
    }
}
