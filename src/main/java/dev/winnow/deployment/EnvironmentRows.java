package dev.winnow.deployment;

import dev.winnow.project.RunningBuilds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Environments in the database, with what runs in them now. */
@Repository
class EnvironmentRows implements RunningBuilds {
    private static final String COLUMNS = "e.id, e.project_id, e.name, e.production, e.build_id, e.since";

    private final JdbcClient jdbc;

    EnvironmentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<Long> of(long projectId) {
        return Set.copyOf(
                jdbc.sql("select distinct build_id from environment where project_id = ? and build_id is not null")
                        .param(projectId)
                        .query(Long.class)
                        .list());
    }

    /** Environments of a project by name. */
    List<Environment> ofProject(long projectId) {
        return jdbc.sql("select " + COLUMNS
                        + " from environment e where e.project_id = ? order by e.project_id, e.name")
                .param(projectId)
                .query((row, n) -> environment(row))
                .list();
    }

    List<String> names(long projectId) {
        return jdbc.sql("select name from environment where project_id = ? order by project_id, name")
                .param(projectId)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** Environments in which something runs. @param projects empty: of all projects */
    List<Environment> running(Optional<? extends Collection<Long>> projects) {
        if (projects.isPresent() && projects.get().isEmpty()) {
            return List.of();
        }
        var statement = jdbc.sql("select " + COLUMNS + " from environment e where e.build_id is not null"
                + (projects.isPresent() ? " and e.project_id in (:projects)" : "") + " order by e.project_id, e.name");
        return (projects.isPresent() ? statement.param("projects", projects.get()) : statement)
                .query((row, n) -> environment(row))
                .list();
    }

    /** Environments in which the build runs now, by name. */
    List<Environment> of(long projectId, long buildId) {
        return jdbc.sql("select " + COLUMNS
                        + " from environment e where e.build_id = ? and e.project_id = ? order by e.name")
                .params(buildId, projectId)
                .query((row, n) -> environment(row))
                .list();
    }

    Optional<Environment> find(long projectId, String name) {
        return jdbc.sql("select " + COLUMNS + " from environment e where e.project_id = ? and e.name = ?")
                .params(projectId, name)
                .query((row, n) -> environment(row))
                .optional();
    }

    /** By project, the ids of its environments of production. @param projects their ids */
    Map<Long, Long> projectsOfProduction(Collection<Long> projects) {
        var byEnvironment = new HashMap<Long, Long>();
        if (!projects.isEmpty()) {
            jdbc.sql("select id, project_id from environment where production = true and project_id in (:projects)")
                    .param("projects", projects)
                    .query(row -> {
                        byEnvironment.put(row.getLong(1), row.getLong(2));
                    });
        }
        return byEnvironment;
    }

    Environment insert(long projectId, String name, boolean production, Instant at) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into environment (project_id, name, production, created_at) values (?, ?, ?, ?)")
                .params(projectId, name, production, DeploymentRows.column(at))
                .update(key, "id");
        return new Environment(
                Objects.requireNonNull(key.getKey()).longValue(),
                projectId,
                name,
                production,
                Optional.empty(),
                Optional.empty());
    }

    void production(long id, boolean production) {
        jdbc.sql("update environment set production = ? where id = ?")
                .params(production, id)
                .update();
    }

    /** Notes what runs there now. */
    void runs(long id, Optional<Long> build, Optional<Instant> since) {
        jdbc.sql("update environment set build_id = :build, since = :since where id = :id")
                .param("build", build.orElse(null), Types.BIGINT)
                .param("since", since.map(DeploymentRows::column).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", id)
                .update();
    }

    private static Environment environment(ResultSet row) throws SQLException {
        return new Environment(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getBoolean(4),
                Optional.ofNullable(row.getObject(5, Long.class)),
                DeploymentRows.instant(row, 6));
    }
}
