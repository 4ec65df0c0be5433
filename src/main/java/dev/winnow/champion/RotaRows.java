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

    /** A rota and when somebody changed it last. */
    record Kept(Rota rota, Instant changedAt) {}

    private record Head(LocalDate start, Instant changedAt) {}

    Optional<Kept> find(String team) {
        Optional<Head> head = jdbc.sql("select start_day, changed_at from champion_rota where team = ?")
                .param(team)
                .query((row, n) -> new Head(
                        row.getObject(1, LocalDate.class),
                        row.getObject(2, OffsetDateTime.class).toInstant()))
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
                known.changedAt()));
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
    void put(String team, Rota rota, Instant now) {
        var at = now.atOffset(ZoneOffset.UTC);
        // Its row is written first: who else changes it waits for the end of this.
        int known = jdbc.sql("update champion_rota set start_day = ?, changed_at = ? where team = ?")
                .params(rota.start(), at, team)
                .update();
        if (known == 0) {
            jdbc.sql("insert into champion_rota (team, start_day, changed_at) values (?, ?, ?)")
                    .params(team, rota.start(), at)
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
