package dev.winnow.deployment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Deployments in the database: the history of each environment, in the order of their times. */
@Repository
class DeploymentRows {
    private static final String SELECT = """
            select d.id, d.project_id, d.environment_id, e.name, e.production, d.build_id, d.replaced_id,
            case when b.placed_at < r.placed_at or (b.placed_at = r.placed_at and b.id < r.id) then true else false end,
            d.deployed_at, d.recorded_at, d.recorded_by
            from deployment d join environment e on e.id = d.environment_id
            left join build b on b.id = d.build_id left join build r on r.id = d.replaced_id
            """;

    /** The order of an environment's history backwards; it names all columns of the index. */
    private static final String NEWEST =
            " order by d.environment_id desc, d.deployed_at desc, d.id desc fetch first 1 rows only";

    private final JdbcClient jdbc;

    DeploymentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long insert(
            Environment environment,
            Optional<Long> build,
            Optional<Long> replaced,
            Instant deployedAt,
            Instant recordedAt,
            String by) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into deployment (environment_id, project_id, build_id, replaced_id, deployed_at, recorded_at,
                        recorded_by) values (:environment, :project, :build, :replaced, :deployed, :recorded, :by)""")
                .param("environment", environment.id())
                .param("project", environment.projectId())
                .param("build", build.orElse(null), Types.BIGINT)
                .param("replaced", replaced.orElse(null), Types.BIGINT)
                .param("deployed", column(deployedAt))
                .param("recorded", column(recordedAt))
                .param("by", by)
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    /** Notes that another build ran there before. */
    void replaces(long id, Optional<Long> replaced) {
        jdbc.sql("update deployment set replaced_id = :replaced where id = :id")
                .param("replaced", replaced.orElse(null), Types.BIGINT)
                .param("id", id)
                .update();
    }

    Optional<Deployment> find(long id) {
        return jdbc.sql(SELECT + " where d.id = ?")
                .param(id)
                .query((row, n) -> deployment(row))
                .optional();
    }

    /** The last one at or before an instant. */
    Optional<Deployment> at(long environmentId, Instant instant) {
        return jdbc.sql(SELECT + " where d.environment_id = ? and d.deployed_at <= ?" + NEWEST)
                .params(environmentId, column(instant))
                .query((row, n) -> deployment(row))
                .optional();
    }

    /** The one at just this instant of just this build. */
    Optional<Deployment> same(long environmentId, Optional<Long> build, Instant instant) {
        return jdbc.sql(SELECT + " where d.environment_id = :environment and d.deployed_at = :at"
                        + " and d.build_id is not distinct from :build" + NEWEST)
                .param("environment", environmentId)
                .param("at", column(instant))
                .param("build", build.orElse(null), Types.BIGINT)
                .query((row, n) -> deployment(row))
                .optional();
    }

    /** The first one behind an instant. */
    Optional<Deployment> after(long environmentId, Instant instant) {
        return jdbc.sql(SELECT + " where d.environment_id = ? and d.deployed_at > ?"
                        + " order by d.environment_id, d.deployed_at, d.id fetch first 1 rows only")
                .params(environmentId, column(instant))
                .query((row, n) -> deployment(row))
                .optional();
    }

    Optional<Deployment> newest(long environmentId) {
        return jdbc.sql(SELECT + " where d.environment_id = ?" + NEWEST)
                .param(environmentId)
                .query((row, n) -> deployment(row))
                .optional();
    }

    /** Since when the build of the newest deployment runs there without anything else in between. */
    Instant since(Deployment newest) {
        Optional<Deployment> other = jdbc.sql(SELECT + " where d.environment_id = :environment"
                        + " and d.build_id is distinct from :build" + NEWEST)
                .param("environment", newest.environmentId())
                .param("build", newest.buildId().orElse(null), Types.BIGINT)
                .query((row, n) -> deployment(row))
                .optional();
        var first = jdbc.sql("select d.deployed_at from deployment d where d.environment_id = :environment"
                        + (other.isPresent()
                                ? " and (d.deployed_at > :at or (d.deployed_at = :at and d.id > :id))"
                                : "")
                        + " order by d.environment_id, d.deployed_at, d.id fetch first 1 rows only")
                .param("environment", newest.environmentId());
        return (other.isEmpty()
                        ? first
                        : first.param("at", column(other.get().deployedAt()))
                                .param("id", other.get().id()))
                .query((row, n) -> instant(row, 1).orElseThrow())
                .single();
    }

    /**
     * Deployments, newest first.
     *
     * @param projects empty: of all projects
     * @param environmentId null: of all environments
     * @param last the last one of the page before; null: from the newest on
     */
    List<Deployment> page(
            Optional<? extends Collection<Long>> projects,
            @Nullable Long environmentId,
            @Nullable Deployment last,
            int limit) {
        if (projects.isPresent() && projects.get().isEmpty()) {
            return List.of();
        }
        var sql = new StringBuilder(SELECT).append(" where 1 = 1");
        var parameters = new HashMap<String, Object>(Map.of("limit", limit));
        String order = "";
        if (environmentId != null) {
            sql.append(" and d.environment_id = :environment");
            parameters.put("environment", environmentId);
            order = "d.environment_id desc, ";
        } else if (projects.isPresent() && projects.get().size() == 1) {
            sql.append(" and d.project_id = :project");
            parameters.put("project", projects.get().iterator().next());
            order = "d.project_id desc, ";
        } else if (projects.isPresent()) {
            sql.append(" and d.project_id in (:projects)");
            parameters.put("projects", projects.get());
        }
        if (last != null) {
            sql.append(" and (d.deployed_at < :at or (d.deployed_at = :at and d.id < :id))");
            parameters.put("at", column(last.deployedAt()));
            parameters.put("id", last.id());
        }
        sql.append(" order by ").append(order).append("d.deployed_at desc, d.id desc fetch first :limit rows only");
        return jdbc.sql(sql.toString())
                .params(parameters)
                .query((row, n) -> deployment(row))
                .list();
    }

    /**
     * By environment, what ran there in a time: by when it began, the build, or empty where nothing ran any more. It starts
     * with what ran there at the beginning.
     */
    Map<Long, NavigableMap<Instant, Optional<Long>>> between(Collection<Long> environments, Instant from, Instant to) {
        var ran = new HashMap<Long, NavigableMap<Instant, Optional<Long>>>();
        if (environments.isEmpty()) {
            return ran;
        }
        jdbc.sql("""
                        select d.environment_id, d.deployed_at, d.build_id from environment e join deployment d
                        on d.id = (select f.id from deployment f where f.environment_id = e.id and f.deployed_at <= :from
                          order by f.environment_id desc, f.deployed_at desc, f.id desc fetch first 1 rows only)
                        where e.id in (:environments)""")
                .param("environments", environments)
                .param("from", column(from))
                .query(row -> {
                    note(ran, row);
                });
        if (to.isAfter(from)) {
            jdbc.sql(
                            "select environment_id, deployed_at, build_id from deployment where environment_id in (:environments)"
                                    + " and deployed_at > :from and deployed_at <= :to order by environment_id, deployed_at, id")
                    .param("environments", environments)
                    .param("from", column(from))
                    .param("to", column(to))
                    .query(row -> {
                        note(ran, row);
                    });
        }
        return ran;
    }

    /** Of several at one instant the last one stays. */
    private static void note(Map<Long, NavigableMap<Instant, Optional<Long>>> ran, ResultSet row) throws SQLException {
        ran.computeIfAbsent(row.getLong(1), id -> new TreeMap<>())
                .put(instant(row, 2).orElseThrow(), Optional.ofNullable(row.getObject(3, Long.class)));
    }

    static OffsetDateTime column(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static Deployment deployment(ResultSet row) throws SQLException {
        return new Deployment(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getString(4),
                row.getBoolean(5),
                Optional.ofNullable(row.getObject(6, Long.class)),
                Optional.ofNullable(row.getObject(7, Long.class)),
                row.getBoolean(8),
                instant(row, 9).orElseThrow(),
                instant(row, 10).orElseThrow(),
                row.getString(11));
    }
}
