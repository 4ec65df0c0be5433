package dev.winnow.metrics;

import dev.winnow.project.Outcome;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The first builds of changes: of pull requests where uploads name them, else of commits. */
@Repository
class FirstBuilds {
    private final JdbcClient jdbc;

    FirstBuilds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The first build of a change.
     *
     * @param at its place in time
     * @param verdict what the gate made of it at build time
     */
    record FirstBuild(long projectId, long buildId, Instant at, Outcome verdict) {
        /** Whether the gate let it through. */
        boolean passed() {
            return verdict != Outcome.FAIL;
        }
    }

    /** Those of a period, oldest first; a change that was built before it is none of it. */
    List<FirstBuild> in(Collection<Long> projects, Period period) {
        if (projects.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select b.project_id, b.id, b.placed_at, b.built_verdict from (
                          select project_id, id, placed_at, built_verdict, row_number() over (
                            partition by project_id, change_id, case when change_id is null then commit_sha end
                            order by placed_at, id) as place
                          from build where project_id in (:projects) and built_verdict is not null and placed_at < :to) b
                        where b.place = 1 and b.placed_at >= :from order by b.placed_at, b.id""")
                .param("projects", projects)
                .param("from", period.from().atOffset(ZoneOffset.UTC))
                .param("to", period.to().atOffset(ZoneOffset.UTC))
                .query((row, n) -> new FirstBuild(
                        row.getLong(1),
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        Outcome.valueOf(row.getString(4))))
                .list();
    }
}
