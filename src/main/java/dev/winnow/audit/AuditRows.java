package dev.winnow.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the log. There is a way to add one, and none to change or delete one. */
@Repository
class AuditRows {
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
        AuditHead head = jdbc.sql(AuditColumns.HEAD + " for update")
                .query((row, n) -> AuditColumns.head(row))
                .single();
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
                .params(seq, hash, AuditColumns.time(at), seal.of(Seal.text(end)))
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
        jdbc.sql("insert into audit_record (" + AuditColumns.NAMES + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(record.seq())
                .param(AuditColumns.time(record.at()))
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
        return jdbc.sql(AuditColumns.HEAD)
                .query((row, n) -> AuditColumns.head(row))
                .single();
    }
}
