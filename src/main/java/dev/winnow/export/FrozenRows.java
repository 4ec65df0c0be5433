package dev.winnow.export;

import dev.winnow.metrics.Quarter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Frozen briefs in the database. */
@Repository
class FrozenRows {
    private static final String SELECT =
            "select id, quarter, scope, projects, revision, definitions, frozen_at, frozen_by, reason, sha256 from frozen_quarter";

    private final JdbcClient jdbc;

    FrozenRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param document compressed */
    long insert(FrozenQuarter frozen, byte[] document) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into frozen_quarter (quarter, scope, projects, revision, definitions, frozen_at, frozen_by,
                        reason, sha256, document) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        frozen.quarter().toString(),
                        frozen.scope().key(),
                        String.join("\n", frozen.projects()),
                        frozen.revision(),
                        frozen.definitions(),
                        frozen.at().atOffset(ZoneOffset.UTC),
                        frozen.by(),
                        frozen.reason(),
                        frozen.sha256(),
                        document)
                .update(key, "id");
        return java.util.Objects.requireNonNull(key.getKey()).longValue();
    }

    /** The newest first. */
    List<FrozenQuarter> of(Quarter quarter, BriefScope scope) {
        return jdbc.sql(SELECT + " where quarter = ? and scope = ? order by revision desc")
                .params(quarter.toString(), scope.key())
                .query(FrozenRows::row)
                .list();
    }

    /** Of exactly these projects, however they were asked for; the newest first. */
    List<FrozenQuarter> ofProjects(Quarter quarter, SortedSet<String> projects) {
        return jdbc.sql(SELECT + " where quarter = ? and projects = ? order by id desc")
                .params(quarter.toString(), String.join("\n", projects))
                .query(FrozenRows::row)
                .list();
    }

    /** The newest quarter first. */
    List<FrozenQuarter> all() {
        return jdbc.sql(SELECT + " order by quarter desc, id desc")
                .query(FrozenRows::row)
                .list();
    }

    Optional<FrozenQuarter> find(long id) {
        return jdbc.sql(SELECT + " where id = ?")
                .param(id)
                .query(FrozenRows::row)
                .optional();
    }

    /** Compressed. */
    byte[] document(long id) {
        return jdbc.sql("select document from frozen_quarter where id = ?")
                .param(id)
                .query((row, n) -> row.getBytes(1))
                .single();
    }

    private static FrozenQuarter row(ResultSet row, int n) throws SQLException {
        return new FrozenQuarter(
                row.getLong(1),
                Quarter.of(row.getString(2)),
                new BriefScope(row.getString(3)),
                new TreeSet<>(List.of(row.getString(4).split("\n"))),
                row.getInt(5),
                row.getInt(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getString(8),
                row.getString(9),
                row.getString(10));
    }
}
