package dev.winnow.champion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Keeps calendar links. Those that were revoked stay, and are found no more. */
@Repository
class CalendarLinkRows {
    private static final String SELECT = """
            select l.id, l.team, u.login, l.created_at, l.last_used_at from calendar_link l
            join app_user u on u.id = l.owner_id where l.revoked_at is null and\s""";

    private final JdbcClient jdbc;

    CalendarLinkRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    CalendarLink add(String team, long owner, String hash, Instant now) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into calendar_link (team, owner_id, secret_hash, created_at) values (?, ?, ?, ?)")
                .params(team, owner, hash, now.atOffset(ZoneOffset.UTC))
                .update(key, "id");
        return find(Objects.requireNonNull(key.getKeyAs(Number.class)).longValue())
                .orElseThrow();
    }

    Optional<CalendarLink> find(long id) {
        return jdbc.sql(SELECT + "l.id = ?")
                .param(id)
                .query(CalendarLinkRows::link)
                .optional();
    }

    Optional<CalendarLink> ofHash(String hash) {
        return jdbc.sql(SELECT + "l.secret_hash = ?")
                .param(hash)
                .query(CalendarLinkRows::link)
                .optional();
    }

    List<CalendarLink> ofTeam(String team) {
        return jdbc.sql(SELECT + "l.team = ? order by l.team, l.id")
                .param(team)
                .query(CalendarLinkRows::link)
                .list();
    }

    void used(long id, Instant now, Instant unlessAfter) {
        jdbc.sql(
                        "update calendar_link set last_used_at = ? where id = ? and (last_used_at is null or last_used_at <= ?)")
                .params(now.atOffset(ZoneOffset.UTC), id, unlessAfter.atOffset(ZoneOffset.UTC))
                .update();
    }

    void revoke(long id, Instant now) {
        jdbc.sql("update calendar_link set revoked_at = ? where id = ? and revoked_at is null")
                .params(now.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    private static CalendarLink link(ResultSet row, int number) throws SQLException {
        return new CalendarLink(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject(5, OffsetDateTime.class)).map(OffsetDateTime::toInstant));
    }
}
