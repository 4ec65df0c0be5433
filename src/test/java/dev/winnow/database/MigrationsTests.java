package dev.winnow.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class MigrationsTests {
    /** In H2 a check of a list of values belongs to the connection that made it, which the pool closes in time. */
    @Test
    void constraintsOutliveTheConnectionThatMadeThem() throws Exception {
        String address = "jdbc:h2:mem:" + UUID.randomUUID();
        try (var kept = DriverManager.getConnection(address);
                var statement = kept.createStatement()) {
            Flyway.configure().dataSource(address, null, null).load().migrate();

            statement.execute(
                    "insert into app_user (login, display_name, role, password_hash, password_given, credentials, enabled,"
                            + " created_at) values ('a', 'A', 'ADMIN', 'x', false, 0, true, current_timestamp)");
            statement.execute("insert into api_token (owner_id, name, role, secret_hash, created_at)"
                    + " select id, 'ci', 'UPLOAD', 'x', current_timestamp from app_user");

            assertThat(statement.executeUpdate("update app_user set last_login_at = current_timestamp"))
                    .isEqualTo(1);
            assertThat(statement.executeUpdate("update api_token set last_used_at = current_timestamp"))
                    .isEqualTo(1);
        }
    }
}
