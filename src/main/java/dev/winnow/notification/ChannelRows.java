package dev.winnow.notification;

import dev.winnow.access.Scope;
import dev.winnow.project.Project;
import dev.winnow.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Channels in the database; their secrets are encrypted there. */
@Repository
class ChannelRows {
    private static final String TARGET = "target of a channel";
    private static final String SECRET = "secret of a channel";

    private static final String SELECT = """
            select c.id, c.name, c.kind, p.name, c.team, c.shown, c.query, c.at_once, c.in_digest, c.digest_hours,
            c.next_digest_at, c.enabled, c.created_at, c.created_by, c.delivered_at, c.failed_at, c.failure
            from notification_channel c left join project p on p.id = c.project_id
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    ChannelRows(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /**
     * Where to, in clear: not to be shown or logged.
     *
     * @param secret empty where nothing is signed
     */
    record Secrets(String target, Optional<String> secret) {
        @Override
        public String toString() {
            return "Secrets[]";
        }
    }

    long insert(
            ChannelKind kind,
            @Nullable Long project,
            @Nullable String team,
            ChannelWish wish,
            String shown,
            Secrets secrets,
            Instant nextDigestAt,
            Instant at,
            String by) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into notification_channel (name, called, kind, project_id, team, target, shown, secret, query,
                        at_once, in_digest, digest_hours, next_digest_at, enabled, created_at, created_by)
                        values (:name, :called, :kind, :project, :team, :target, :shown, :secret, :query,
                        :atOnce, :inDigest, :hours, :next, :enabled, :at, :by)""")
                .param("name", wish.name())
                .param("called", called(project, team, wish.name()))
                .param("kind", kind.word())
                .param("project", project, Types.BIGINT)
                .param("team", team, Types.VARCHAR)
                .param("target", vault.seal(secrets.target(), TARGET))
                .param("shown", shown)
                .param("secret", sealed(secrets), Types.VARBINARY)
                .param("query", wish.query())
                .param("atOnce", Occasion.column(wish.atOnce()))
                .param("inDigest", Occasion.column(wish.inDigest()))
                .param("hours", hours(wish.digestHours()))
                .param("next", Times.column(nextDigestAt))
                .param("enabled", wish.enabled())
                .param("at", Times.column(at))
                .param("by", by)
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    private static String called(@Nullable Long project, @Nullable String team, String name) {
        String reach = project != null ? "project " + project : team != null ? "team " + team : "all";
        return reach + "/" + name.toLowerCase(Locale.ROOT);
    }

    /** Whether another one that is for the same has the name but for upper and lower case. */
    boolean isCalled(@Nullable Long project, @Nullable String team, String name, long other) {
        return jdbc.sql("select count(*) from notification_channel where called = ? and id <> ?")
                        .params(called(project, team, name), other)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** @param project and {@code team}: what it is for, which stays */
    void update(
            long id,
            @Nullable Long project,
            @Nullable String team,
            ChannelWish wish,
            String shown,
            Secrets secrets,
            Instant nextDigestAt) {
        jdbc.sql("""
                        update notification_channel set name = :name, called = :called, target = :target, shown = :shown, secret = :secret,
                        query = :query, at_once = :atOnce, in_digest = :inDigest, digest_hours = :hours,
                        next_digest_at = :next, enabled = :enabled where id = :id""")
                .param("name", wish.name())
                .param("called", called(project, team, wish.name()))
                .param("target", vault.seal(secrets.target(), TARGET))
                .param("shown", shown)
                .param("secret", sealed(secrets), Types.VARBINARY)
                .param("query", wish.query())
                .param("atOnce", Occasion.column(wish.atOnce()))
                .param("inDigest", Occasion.column(wish.inDigest()))
                .param("hours", hours(wish.digestHours()))
                .param("next", Times.column(nextDigestAt))
                .param("enabled", wish.enabled())
                .param("id", id)
                .update();
    }

    private byte @Nullable [] sealed(Secrets secrets) {
        return secrets.secret().map(secret -> vault.seal(secret, SECRET)).orElse(null);
    }

    void delete(long id) {
        jdbc.sql("delete from notification_channel where id = ?").param(id).update();
    }

    Secrets secrets(long id) {
        return jdbc.sql("select target, secret from notification_channel where id = ?")
                .param(id)
                .query((row, n) -> {
                    byte[] secret = row.getBytes(2);
                    return new Secrets(
                            vault.open(row.getBytes(1), TARGET),
                            secret == null ? Optional.empty() : Optional.of(vault.open(secret, SECRET)));
                })
                .single();
    }

    Optional<Channel> find(long id) {
        return jdbc.sql(SELECT + "where c.id = ?")
                .param(id)
                .query((row, n) -> channel(row))
                .optional();
    }

    /** All, by name. */
    List<Channel> all() {
        return jdbc.sql(SELECT + "order by lower(c.name), c.id")
                .query((row, n) -> channel(row))
                .list();
    }

    /** Those that are on and get what happens in the project. */
    List<Channel> concerning(Project project) {
        return jdbc.sql(SELECT + """
                        where c.enabled = true and (c.project_id = :project or c.team = :team
                        or (c.project_id is null and c.team is null)) order by c.id""")
                .param("project", project.id())
                .param("team", project.team(), Types.VARCHAR)
                .query((row, n) -> channel(row))
                .list();
    }

    /** Those whose digest is due. */
    List<Channel> due(Instant now, int limit) {
        return jdbc.sql(SELECT + "where c.enabled = true and c.next_digest_at <= ? order by c.next_digest_at, c.id"
                        + " fetch first ? rows only")
                .params(Times.column(now), limit)
                .query((row, n) -> channel(row))
                .list();
    }

    /** Moves the digest on. @return whether it was still due then: of several at once one alone is told so */
    boolean nextDigest(Channel channel, Instant next) {
        return jdbc.sql("update notification_channel set next_digest_at = ? where id = ? and next_digest_at = ?")
                        .params(Times.column(next), channel.id(), Times.column(channel.nextDigestAt()))
                        .update()
                > 0;
    }

    void delivered(long id, Instant at) {
        jdbc.sql("update notification_channel set delivered_at = ? where id = ?")
                .params(Times.column(at), id)
                .update();
    }

    void failed(long id, Instant at, String why) {
        jdbc.sql("update notification_channel set failed_at = ?, failure = ? where id = ?")
                .params(Times.column(at), why, id)
                .update();
    }

    private static String hours(Collection<Integer> hours) {
        return hours.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static SortedSet<Integer> hours(String column) {
        return Arrays.stream(column.split(",")).map(Integer::valueOf).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Channel channel(ResultSet row) throws SQLException {
        String project = row.getString(4);
        String team = row.getString(5);
        return new Channel(
                row.getLong(1),
                row.getString(2),
                ChannelKind.of(row.getString(3)).orElseThrow(),
                project != null
                        ? new Reach.Of(Scope.project(project))
                        : team != null ? new Reach.Of(Scope.team(team)) : Reach.EVERYTHING,
                row.getString(6),
                row.getString(7),
                Occasion.ofColumn(row.getString(8)),
                Occasion.ofColumn(row.getString(9)),
                hours(row.getString(10)),
                Times.of(row, 11),
                row.getBoolean(12),
                Times.of(row, 13),
                row.getString(14),
                Times.maybe(row, 15),
                Times.maybe(row, 16),
                Optional.ofNullable(row.getString(17)));
    }
}
