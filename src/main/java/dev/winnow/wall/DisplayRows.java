package dev.winnow.wall;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Keeps display links. Those that were revoked stay, and are found no more. */
@Repository
class DisplayRows {
    /** A row for each project of a link, and one for a link without any. */
    private static final String SELECT =
            "select l.id, l.name, l.team, l.created_by, l.created_at, l.last_seen_at, p.project"
                    + " from display_link l left join display_link_project p on p.link_id = l.id where l.revoked_at is null";

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
        return links(jdbc.sql(SELECT + " and l.id = ?").param(id)).stream().findFirst();
    }

    Optional<DisplayLink> ofHash(String hash) {
        return links(jdbc.sql(SELECT + " and l.secret_hash = ?").param(hash)).stream()
                .findFirst();
    }

    /** Newest first. */
    List<DisplayLink> all() {
        return links(jdbc.sql(SELECT + " order by l.id desc"));
    }

    int count() {
        return jdbc.sql("select count(*) from display_link where revoked_at is null")
                .query(Integer.class)
                .single();
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

    /** In the order of their first rows. */
    private static List<DisplayLink> links(JdbcClient.StatementSpec statement) {
        return statement.query(rows -> {
            var found = new LinkedHashMap<Long, DisplayLink>();
            while (rows.next()) {
                DisplayLink link = link(rows);
                found.merge(link.id(), link, DisplayRows::joined);
            }
            return List.copyOf(found.values());
        });
    }

    private static DisplayLink link(ResultSet row) throws SQLException {
        return new DisplayLink(
                row.getLong(1),
                row.getString(2),
                scope(row.getString(3), row.getString(7)),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject(6, OffsetDateTime.class)).map(OffsetDateTime::toInstant));
    }

    private static WallScope scope(@Nullable String team, @Nullable String project) {
        if (team != null) {
            return new WallScope.OfTeam(team);
        }
        return project == null ? new WallScope.Everything() : new WallScope.OfProjects(new TreeSet<>(Set.of(project)));
    }

    /** Two rows of one link, which differ in the project alone. */
    private static DisplayLink joined(DisplayLink one, DisplayLink more) {
        if (!(one.scope() instanceof WallScope.OfProjects some
                && more.scope() instanceof WallScope.OfProjects others)) {
            return one;
        }
        var names = new TreeSet<>(some.names());
        names.addAll(others.names());
        return new DisplayLink(
                one.id(),
                one.name(),
                new WallScope.OfProjects(names),
                one.createdBy(),
                one.createdAt(),
                one.lastSeenAt());
    }
}
