package dev.winnow.runtime;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Requests that wait in the database. */
@Repository
class InboxRows {
    private static final String WAITS = "(aside_until is null or aside_until <= ?)";

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

    /** What the request of that key held; empty: there was none lately. */
    Optional<String> content(String project, String key) {
        return jdbc
                .query(
                        "select content from alert_request where project = ? and request_key = ?",
                        (row, n) -> row.getString(1),
                        project,
                        key)
                .stream()
                .findFirst();
    }

    void remember(String project, RequestKey key, Instant at) {
        jdbc.update(
                "insert into alert_request (project, request_key, content, received_at) values (?, ?, ?, ?)",
                project,
                key.key(),
                key.content(),
                at.atOffset(ZoneOffset.UTC));
    }

    /** Forgets the keys of requests that came before. */
    void forgetKeys(Instant before) {
        jdbc.update("delete from alert_request where received_at < ?", before.atOffset(ZoneOffset.UTC));
    }

    /** Whether nothing waits, nor was set aside. */
    boolean isEmpty() {
        return jdbc.queryForList("select id from alert_inbox order by id fetch first 1 rows only")
                .isEmpty();
    }

    /** Names of the projects that requests wait for. */
    List<String> projects(Instant now) {
        return jdbc.query(
                "select distinct project from alert_inbox where " + WAITS + " order by project",
                (row, n) -> row.getString(1),
                now.atOffset(ZoneOffset.UTC));
    }

    /**
     * The oldest that wait for a project.
     *
     * @param limit how many at most
     * @param bytes how many bytes of requests at most; one request may have more
     */
    List<WaitingAlert> oldest(String project, Instant now, int limit, long bytes) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        long[] last = {0};
        long[] sum = {0};
        jdbc.query(
                "select id, octet_length(body) from alert_inbox where project = ? and " + WAITS
                        + " order by project, id fetch first " + limit + " rows only",
                row -> {
                    sum[0] += row.getLong(2);
                    if (last[0] == 0 || sum[0] <= bytes) {
                        last[0] = row.getLong(1);
                    }
                },
                project,
                at);
        return jdbc.query(
                "select id, project, team, environment, received_at, received_from, body from alert_inbox"
                        + " where project = ? and id <= ? and " + WAITS + " order by project, id fetch first " + limit
                        + " rows only",
                (row, n) -> new WaitingAlert(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getString(6),
                        row.getBytes(7)),
                project,
                last[0],
                at);
    }

    /** @return how many of them were still there */
    int delete(List<WaitingAlert> alerts) {
        int[][] deleted = jdbc.batchUpdate(
                "delete from alert_inbox where id = ?",
                alerts,
                Math.max(1, alerts.size()),
                (statement, alert) -> statement.setLong(1, alert.id()));
        return Arrays.stream(deleted).flatMapToInt(Arrays::stream).sum();
    }

    /** Leaves one alone until then, so that others need not wait for it. */
    void setAside(WaitingAlert alert, Instant until) {
        jdbc.update("update alert_inbox set aside_until = ? where id = ?", until.atOffset(ZoneOffset.UTC), alert.id());
    }
}
