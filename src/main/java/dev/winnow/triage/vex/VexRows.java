package dev.winnow.triage.vex;

import dev.winnow.finding.Bitmaps;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** VEX documents and what became of their statements, in the database. */
@Repository
class VexRows {
    private static final int BATCH = 1_000;
    private static final String DOCUMENT =
            "id, project_id, format, name, author, issued_at, uploaded_by, uploaded_at, statements";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    VexRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * @param projectId null for all projects
     * @param parent the document for all projects that it is a part of
     */
    long insert(@Nullable Long projectId, @Nullable Long parent, VexContent content, String by, Instant at) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into vex_document (project_id, parent_id, format, name, author, issued_at, uploaded_by,
                        uploaded_at, statements) values (:project, :parent, :format, :name, :author, :issued, :by, :at, :statements)""")
                .param("project", projectId, Types.BIGINT)
                .param("parent", parent, Types.BIGINT)
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

    /**
     * @param statements by their position
     * @param speaks whether the result itself is in force, and not its parts in projects
     */
    void add(
            long documentId,
            List<VexResult> results,
            Map<Integer, VexStatement> statements,
            Predicate<VexResult> speaks) {
        batches.batchUpdate("""
                insert into vex_statement (document_id, position, vulnerability, product, status, outcome, findings, why,
                rule_id, subject, said_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", results, BATCH, (row, result) -> {
            VexStatement statement = Objects.requireNonNull(statements.get(result.position()));
            row.setLong(1, documentId);
            row.setInt(2, result.position());
            row.setString(3, result.vulnerability());
            row.setString(4, result.product());
            row.setString(5, result.status().name());
            row.setString(6, result.outcome().name());
            row.setInt(7, result.findings());
            row.setString(8, result.why());
            row.setObject(9, result.rule().orElse(null), Types.BIGINT);
            row.setString(10, speaks.test(result) ? statement.subject() : "");
            row.setObject(11, column(statement.at()));
        });
    }

    /**
     * A statement that is in force: nothing later was said of its subject.
     *
     * @param project empty where it is about all projects
     */
    record Standing(long documentId, int position, Optional<Long> rule, Instant said, Optional<Long> project) {}

    /** What was said last of each subject anywhere, the latest first. */
    Map<String, List<Standing>> standing(Set<String> subjects) {
        var standing = new HashMap<String, List<Standing>>();
        var all = List.copyOf(subjects);
        for (int from = 0; from < all.size(); from += BATCH) {
            jdbc.sql("""
                            select s.document_id, s.position, s.rule_id, s.said_at, d.project_id, s.subject
                            from vex_statement s join vex_document d on d.id = s.document_id
                            where s.subject in (:subjects) and s.outcome <> 'SUPERSEDED'
                            order by s.said_at desc, s.document_id desc""")
                    .param("subjects", all.subList(from, Math.min(all.size(), from + BATCH)))
                    .query(row -> {
                        standing.computeIfAbsent(row.getString(6), subject -> new ArrayList<>(1))
                                .add(new Standing(
                                        row.getLong(1),
                                        row.getInt(2),
                                        Optional.ofNullable(row.getObject(3, Long.class)),
                                        row.getObject(4, OffsetDateTime.class).toInstant(),
                                        Optional.ofNullable(row.getObject(5, Long.class))));
                    });
        }
        return standing;
    }

    /** A project, without what may change about it. */
    record Named(long id, String name) {}

    /** All projects, in the order in which they are locked. */
    List<Named> projects() {
        return jdbc.sql("select id, name from project order by id")
                .query((row, n) -> new Named(row.getLong(1), row.getString(2)))
                .list();
    }

    /** Targets of the project, in lower case. */
    Set<String> targets(long projectId) {
        return Set.copyOf(jdbc.sql("select distinct lower(target) from stream where project_id = ?")
                .param(projectId)
                .query(String.class)
                .list());
    }

    /** What became of a statement of a document for all projects in one of them. */
    record Part(int position, long document, long project, VexOutcome outcome, int findings, String why) {}

    /** What became of the document in projects. @param first position, and {@code last}, of statements that are asked for */
    List<Part> parts(long documentId, int first, int last) {
        return jdbc.sql("""
                        select s.position, d.id, d.project_id, s.outcome, s.findings, s.why from vex_document d
                        join vex_statement s on s.document_id = d.id and s.position between ? and ?
                        where d.parent_id = ? order by s.position, d.id""")
                .params(first, last, documentId)
                .query((row, n) -> new Part(
                        row.getInt(1),
                        row.getLong(2),
                        row.getLong(3),
                        VexOutcome.valueOf(row.getString(4)),
                        row.getInt(5),
                        row.getString(6)))
                .list();
    }

    /** Positions, of those asked for, of statements that are in force themselves, and not their parts in projects. */
    Set<Integer> speaking(long documentId, int first, int last) {
        return Set.copyOf(
                jdbc.sql("select position from vex_statement where document_id = ? and position between ? and ?"
                                + " and subject <> ''")
                        .params(documentId, first, last)
                        .query(Integer.class)
                        .list());
    }

    /** Findings of the project of which statements in force say that they are fixed, and none that they do not affect. */
    RoaringBitmap saidFixed(long projectId) {
        var fixed = new RoaringBitmap();
        var others = new RoaringBitmap();
        jdbc.sql("""
                        select v.status, h.numbers from silence_hit h
                        join silence_rule r on r.id = h.rule_id and r.statement = true and r.ended_at is null
                        join vex_statement v on v.rule_id = r.id where h.project_id = ?""").param(projectId).query(row -> {
            boolean says = VexStatus.valueOf(row.getString(1)) == VexStatus.FIXED;
            (says ? fixed : others).or(Bitmaps.read(ByteBuffer.wrap(row.getBytes(2))));
        });
        fixed.andNot(others);
        return fixed;
    }

    /**
     * Documents for all projects, the newest first.
     *
     * @param by login name of the only one whose documents are asked for; empty: everybody's
     * @param before only those of lower ids
     */
    List<VexDocument> everywhere(Optional<String> by, long before, int limit) {
        return jdbc.sql("select " + DOCUMENT + " from vex_document where project_id is null and id < :before"
                        + (by.isPresent() ? " and uploaded_by = :by" : "")
                        + " order by project_id desc, id desc fetch first :limit rows only")
                .param("before", before)
                .param("limit", limit)
                .param("by", by.orElse(""))
                .query((row, n) -> document(row))
                .list();
    }

    /** @param statements with why */
    void supersede(Map<Standing, String> statements) {
        batches.batchUpdate(
                "update vex_statement set outcome = 'SUPERSEDED', findings = 0, why = ?"
                        + " where document_id = ? and position = ?",
                statements.entrySet(),
                BATCH,
                (row, statement) -> {
                    row.setString(1, statement.getValue());
                    row.setLong(2, statement.getKey().documentId());
                    row.setInt(3, statement.getKey().position());
                });
    }

    /** Documents of the project, the newest first. @param before only those of lower ids */
    List<VexDocument> documents(long projectId, long before, int limit) {
        return jdbc.sql("select " + DOCUMENT + " from vex_document where project_id = ? and id < ?"
                        + " order by project_id desc, id desc fetch first ? rows only")
                .params(projectId, before, limit)
                .query((row, n) -> document(row))
                .list();
    }

    Optional<VexDocument> document(long id) {
        return jdbc.sql("select " + DOCUMENT + " from vex_document where id = ?")
                .param(id)
                .query((row, n) -> document(row))
                .optional();
    }

    /** How many statements of the document came to what. */
    Map<VexOutcome, Integer> outcomes(long documentId) {
        var outcomes = new EnumMap<VexOutcome, Integer>(VexOutcome.class);
        jdbc.sql("select outcome, count(*) from vex_statement where document_id = ? group by outcome")
                .param(documentId)
                .query(row -> {
                    outcomes.put(VexOutcome.valueOf(row.getString(1)), row.getInt(2));
                });
        return outcomes;
    }

    /** What became of the document's statements, in its order. @param after only those of higher positions */
    List<VexResult> results(long documentId, int after, int limit) {
        return jdbc.sql("select position, vulnerability, product, status, outcome, findings, why, rule_id"
                        + " from vex_statement where document_id = ? and position > ?"
                        + " order by document_id, position fetch first ? rows only")
                .params(documentId, after, limit)
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
                Optional.ofNullable(row.getObject(2, Long.class)),
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
