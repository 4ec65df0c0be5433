package dev.winnow.notification;

import dev.winnow.finding.Bitmaps;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Notices in the database. */
@Repository
class NoticeRows {
    private static final String SELECT =
            "select id, occurrence, project_id, occasion, title, body, path, findings, addressee, raised_at from notice ";

    /** Findings kept with a notice: no message is the better for more, and a column takes no set of any size. */
    private static final int KEPT = 100_000;

    private final JdbcClient jdbc;

    NoticeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A notice as it was noted. */
    record Noted(long id, Notice notice, Instant raisedAt) {}

    /** @return false where its occurrence was noted before */
    boolean insert(Notice notice, Instant at) {
        return jdbc.sql("""
                        insert into notice (occurrence, project_id, occasion, title, body, path, findings, addressee,
                        raised_at, routed)
                        select :occurrence, cast(:project as bigint), :occasion, :title, :body, :path,
                        cast(:findings as bytea), cast(:addressee as varchar(320)),
                        cast(:at as timestamp(6) with time zone), false
                        where not exists (select 1 from notice where occurrence = :occurrence)""")
                        .param("occurrence", notice.occurrence())
                        .param("project", notice.projectId())
                        .param("occasion", notice.occasion().word())
                        .param("title", notice.title())
                        .param("body", notice.text())
                        .param("path", notice.path())
                        .param("findings", Bitmaps.bytes(notice.findings().limit(KEPT)))
                        .param("addressee", notice.addressee().orElse(null), Types.VARCHAR)
                        .param("at", Times.column(at))
                        .update()
                > 0;
    }

    /** The oldest that are not in anybody's outbox yet. */
    List<Noted> waiting(int limit) {
        return jdbc.sql(SELECT + "where routed = false order by routed, id fetch first ? rows only")
                .param(limit)
                .query((row, n) -> noted(row))
                .list();
    }

    /** @return whether it was not: of several at once one alone is told so */
    boolean routed(long id) {
        return jdbc.sql("update notice set routed = true where id = ? and routed = false")
                        .param(id)
                        .update()
                > 0;
    }

    List<Noted> ofIds(List<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + "where id in (:ids) order by id")
                        .param("ids", ids)
                        .query((row, n) -> noted(row))
                        .list();
    }

    /** Forgets old ones that no digest waits for. */
    void forget(Instant before) {
        jdbc.sql("""
                        delete from notice where raised_at < :before and routed = true
                        and not exists (select 1 from digest_item i where i.notice_id = notice.id)""").param("before", Times.column(before)).update();
    }

    static RoaringBitmap set(byte[] bytes) {
        return Bitmaps.read(ByteBuffer.wrap(bytes));
    }

    private static Noted noted(ResultSet row) throws SQLException {
        return new Noted(
                row.getLong(1),
                new Notice(
                        row.getString(2),
                        row.getLong(3),
                        Occasion.of(row.getString(4)).orElseThrow(),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        set(row.getBytes(8)),
                        Optional.ofNullable(row.getString(9))),
                Times.of(row, 10));
    }
}
