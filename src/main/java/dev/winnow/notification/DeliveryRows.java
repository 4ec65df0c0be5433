package dev.winnow.notification;

import dev.winnow.notification.Delivery.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The outbox in the database. */
@Repository
class DeliveryRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String SELECT = """
            select d.id, d.uid, d.channel_id, coalesce(c.name, d.addressee), d.occasion, d.message, d.state, d.attempts,
            d.due_at, d.created_at, d.ended_at, d.reason
            from delivery d left join notification_channel c on c.id = d.channel_id
            """;

    private final JdbcClient jdbc;

    DeliveryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * To whom, and among whose alerts it counts.
     *
     * @param channelId null: to the addressee
     * @param projectId null: of none in particular
     */
    record Address(
            @Nullable Long channelId,
            @Nullable String addressee,
            @Nullable Long projectId,
            @Nullable String team) {}

    /** @param noticeId null for a digest and a test */
    long insert(Address to, @Nullable Long noticeId, String occasion, Message message, Instant at) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into delivery (uid, channel_id, addressee, project_id, team, notice_id, occasion, message,
                        state, attempts, due_at, created_at)
                        values (:uid, :channel, :addressee, :project, :team, :notice, :occasion, :message,
                        'PENDING', 0, :at, :at)""")
                .param("uid", UUID.randomUUID().toString())
                .param("channel", to.channelId(), Types.BIGINT)
                .param("addressee", to.addressee(), Types.VARCHAR)
                .param("project", to.projectId(), Types.BIGINT)
                .param("team", to.team(), Types.VARCHAR)
                .param("notice", noticeId, Types.BIGINT)
                .param("occasion", occasion)
                .param("message", JSON.writeValueAsBytes(message))
                .param("at", Times.column(at))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    /** @param channelId 0 for all that go to single persons */
    record Due(long id, long channelId) {}

    /** Of each channel the oldest delivery that is due: one that does not answer holds up no other. */
    List<Due> due(Instant now) {
        return jdbc.sql("""
                        select min(id), channel_id from delivery where state = 'PENDING' and due_at <= ?
                        group by channel_id order by 1""")
                .param(Times.column(now))
                .query((row, n) -> new Due(row.getLong(1), row.getLong(2)))
                .list();
    }

    /** Takes it for sending. @return whether it was there to be taken: of several at once one alone is told so */
    boolean claim(long id, Instant now, Instant until) {
        return jdbc.sql("""
                        update delivery set attempts = attempts + 1, due_at = ?
                        where id = ? and state = 'PENDING' and due_at <= ?""").params(Times.column(until), id, Times.column(now)).update() > 0;
    }

    /** What is to be sent. @param delivered of it what may be shown */
    record Taken(Delivery delivered, Address address, Message message) {}

    Optional<Taken> taken(long id) {
        return jdbc.sql("select channel_id, addressee, project_id, team, message from delivery where id = ?")
                .param(id)
                .query((row, n) -> new Taken(
                        find(id).orElseThrow(),
                        new Address(
                                row.getObject(1, Long.class),
                                row.getString(2),
                                row.getObject(3, Long.class),
                                row.getString(4)),
                        message(row.getBytes(5))))
                .optional();
    }

    /** @return false where it had an end already */
    boolean sent(long id, Instant at) {
        return jdbc.sql(
                                "update delivery set state = 'SENT', ended_at = ?, reason = null where id = ? and state = 'PENDING'")
                        .params(Times.column(at), id)
                        .update()
                > 0;
    }

    void later(long id, Instant due, String why) {
        jdbc.sql("update delivery set due_at = ?, reason = ? where id = ? and state = 'PENDING'")
                .params(Times.column(due), why, id)
                .update();
    }

    void dead(long id, Instant at, String why) {
        jdbc.sql("update delivery set state = 'DEAD', ended_at = ?, reason = ? where id = ? and state = 'PENDING'")
                .params(Times.column(at), why, id)
                .update();
    }

    /** What waits for a channel that is turned off. */
    void allDead(long channelId, Instant at, String why) {
        jdbc.sql("""
                        update delivery set state = 'DEAD', ended_at = ?, reason = ?
                        where channel_id = ? and state = 'PENDING'""").params(Times.column(at), why, channelId).update();
    }

    /** @return whether it was dead */
    boolean again(long id, Instant now) {
        return jdbc.sql("""
                        update delivery set state = 'PENDING', attempts = 0, due_at = ?, ended_at = null
                        where id = ? and state = 'DEAD'""").params(Times.column(now), id).update() > 0;
    }

    Optional<Delivery> find(long id) {
        return jdbc.sql(SELECT + "where d.id = ?")
                .param(id)
                .query((row, n) -> delivery(row))
                .optional();
    }

    /**
     * The newest first.
     *
     * @param channels ids of those that are asked about
     * @param persons whether also what goes to single persons
     * @param before the id to go on behind
     */
    List<Delivery> page(State state, Collection<Long> channels, boolean persons, long before, int limit) {
        if (channels.isEmpty() && !persons) {
            return List.of();
        }
        String which = channels.isEmpty()
                ? "d.channel_id is null"
                : persons ? "(d.channel_id in (:channels) or d.channel_id is null)" : "d.channel_id in (:channels)";
        var query = jdbc.sql(SELECT + "where d.state = :state and d.id < :before and " + which
                        + " order by d.state desc, d.id desc fetch first :limit rows only")
                .param("state", state.name())
                .param("before", before)
                .param("limit", limit);
        return (channels.isEmpty() ? query : query.param("channels", channels))
                .query((row, n) -> delivery(row))
                .list();
    }

    /** How many e-mails went or go to somebody's address since then. */
    int toSince(String addressee, Instant since) {
        return jdbc.sql("select count(*) from delivery where addressee = ? and created_at >= ?")
                .params(addressee, Times.column(since))
                .query(Integer.class)
                .single();
    }

    void forget(Instant endedBefore, long newestKept) {
        jdbc.sql("delete from delivery where state <> 'PENDING' and (ended_at < ? or id < ?)")
                .params(Times.column(endedBefore), newestKept)
                .update();
    }

    long newest() {
        return jdbc.sql("select coalesce(max(id), 0) from delivery")
                .query(Long.class)
                .single();
    }

    private static Message message(byte[] json) {
        return JSON.readValue(json, Message.class);
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong(1),
                row.getString(2),
                Optional.ofNullable(row.getObject(3, Long.class)),
                row.getString(4),
                row.getString(5),
                message(row.getBytes(6)).headline(),
                State.valueOf(row.getString(7)),
                row.getInt(8),
                Times.of(row, 9),
                Times.of(row, 10),
                Times.maybe(row, 11),
                Optional.ofNullable(row.getString(12)));
    }
}
