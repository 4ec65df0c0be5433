package dev.winnow.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * An empty database and data directory for one application context. {@link OnH2} and {@link OnPostgres} use it; a test
 * that starts the application by itself takes {@link #h2()} or {@link #postgres()}.
 */
public final class TestDatabase {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** Of the user {@code admin} in every test database. */
    public static final String ADMIN_PASSWORD = "correct horse battery";

    private TestDatabase() {}

    /** Settings for H2 in file mode, as users run it, in a directory of its own. */
    public static Map<String, String> h2() {
        return settings(newDataDir());
    }

    /** Settings for a new, empty database of a PostgreSQL server that is started once a JVM. */
    public static Map<String, String> postgres() {
        String name = "winnow_" + DATABASES.incrementAndGet();
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the test database " + name, e);
        }
        Map<String, String> settings = settings(newDataDir());
        settings.put("spring.datasource.url", Server.POSTGRES.getJdbcUrl("postgres", name));
        settings.put("spring.datasource.username", "postgres");
        settings.put("spring.datasource.password", "postgres");
        return settings;
    }

    /** A fresh directory below {@code target}, kept for a look after a failure until the next run of tests. */
    public static Path newDataDir() {
        try {
            return Files.createTempDirectory(Directories.ROOT, "data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(Path dataDir) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("winnow.data-dir", dataDir.toString());
        settings.put("winnow.admin-password", ADMIN_PASSWORD);
        settings.put("winnow.search.store", "heap");
        // Other processes may have the processor for a while.
        settings.put("winnow.search.patience", "60s");
        // Alerts go nowhere but to servers of the test, and when the test wants it.
        settings.put("winnow.notifications.allow", "127.0.0.1/32");
        settings.put("winnow.notifications.workers", "0");
        // Tests count statements.
        settings.put("winnow.metrics.read-ahead", "false");
        settings.put("spring.datasource.hikari.maximum-pool-size", "6");
        return settings;
    }

    private static final class Directories {
        /** One for each JVM that Surefire or Failsafe runs at a time. */
        static final Path ROOT = emptied(Path.of("target", System.getProperty("winnow.test.data", "test-data"))
                .toAbsolutePath());

        private static Path emptied(Path root) {
            try {
                if (Files.exists(root)) {
                    try (Stream<Path> files = Files.walk(root)) {
                        files.sorted(Comparator.reverseOrder())
                                .map(Path::toFile)
                                .forEach(File::delete);
                    }
                }
                return Files.createDirectories(root);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Started when the first test asks for it; it need not survive a power cut. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setRegisterShutdownHook(false)
                        .start();
                // Behind all applications, which wait long for a database that is gone before them.
                SpringApplication.getShutdownHandlers().add(() -> close(postgres));
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start PostgreSQL for the tests", e);
            }
        }

        private static void close(EmbeddedPostgres postgres) {
            try {
                postgres.close();
            } catch (IOException e) {
                System.err.println("PostgreSQL for the tests did not stop: " + e.getMessage());
            }
        }
    }

    abstract static class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        abstract Map<String, String> database();

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            Map<String, Object> settings = new LinkedHashMap<>(database());
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test-database", settings));
            context.getBeanFactory().addBeanPostProcessor(new StatementCounter());
            context.getBeanFactory().addBeanPostProcessor(new CheapPasswords());
            // In every context, so that those who use it share theirs with those who don't.
            ((GenericApplicationContext) context)
                    .registerBean(RoleWorld.class, definition -> definition.setLazyInit(true));
        }
    }

    public static final class H2 extends Initializer {
        @Override
        Map<String, String> database() {
            return h2();
        }
    }

    public static final class Postgres extends Initializer {
        @Override
        Map<String, String> database() {
            return postgres();
        }
    }
}
