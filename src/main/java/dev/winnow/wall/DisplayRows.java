package dev.winnow.wall;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Keeps display links. Those that were revoked stay, and are found no more. */
@Repository
class DisplayRows {
    private static final String SELECT = "select id, name, team, created_by, created_at, last_seen_at"
            + " from display_link where revoked_at is null";

    private final JdbcClient jdbc;

    DisplayRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    DisplayLink add(String name, WallScope scope, String by, String hash, Instant now) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into display_link (name, team, created_by, secret_hash, created_at)"
                        + " values (:name, :team, :by, :hash, :now)")
                .param("name", name)
                .param("team", scope instanceof WallScope.OfTeam team ? team.name() : null, java.sql.Types.VARCHAR)
                .param("by", by)
                .param("hash", hash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update(key, "id");
        long id = Objects.requireNonNull(key.getKeyAs(Number.class)).longValue();
        if (scope instanceof WallScope.OfProjects some) {
            some.names()
                    .forEach(project -> jdbc.sql("insert into display_link_project (link_id, project) values (?, ?)")
                            .params(id, project)
                            .update());
        }
        return find(id).orElseThrow();
    }

    Optional<DisplayLink> find(long id) {
        return jdbc.sql(SELECT + " and id = ?").param(id).query(this::link).optional();
    }

    Optional<DisplayLink> ofHash(String hash) {
        return jdbc.sql(SELECT + " and secret_hash = ?")
                .param(hash)
                .query(this::link)
                .optional();
    }

    /** Newest first. */
    List<DisplayLink> all() {
        return jdbc.sql(SELECT + " order by id desc").query(this::link).list();
    }

    void seen(long id, Instant now) {
        jdbc.sql("update display_link set last_seen_at = ? where id = ?")
                .params(now.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    /** @return whether it was live before */
    boolean revoke(long id, Instant now) {
        return jdbc.sql("update display_link set revoked_at = ? where id = ? and revoked_at is null")
                        .params(now.atOffset(ZoneOffset.UTC), id)
                        .update()
                > 0;
    }

    private DisplayLink link(ResultSet row, int number) throws SQLException {
        long id = row.getLong(1);
        return new DisplayLink(
                id,
                row.getString(2),
                scope(id, row.getString(3)),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject(6, OffsetDateTime.class)).map(OffsetDateTime::toInstant));
    }

    private WallScope scope(long id, @Nullable String team) {
        if (team != null) {
            return new WallScope.OfTeam(team);
        }
        List<String> projects = jdbc.sql("select project from display_link_project where link_id = ?")
                .param(id)
                .query((row, n) -> row.getString(1))
                .list();
        return projects.isEmpty() ? new WallScope.Everything() : new WallScope.OfProjects(new TreeSet<>(projects));
    }
}
