package dev.winnow.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.support.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** PostgreSQL as docs/audit-log.md tells to set it up, so that it refuses what nobody should do to the log. */
@SpringBootTest
@DirtiesContext
@ContextConfiguration(initializers = DeniedChangesTests.Restricted.class)
class DeniedChangesTests {
    @Autowired
    private AuditLog log;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void recordsAreAddedAndNobodyChangesOrRemovesThem() {
        log.record(Actor.SYSTEM, "thing.changed", "thing", null, null);

        assertThat(trail.head().seq()).isPositive();
        for (String change : new String[] {
            "update audit_record set actor = 'eve'", "delete from audit_record", "truncate audit_record"
        }) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).as(change).hasStackTraceContaining("permission denied");
        }
    }

    static final class Restricted implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            Map<String, Object> settings = new LinkedHashMap<>(TestDatabase.postgres());
            // The address of the test server names a user, who would come before the settings.
            String url = settings.get("spring.datasource.url").toString().replaceAll("[?&]user=[^&]*", "");
            settings.put("spring.datasource.url", url);
            Flyway.configure()
                    .dataSource(url, "postgres", "postgres")
                    .locations("classpath:db/migration", "classpath:db/postgresql")
                    .load()
                    .migrate();
            try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("create role winnow login password 'winnow'");
                statement.execute("grant select, insert, update, delete on all tables in schema public to winnow");
                statement.execute("grant usage on all sequences in schema public to winnow");
                statement.execute("revoke update, delete, truncate on audit_record from winnow");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            settings.put("spring.datasource.username", "winnow");
            settings.put("spring.datasource.password", "winnow");
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("restricted", settings));
        }
    }
}
