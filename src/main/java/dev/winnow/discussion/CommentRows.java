package dev.winnow.discussion;

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

/** The comments of findings. */
@Repository
class CommentRows {
    private static final String COLUMNS = "id, finding_id, author, text, written_at, edited_at from finding_comment";

    private final JdbcClient jdbc;

    CommentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The first of them behind an id. */
    List<Comment> after(long findingId, long id, int limit) {
        return jdbc.sql("select " + COLUMNS + " where finding_id = ? and id > ? order by finding_id, id"
                        + " fetch first ? rows only")
                .params(findingId, id, limit)
                .query((row, n) -> comment(row))
                .list();
    }

    /** The last of them, the newest first. */
    List<Comment> newest(long findingId, int limit) {
        return jdbc.sql("select " + COLUMNS + " where finding_id = ? order by finding_id desc, id desc"
                        + " fetch first ? rows only")
                .params(findingId, limit)
                .query((row, n) -> comment(row))
                .list();
    }

    int count(long findingId) {
        return jdbc.sql("select count(*) from finding_comment where finding_id = ?")
                .param(findingId)
                .query(Integer.class)
                .single();
    }

    Optional<Comment> find(long id) {
        return jdbc.sql("select " + COLUMNS + " where id = ?")
                .param(id)
                .query((row, n) -> comment(row))
                .optional();
    }

    long insert(long findingId, String author, String text, Instant at) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into finding_comment (finding_id, author, text, written_at) values (?, ?, ?, ?)")
                .params(findingId, author, text, column(at))
                .update(key, "id");
        return Objects.requireNonNull(key.getKeyAs(Long.class));
    }

    void edit(long id, String text, Instant at) {
        jdbc.sql("update finding_comment set text = ?, edited_at = ? where id = ?")
                .params(text, column(at), id)
                .update();
    }

    void delete(long id) {
        jdbc.sql("delete from finding_comment where id = ?").param(id).update();
    }

    void join(long absorbed, long survivor) {
        jdbc.sql("update finding_comment set finding_id = ? where finding_id = ?")
                .params(survivor, absorbed)
                .update();
    }

    private static Comment comment(ResultSet row) throws SQLException {
        OffsetDateTime edited = row.getObject(6, OffsetDateTime.class);
        return new Comment(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(edited).map(OffsetDateTime::toInstant));
    }

    static OffsetDateTime column(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
