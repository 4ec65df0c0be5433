package dev.winnow.support;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells when a transaction waits for another. */
public final class LockWaits {
    private final JdbcClient jdbc;
    private final String waiting;

    public LockWaits(DataSource database) throws SQLException {
        this.jdbc = JdbcClient.create(database);
        try (Connection connection = database.getConnection()) {
            this.waiting = connection.getMetaData().getDatabaseProductName().equals("H2")
                    ? "select count(*) from information_schema.sessions where blocker_id is not null"
                    : "select count(*) from pg_locks where not granted";
        }
    }

    /** Returns when the act waits for a lock, or has ended without. */
    public void awaitWaitingOrDone(Future<?> act) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() ->
                        act.isDone() || jdbc.sql(waiting).query(Integer.class).single() > 0);
    }
}
