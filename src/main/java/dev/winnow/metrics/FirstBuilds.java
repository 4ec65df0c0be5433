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
        return jdbc.sql("%s union all %s order by 3, 2"
                        .formatted(
                                first("b.change_id is not null", "e.change_id = b.change_id"),
                                first("b.change_id is null", "e.change_id is null and e.commit_sha = b.commit_sha")))
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

    /** Looks at what lies in the period, and for each at the builds of the same change. */
    private static String first(String which, String same) {
        return """
                select b.project_id, b.id, b.placed_at, b.built_verdict from build b
                where b.project_id in (:projects) and b.placed_at >= :from and b.placed_at < :to
                  and b.built_verdict is not null and %s
                  and not exists (select 1 from build e where e.project_id = b.project_id and %s
                    and e.built_verdict is not null
                    and (e.placed_at < b.placed_at or e.placed_at = b.placed_at and e.id < b.id))""".formatted(which, same);
    }
}
