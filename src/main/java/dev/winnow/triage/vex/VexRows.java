package dev.winnow.triage.vex;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** VEX documents and what became of their statements, in the database. */
@Repository
class VexRows {
    private static final String DOCUMENT =
            "id, project_id, format, name, author, issued_at, uploaded_by, uploaded_at, statements";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    VexRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    long insert(long projectId, VexContent content, String by, Instant at) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into vex_document (project_id, format, name, author, issued_at, uploaded_by, uploaded_at,
                        statements) values (:project, :format, :name, :author, :issued, :by, :at, :statements)""")
                .param("project", projectId)
                .param("format", content.format())
                .param("name", content.documentId())
                .param("author", content.author())
                .param("issued", content.at().map(VexRows::column).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("by", by)
                .param("at", column(at))
                .param("statements", content.statements().size())
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    /** @param subjects of the statements, and when each was said, in the order of the results */
    void add(long documentId, List<VexResult> results, List<VexStatement> statements) {
        batches.batchUpdate("""
                insert into vex_statement (document_id, position, vulnerability, product, status, outcome, findings, why,
                rule_id, subject, said_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", results, 1_000, (row, result) -> {
            VexStatement statement = statements.get(result.position() - 1);
            row.setLong(1, documentId);
            row.setInt(2, result.position());
            row.setString(3, result.vulnerability());
            row.setString(4, result.product());
            row.setString(5, result.status().name());
            row.setString(6, result.outcome().name());
            row.setInt(7, result.findings());
            row.setString(8, result.why());
            row.setObject(9, result.rule().orElse(null), Types.BIGINT);
            row.setString(10, statement.subject());
            row.setObject(11, column(statement.at()));
        });
    }

    /** A statement that is in force: nothing later was said of its subject. */
    record Standing(long documentId, int position, Optional<Long> rule, Instant said) {}

    /** What was said last of the subject in the project. */
    Optional<Standing> standing(long projectId, String subject) {
        return jdbc.sql("""
                        select s.document_id, s.position, s.rule_id, s.said_at from vex_statement s
                        join vex_document d on d.id = s.document_id
                        where d.project_id = ? and s.subject = ? and s.outcome <> 'SUPERSEDED'
                        order by s.said_at desc, s.document_id desc fetch first 1 rows only""")
                .params(projectId, subject)
                .query((row, n) -> new Standing(
                        row.getLong(1),
                        row.getInt(2),
                        Optional.ofNullable(row.getObject(3, Long.class)),
                        row.getObject(4, OffsetDateTime.class).toInstant()))
                .optional();
    }

    void supersede(Standing statement, String why) {
        jdbc.sql("update vex_statement set outcome = 'SUPERSEDED', findings = 0, why = ?"
                        + " where document_id = ? and position = ?")
                .params(why, statement.documentId(), statement.position())
                .update();
    }

    /** Documents of the project, the newest first. */
    List<VexDocument> documents(long projectId) {
        return jdbc.sql("select " + DOCUMENT + " from vex_document where project_id = ? order by id desc")
                .param(projectId)
                .query((row, n) -> document(row))
                .list();
    }

    Optional<VexDocument> document(long id) {
        return jdbc.sql("select " + DOCUMENT + " from vex_document where id = ?")
                .param(id)
                .query((row, n) -> document(row))
                .optional();
    }

    /** What became of the document's statements, in its order. */
    List<VexResult> results(long documentId) {
        return jdbc.sql("select position, vulnerability, product, status, outcome, findings, why, rule_id"
                        + " from vex_statement where document_id = ? order by position")
                .param(documentId)
                .query((row, n) -> new VexResult(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        VexStatus.valueOf(row.getString(4)),
                        VexOutcome.valueOf(row.getString(5)),
                        row.getInt(6),
                        row.getString(7),
                        Optional.ofNullable(row.getObject(8, Long.class))))
                .list();
    }

    private static VexDocument document(ResultSet row) throws SQLException {
        return new VexDocument(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Optional.ofNullable(row.getObject(6, OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getInt(9));
    }

    private static OffsetDateTime column(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
