package dev.winnow.triage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Silence rules and VEX statements in the database. */
@Repository
class RuleRows {
    static final String COLUMNS = """
            id, name, document_id, m_project, m_guard, m_rule, m_path, m_package, m_versions, m_vulnerability, m_text,
            reason, owner, created_at, changed_at, until_at, ended_at, last_hit_at""";

    private final JdbcClient jdbc;

    RuleRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that silence findings now. */
    List<SilenceRule> inForce() {
        return jdbc.sql("select " + COLUMNS + " from silence_rule where ended_at is null order by id")
                .query((row, n) -> rule(row))
                .list();
    }

    /** Rules in force that may be about a project, by its name; those that name another are not read. */
    List<SilenceRule> inForce(String project) {
        return jdbc
                .sql("select " + COLUMNS + " from silence_rule where ended_at is null"
                        + " and (m_project is null or m_project = ? or m_project like '%*%') order by id")
                .param(project)
                .query((row, n) -> rule(row))
                .stream()
                .filter(rule -> rule.match().isAbout(project))
                .toList();
    }

    /** Rules of people by name, ended ones among them. */
    List<SilenceRule> ofPeople() {
        return jdbc.sql("select " + COLUMNS + " from silence_rule where statement = false order by lower(name), id")
                .query((row, n) -> rule(row))
                .list();
    }

    /** The statements of a VEX document, in its order. */
    List<SilenceRule> ofDocument(long documentId) {
        return jdbc.sql("select " + COLUMNS + " from silence_rule where document_id = ? order by id")
                .param(documentId)
                .query((row, n) -> rule(row))
                .list();
    }

    Optional<SilenceRule> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from silence_rule where id = ?")
                .param(id)
                .query((row, n) -> rule(row))
                .optional();
    }

    /** The rule, locked until the transaction ends. The projects it is about are locked before it, as imports do. */
    Optional<SilenceRule> lock(long id) {
        return jdbc.sql("select " + COLUMNS + " from silence_rule where id = ? for update")
                .param(id)
                .query((row, n) -> rule(row))
                .optional();
    }

    /** Those in force whose date has come. */
    List<Long> due(Instant now) {
        return jdbc.sql("select id from silence_rule where ended_at is null and until_at <= ? order by id")
                .param(DecisionRows.column(now))
                .query((row, n) -> row.getLong(1))
                .list();
    }

    long insert(NewRule rule, Optional<Long> document, String owner, Instant at) {
        var key = new GeneratedKeyHolder();
        match(jdbc.sql("""
                                insert into silence_rule (name, statement, document_id, m_project, m_guard, m_rule, m_path,
                                m_package, m_versions, m_vulnerability, m_text, reason, owner, created_at, changed_at,
                                until_at) values (:name, :statement, :document, :project, :guard, :rule, :path, :package,
                                :versions, :vulnerability, :text, :reason, :owner, :at, :at, :until)"""), rule.match())
                .param("name", rule.name())
                .param("statement", document.isPresent())
                .param("document", document.orElse(null), Types.BIGINT)
                .param("reason", rule.reason())
                .param("owner", owner)
                .param("at", DecisionRows.column(at))
                .param("until", rule.until().map(DecisionRows::column).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    /** Changes a rule, which is in force again unless its date has come. */
    void update(long id, NewRule rule, String owner, Instant at) {
        match(jdbc.sql("""
                                update silence_rule set name = :name, m_project = :project, m_guard = :guard,
                                m_rule = :rule, m_path = :path, m_package = :package, m_versions = :versions,
                                m_vulnerability = :vulnerability, m_text = :text, reason = :reason, owner = :owner,
                                changed_at = :at, until_at = :until, ended_at = null where id = :id"""), rule.match())
                .param("name", rule.name())
                .param("reason", rule.reason())
                .param("owner", owner)
                .param("at", DecisionRows.column(at))
                .param("until", rule.until().map(DecisionRows::column).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", id)
                .update();
    }

    void end(long id, Instant at) {
        jdbc.sql("update silence_rule set ended_at = ?, changed_at = ? where id = ? and ended_at is null")
                .params(DecisionRows.column(at), DecisionRows.column(at), id)
                .update();
    }

    private static JdbcClient.StatementSpec match(JdbcClient.StatementSpec statement, Match match) {
        return statement
                .param("project", match.project().orElse(null), Types.VARCHAR)
                .param("guard", match.guard().orElse(null), Types.VARCHAR)
                .param("rule", match.rule().orElse(null), Types.VARCHAR)
                .param("path", match.path().orElse(null), Types.VARCHAR)
                .param("package", match.packageName().orElse(null), Types.VARCHAR)
                .param("versions", match.versions().orElse(null), Types.VARCHAR)
                .param("vulnerability", match.vulnerability().orElse(null), Types.VARCHAR)
                .param("text", match.text().orElse(null), Types.VARCHAR);
    }

    static SilenceRule rule(ResultSet row) throws SQLException {
        return new SilenceRule(
                row.getLong(1),
                row.getString(2),
                Optional.ofNullable(row.getObject(3, Long.class)),
                Match.of(
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10),
                        row.getString(11)),
                row.getString(12),
                row.getString(13),
                DecisionRows.instant(row, 14).orElseThrow(),
                DecisionRows.instant(row, 15).orElseThrow(),
                DecisionRows.instant(row, 16),
                DecisionRows.instant(row, 17),
                DecisionRows.instant(row, 18));
    }
}
