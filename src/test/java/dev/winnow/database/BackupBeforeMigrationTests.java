package dev.winnow.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.support.MovableClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupBeforeMigrationTests {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir
    private Path dir;

    private int version;

    @BeforeEach
    void aFolderForMigrations() throws IOException {
        Files.createDirectory(dir.resolve("sql"));
    }

    private void release(String sql) throws IOException {
        version++;
        Files.writeString(dir.resolve("sql/V" + version + "__x.sql"), sql);
    }

    private void start(String url) {
        Flyway flyway = Flyway.configure()
                .dataSource(url, "sa", "")
                .locations("filesystem:" + dir.resolve("sql"))
                .load();
        new BackupBeforeMigration(clock).migrate(flyway);
        clock.advance(Duration.ofMinutes(1));
    }

    private String file() {
        return "jdbc:h2:file:" + dir.resolve("db/winnow") + ";WRITE_DELAY=0";
    }

    private List<String> copies() throws IOException {
        Path folder = dir.resolve("db/backup");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theFirstStartAndOneWithoutChangesCopyNothing() throws IOException {
        release("create table a (x int)");
        start(file());
        start(file());

        assertThat(copies()).isEmpty();
    }

    @Test
    void theCopyHasWhatWasThereBeforeTheChange() throws IOException, SQLException {
        release("create table a (x int); insert into a values (42)");
        start(file());
        release("drop table a");
        start(file());

        assertThat(copies()).containsExactly("winnow-v1-20260301-120100.zip");
        Path restored = Files.createDirectory(dir.resolve("restored"));
        try (ZipFile zip = new ZipFile(
                        dir.resolve("db/backup").resolve(copies().getFirst()).toFile());
                InputStream in = zip.getInputStream(zip.getEntry("winnow.mv.db"))) {
            Files.copy(in, restored.resolve("winnow.mv.db"));
        }
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + restored.resolve("winnow"), "sa", "");
                var rows = connection.createStatement().executeQuery("select x from a")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    @Test
    void theFirstCopyOfEachVersionIsKept() throws IOException {
        release("create table a (x int)");
        for (int i = 0; i < 5; i++) {
            start(file());
            release("create table b" + i + " (x int)");
        }
        start(file());

        assertThat(copies())
                .containsExactly(
                        "winnow-v1-20260301-120100.zip",
                        "winnow-v2-20260301-120200.zip",
                        "winnow-v3-20260301-120300.zip",
                        "winnow-v4-20260301-120400.zip",
                        "winnow-v5-20260301-120500.zip");
    }

    @Test
    void aStartThatFailsAgainAndAgainDoesNotPushOutTheGoodCopy() throws Exception {
        release("create table a (x int); insert into a values (42)");
        start(file());
        release("drop table if exists a");
        for (int i = 0; i < 7; i++) {
            start(file());
            // As after a kill in the middle of the change: half of it is done, and nothing says so.
            try (var connection = DriverManager.getConnection(file(), "sa", "");
                    var statement = connection.createStatement()) {
                statement.execute("delete from \"flyway_schema_history\" where \"version\" = '2'");
            }
        }

        assertThat(copies())
                .containsExactly(
                        "winnow-v1-20260301-120100.zip",
                        "winnow-v1-20260301-120500.zip",
                        "winnow-v1-20260301-120600.zip",
                        "winnow-v1-20260301-120700.zip");
    }

    @Test
    void aCopyThatWasNotFinishedDoesNotCount() throws IOException {
        release("create table a (x int)");
        start(file());
        Path folder = Files.createDirectories(dir.resolve("db/backup"));
        Files.writeString(folder.resolve("winnow-v1-20260301-110000.zip.part"), "half");
        release("create table b (x int)");
        start(file());

        assertThat(copies()).containsExactly("winnow-v1-20260301-120100.zip");
    }

    @Test
    void aDatabaseThatIsNoFileIsLeftAlone() throws IOException {
        String memory = "jdbc:h2:mem:" + dir.getFileName() + ";DB_CLOSE_DELAY=-1";
        release("create table a (x int)");
        start(memory);
        release("create table b (x int)");
        start(memory);

        assertThat(copies()).isEmpty();
    }
}
