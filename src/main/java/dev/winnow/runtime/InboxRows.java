package dev.winnow.runtime;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Requests that wait in the database. */
@Repository
class InboxRows {
    private final JdbcTemplate jdbc;

    InboxRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(List<WaitingAlert> alerts) {
        jdbc.batchUpdate("""
                insert into alert_inbox (project, team, environment, received_at, received_from, body)
                values (?, ?, ?, ?, ?, ?)""", alerts, alerts.size(), (statement, alert) -> {
            statement.setString(1, alert.project());
            statement.setString(2, alert.team());
            statement.setString(3, alert.environment());
            statement.setObject(4, alert.receivedAt().atOffset(ZoneOffset.UTC));
            statement.setString(5, alert.receivedFrom());
            statement.setBytes(6, alert.body());
        });
    }

    /** Names of the projects that requests wait for. */
    List<String> projects() {
        return jdbc.query("select distinct project from alert_inbox order by project", (row, n) -> row.getString(1));
    }

    /** The oldest that wait for a project. */
    List<WaitingAlert> oldest(String project, int limit) {
        return jdbc.query(
                "select id, project, team, environment, received_at, received_from, body from alert_inbox"
                        + " where project = ? order by project, id fetch first " + limit + " rows only",
                (row, n) -> new WaitingAlert(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getString(6),
                        row.getBytes(7)),
                project);
    }

    void delete(List<WaitingAlert> alerts) {
        jdbc.batchUpdate(
                "delete from alert_inbox where id = ?",
                alerts,
                Math.max(1, alerts.size()),
                (statement, alert) -> statement.setLong(1, alert.id()));
    }
}
