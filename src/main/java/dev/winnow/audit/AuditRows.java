package dev.winnow.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the log. There is a way to add one, and none to change or delete one. */
@Repository
class AuditRows {
    private static final String HEAD = "select seq, hash, recorded_at, seal from audit_head where id = 1";
    static final String COLUMNS =
            "seq, recorded_at, actor, token_id, token_name, action, subject, before_json, after_json, previous_hash, hash, seal";

    private final JdbcClient jdbc;
    private final Seal seal;
    private final Clock clock;

    AuditRows(JdbcClient jdbc, Seal seal, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
    }

    /** Gives the entries their places at the end of the chain, which other transactions wait for from here on. */
    void append(List<AuditLog.Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        AuditHead head =
                jdbc.sql(HEAD + " for update").query((row, n) -> head(row)).single();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // A clock that is set back must not make the log look as if it had been shuffled.
        Instant at = now.isBefore(head.at()) ? head.at() : now;
        long seq = head.seq();
        String hash = head.hash();
        for (AuditLog.Entry entry : entries) {
            AuditRecord record = chained(++seq, at, entry, hash);
            insert(record);
            hash = record.hash();
        }
        var end = new AuditHead(seq, hash, at, "");
        jdbc.sql("update audit_head set seq = ?, hash = ?, recorded_at = ?, seal = ? where id = 1")
                .params(seq, hash, column(at), seal.of(Seal.text(end)))
                .update();
    }

    private AuditRecord chained(long seq, Instant at, AuditLog.Entry entry, String previous) {
        var open = new AuditRecord(
                seq,
                at,
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.before(),
                entry.after(),
                previous,
                "",
                "");
        AuditRecord hashed = open.with(Chain.hash(open), "");
        return hashed.with(hashed.hash(), seal.of(Seal.text(hashed)));
    }

    private void insert(AuditRecord record) {
        jdbc.sql("insert into audit_record (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(record.seq())
                .param(column(record.at()))
                .param(record.actor().login())
                .param(record.actor().tokenId())
                .param(record.actor().tokenName())
                .param(record.action())
                .param(record.subject())
                .param(record.before())
                .param(record.after())
                .param(record.previous())
                .param(record.hash())
                .param(record.seal())
                .update();
    }

    AuditHead head() {
        return jdbc.sql(HEAD).query((row, n) -> head(row)).single();
    }

    static AuditHead head(ResultSet row) throws SQLException {
        return new AuditHead(
                row.getLong(1),
                row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4));
    }

    static AuditRecord record(ResultSet row) throws SQLException {
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

    static OffsetDateTime column(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
