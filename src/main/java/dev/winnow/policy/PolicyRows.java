package dev.winnow.policy;

import dev.winnow.policy.PolicyVersion.Source;
import dev.winnow.policy.language.Policy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Texts of policies and their versions. */
@Repository
class PolicyRows {
    private static final String VERSION =
            "select id, source, name, commit_sha, policy_hash, created_at, created_by from policy_version ";

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;
    private final ReentrantLock keeping = new ReentrantLock();

    PolicyRows(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Adds a version, and the text where it is a new one. @param policy null: from now on there is none */
    PolicyVersion add(
            @Nullable Long project,
            Source source,
            @Nullable String name,
            @Nullable String commit,
            @Nullable Policy policy,
            Instant at,
            String by) {
        if (policy != null) {
            keep(policy, at);
        }
        String hash = policy == null ? null : policy.hash();
        jdbc.sql("""
                        insert into policy_version (project_id, source, name, commit_sha, policy_hash, created_at, created_by)
                        values (:project, :source, :name, :commit, :hash, :at, :by)""")
                .param("project", project, Types.BIGINT)
                .param("source", source.name())
                .param("name", name, Types.VARCHAR)
                .param("commit", commit, Types.VARCHAR)
                .param("hash", hash, Types.VARCHAR)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
        return (project == null ? newestOfServer(source, name) : newestOf(project)).orElseThrow();
    }

    /**
     * In a transaction of its own, one after the other: pipelines of many projects send one text at once. A text that no
     * version refers to does no harm.
     */
    private void keep(Policy policy, Instant at) {
        keeping.lock();
        try {
            apart.executeWithoutResult(status -> insert(policy, at));
        } finally {
            keeping.unlock();
        }
    }

    private void insert(Policy policy, Instant at) {
        jdbc.sql("""
                        insert into policy (hash, text, created_at)
                        select v.hash, v.text, v.created_at
                        from (select cast(? as varchar(64)) as hash, cast(? as varchar(65000)) as text,
                              cast(? as timestamp(6) with time zone) as created_at) v
                        where not exists (select 1 from policy p where p.hash = v.hash)""")
                .params(policy.hash(), policy.text(), at.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<String> text(String hash) {
        return jdbc.sql("select text from policy where hash = ?")
                .param(hash)
                .query(String.class)
                .optional();
    }

    /** The project's own newest version; one without a hash where it was withdrawn. */
    Optional<PolicyVersion> newestOf(long project) {
        return jdbc.sql(VERSION + "where project_id = ? order by project_id, id desc fetch first 1 rows only")
                .param(project)
                .query(PolicyRows::version)
                .optional();
    }

    Optional<PolicyVersion> newestOfServer(Source source, @Nullable String name) {
        return jdbc.sql(VERSION + "where project_id is null and source = :source and "
                        + (name == null ? "name is null" : "name = :name")
                        + " order by id desc fetch first 1 rows only")
                .param("source", source.name())
                .param("name", name == null ? "" : name)
                .query(PolicyRows::version)
                .optional();
    }

    /** The newest version of each file that the server has ever read. */
    List<PolicyVersion> newestOfFiles() {
        return jdbc.sql(VERSION + "where id in (select max(id) from policy_version where project_id is null"
                        + " and source = 'FILE' group by name) order by name")
                .query(PolicyRows::version)
                .list();
    }

    /** Versions of a file that the server reads or has read, the newest first. */
    List<PolicyVersion> ofFile(String name, int limit) {
        return jdbc.sql(VERSION + "where project_id is null and source = 'FILE' and name = :name order by id desc"
                        + " fetch first :limit rows only")
                .param("name", name)
                .param("limit", limit)
                .query(PolicyRows::version)
                .list();
    }

    /** Ids of the projects whose pipelines sent a policy that was not withdrawn. */
    Set<Long> projectsWithTheirOwn() {
        return Set.copyOf(jdbc.sql("select project_id from policy_version where policy_hash is not null and id in"
                        + " (select max(id) from policy_version where project_id is not null group by project_id)")
                .query(Long.class)
                .list());
    }

    /** Versions of a project and of the server that are older than this one, the newest first. */
    List<PolicyVersion> older(@Nullable Long project, long before, int limit) {
        return jdbc.sql(VERSION + "where (project_id is null" + (project == null ? "" : " or project_id = :project")
                        + ") and id < :before order by id desc fetch first :limit rows only")
                .param("project", project, Types.BIGINT)
                .param("before", before)
                .param("limit", limit)
                .query(PolicyRows::version)
                .list();
    }

    /** A version. @param before hash of the one before of the same project or file. @param project whose own it is */
    record Changed(PolicyVersion version, Optional<String> before, Optional<Long> project) {}

    /** Versions of these projects and of the server, the oldest first. */
    List<Changed> changes(Collection<Long> projects, Instant from, Instant to) {
        return jdbc.sql("""
                        select id, source, name, commit_sha, policy_hash, created_at, created_by, hash_before, project_id from (
                          select id, source, name, commit_sha, policy_hash, created_at, created_by, project_id,
                            lag(policy_hash) over (partition by project_id, source, name order by id) as hash_before
                          from policy_version where project_id is null or project_id in (:projects)) v
                        where created_at >= :from and created_at < :to order by id""")
                .param("projects", projects)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Changed(
                        version(row, n),
                        Optional.ofNullable(row.getString(8)),
                        Optional.ofNullable(row.getObject(9, Long.class))))
                .list();
    }

    Optional<PolicyVersion> find(long id) {
        return jdbc.sql(VERSION + "where id = ?")
                .param(id)
                .query(PolicyRows::version)
                .optional();
    }

    private static PolicyVersion version(ResultSet row, int n) throws SQLException {
        return new PolicyVersion(
                row.getLong(1),
                Source.valueOf(row.getString(2)),
                Optional.ofNullable(row.getString(3)),
                Optional.ofNullable(row.getString(4)),
                Optional.ofNullable(row.getString(5)),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getString(7));
    }
}
