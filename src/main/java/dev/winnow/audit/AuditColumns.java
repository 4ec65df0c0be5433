package dev.winnow.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** How the log lies in the database, for those who read it there. */
public final class AuditColumns {
    static final String NAMES =
            "seq, recorded_at, actor, token_id, token_name, action, subject, before_json, after_json, previous_hash, hash, seal";

    /** All records in their order. */
    public static final String ALL = "select " + NAMES + " from audit_record order by seq";

    /** The end of the log. */
    public static final String HEAD = "select seq, hash, recorded_at, seal from audit_head where id = 1";

    private AuditColumns() {}

    /** A row of {@link #HEAD}. */
    public static AuditHead head(ResultSet row) throws SQLException {
        return new AuditHead(
                row.getLong(1),
                row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4));
    }

    /** A row of {@link #ALL}. */
    public static AuditRecord record(ResultSet row) throws SQLException {
        return new AuditRecord(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                new Actor(row.getString(3), row.getObject(4, Long.class), row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12));
    }

    static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
