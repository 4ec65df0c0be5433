package dev.winnow.finding;

import dev.winnow.importers.Category;
import dev.winnow.importers.Tool;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which versions of its tool each guard ran in, on any branch. Kept up by imports: what it costs to read does not grow. */
@Repository
public class ToolVersions {
    private final JdbcClient jdbc;

    ToolVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A version of a tool.
     *
     * @param version empty where its reports do not say
     * @param first when the first of its scans finished, {@code last} when the last one did
     * @param scans how many it made
     */
    public record Used(String tool, Optional<String> version, Instant first, Instant last, int scans) {}

    /** Notes what an imported scan says of its tool. Part of an import, which holds the project's lock. */
    public void used(long guardId, Scan scan) {
        String tool = scan.tool().map(Tool::name).orElse("");
        String version = scan.tool()
                .flatMap(one -> Optional.ofNullable(one.version()))
                .map(String::strip)
                .orElse("");
        OffsetDateTime at = Times.column(scan.detectedAt().orElseThrow());
        int updated = jdbc.sql("""
                        update guard_version set first_at = least(first_at, ?), last_at = greatest(last_at, ?),
                        scans = scans + 1 where guard_id = ? and tool_name = ? and tool_version = ?""").params(at, at, guardId, tool, version).update();
        if (updated == 0) {
            jdbc.sql("""
                            insert into guard_version (guard_id, tool_name, tool_version, first_at, last_at, scans)
                            values (?, ?, ?, ?, ?, 1)""").params(guardId, tool, version, at, at).update();
        }
    }

    /** Those that the guard ran in, the one that ran last first. */
    public List<Used> of(long guardId, int limit) {
        return jdbc.sql("""
                        select tool_name, tool_version, first_at, last_at, scans from guard_version where guard_id = ?
                        order by last_at desc, first_at desc, tool_name, tool_version fetch first ? rows only""")
                .params(guardId, limit)
                .query((row, n) -> new Used(
                        row.getString(1),
                        Optional.of(row.getString(2)).filter(version -> !version.isEmpty()),
                        Times.of(row, 3),
                        Times.of(row, 4),
                        row.getInt(5)))
                .list();
    }

    /** A guard's first scan. @param at when it finished */
    public record FirstScan(long projectId, String guard, Category category, Instant at) {}

    /** Of the guards of these projects that were first seen in a time; the oldest first. */
    public List<FirstScan> firstScans(Collection<Long> projects, Instant from, Instant to) {
        if (projects.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select g.project_id, g.name, min(v.first_at), g.category from guard_version v join guard g on g.id = v.guard_id
                        where g.project_id in (:projects) group by g.id, g.project_id, g.name, g.category
                        having min(v.first_at) >= :from and min(v.first_at) < :to order by 3, 1, 2""")
                .param("projects", projects)
                .param("from", Times.column(from))
                .param("to", Times.column(to))
                .query((row, n) -> new FirstScan(
                        row.getLong(1), row.getString(2), Category.valueOf(row.getString(4)), Times.of(row, 3)))
                .list();
    }
}
