package dev.winnow.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Copies an H2 file before its schema changes, so that a bad upgrade can be undone: a zip in {@code backup} beside the
 * file. The first copy of each version of the schema is kept, and the newest {@value #KEPT} of all. A server such as
 * PostgreSQL has a backup of its own.
 */
@Component
class BackupBeforeMigration implements FlywayMigrationStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(BackupBeforeMigration.class);
    private static final String H2_FILE = "jdbc:h2:file:";
    private static final String FINISHED = ".zip";
    private static final String UNFINISHED = ".part";
    private static final int KEPT = 3;
    private static final DateTimeFormatter NAME_PART =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Clock clock;

    BackupBeforeMigration(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void migrate(Flyway flyway) {
        MigrationInfo current = flyway.info().current();
        if (current != null && flyway.info().pending().length > 0) {
            backUp(flyway.getConfiguration().getDataSource(), String.valueOf(current.getVersion()));
        }
        flyway.migrate();
    }

    private void backUp(DataSource database, String version) {
        try (Connection connection = database.getConnection()) {
            Optional<Path> file = h2File(connection);
            if (file.isEmpty()) {
                return;
            }
            Path folder = file.get().resolveSibling("backup");
            Files.createDirectories(folder);
            String name =
                    file.get().getFileName() + "-v" + version + "-" + NAME_PART.format(clock.instant()) + FINISHED;
            Path copy = folder.resolve(name);
            dropUnfinished(folder);
            Path unfinished = folder.resolve(name + UNFINISHED);
            try (Statement statement = connection.createStatement()) {
                statement.execute("backup to '" + unfinished.toString().replace("'", "''") + "'");
            }
            Files.move(unfinished, copy);
            LOG.info("Copied the database to {} before its schema changes", copy);
            dropOldest(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the database before its schema changes", e);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot copy the database before its schema changes", e);
        }
    }

    /** Without the ending that H2 adds. @return empty where it is no H2, or not in a file */
    private static Optional<Path> h2File(Connection connection) throws SQLException {
        String url = connection.getMetaData().getURL();
        return url != null && url.startsWith(H2_FILE)
                ? Optional.of(Path.of(url.substring(H2_FILE.length()).replaceFirst(";.*", ""))
                        .toAbsolutePath())
                : Optional.empty();
    }

    private static void dropUnfinished(Path folder) throws IOException {
        for (Path copy : copies(folder, UNFINISHED)) {
            Files.delete(copy);
        }
    }

    /**
     * A start that fails again and again makes a copy each time, of a schema that may be half changed: the first copy of
     * each version is the good one.
     */
    private static void dropOldest(Path folder) throws IOException {
        List<Path> copies = copies(folder, FINISHED);
        var versions = new HashSet<String>();
        for (int i = 0; i < copies.size(); i++) {
            boolean first = versions.add(version(copies.get(i)));
            if (!first && i < copies.size() - KEPT) {
                Files.delete(copies.get(i));
            }
        }
    }

    /** The oldest first. */
    private static List<Path> copies(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(copy -> copy.toString().endsWith(ending))
                    .sorted(Comparator.comparing(BackupBeforeMigration::madeAt))
                    .toList();
        }
    }

    /** The name up to its time. */
    private static String version(Path copy) {
        String name = String.valueOf(copy.getFileName());
        return name.substring(0, name.length() - madeAt(copy).length());
    }

    /** The time at the end of the name, which sorts. */
    private static String madeAt(Path copy) {
        String name = copy.getFileName().toString();
        return name.substring(Math.max(0, name.length() - "yyyyMMdd-HHmmss.zip".length()));
    }
}
