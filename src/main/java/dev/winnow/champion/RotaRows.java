package dev.winnow.champion;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps rotas. */
@Repository
class RotaRows {
    private final JdbcClient jdbc;

    RotaRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A rota, how often it was changed, and when and by whom it was last. */
    record Kept(Rota rota, long revision, Instant changedAt, String changedBy) {}

    private record Head(LocalDate start, long revision, Instant changedAt, String changedBy) {}

    Optional<Kept> find(String team) {
        Optional<Head> head = jdbc.sql(
                        "select start_day, revision, changed_at, changed_by from champion_rota where team = ?")
                .param(team)
                .query((row, n) -> new Head(
                        row.getObject(1, LocalDate.class),
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getString(4)))
                .optional();
        return head.map(known -> new Kept(
                new Rota(
                        known.start(),
                        jdbc.sql("select u.login from champion_member m join app_user u on u.id = m.user_id"
                                        + " where m.team = ? order by m.place")
                                .param(team)
                                .query((row, n) -> row.getString(1))
                                .list(),
                        replacements(team)),
                known.revision(),
                known.changedAt(),
                known.changedBy()));
    }

    /** Whoever else changes it waits for the end of this transaction. */
    void lock(String team) {
        jdbc.sql("select revision from champion_rota where team = ? for update")
                .param(team)
                .query(Long.class)
                .optional();
    }

    private TreeMap<LocalDate, String> replacements(String team) {
        var all = new TreeMap<LocalDate, String>();
        jdbc.sql("select r.first_day, u.login from champion_replacement r join app_user u on u.id = r.user_id"
                        + " where r.team = ?")
                .param(team)
                .query(row -> {
                    all.put(row.getObject(1, LocalDate.class), row.getString(2));
                });
        return all;
    }

    /** In the place of the one there was. */
    void put(String team, Rota rota, Instant now, String by) {
        var at = now.atOffset(ZoneOffset.UTC);
        int known = jdbc.sql("update champion_rota set start_day = ?, revision = revision + 1, changed_at = ?,"
                        + " changed_by = ? where team = ?")
                .params(rota.start(), at, by, team)
                .update();
        if (known == 0) {
            jdbc.sql("insert into champion_rota (team, start_day, revision, changed_at, changed_by)"
                            + " values (?, ?, 1, ?, ?)")
                    .params(team, rota.start(), at, by)
                    .update();
        }
        jdbc.sql("delete from champion_member where team = ?").param(team).update();
        jdbc.sql("delete from champion_replacement where team = ?").param(team).update();
        for (int place = 0; place < rota.members().size(); place++) {
            jdbc.sql(
                            "insert into champion_member (team, place, user_id) select cast(? as varchar(100)), cast(? as integer),"
                                    + " id from app_user where login = ?")
                    .params(team, place, rota.members().get(place))
                    .update();
        }
        rota.replacements()
                .forEach((first, login) -> jdbc.sql(
                                "insert into champion_replacement (team, first_day, user_id) select cast(? as varchar(100)),"
                                        + " cast(? as date), id from app_user where login = ?")
                        .params(team, first, login)
                        .update());
    }
}
