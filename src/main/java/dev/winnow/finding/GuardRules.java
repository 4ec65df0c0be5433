package dev.winnow.finding;

import dev.winnow.importers.Category;
import dev.winnow.importers.Rule;
import dev.winnow.project.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What guards have ever seen, on any branch, and by which of their rules. */
@Repository
public class GuardRules {
    private final JdbcClient jdbc;
    private final GuardFindings seen;
    private final RuleStore rules;
    private final FindingColumns columns;

    GuardRules(JdbcClient jdbc, GuardFindings seen, RuleStore rules, FindingColumns columns) {
        this.jdbc = jdbc;
        this.seen = seen;
        this.rules = rules;
        this.columns = columns;
    }

    /** A guard of a project, and numbers of the findings that it has ever seen there. */
    public record Seen(
            long projectId, String guard, String tool, Category category, Stage stage, RoaringBitmap findings) {}

    private record Row(long id, Seen seen) {}

    /**
     * Guards by name and project.
     *
     * @param projects their ids
     * @param guard the guards' name; empty for all of them
     */
    public List<Seen> seen(Set<Long> projects, Optional<String> guard) {
        if (projects.isEmpty()) {
            return List.of();
        }
        // There are a few a project: cheaper to read than to name hundreds of projects.
        var query = jdbc.sql("select id, project_id, name, tool, category, stage from guard"
                + (guard.isPresent() ? " where name = :name" : "") + " order by name, project_id");
        List<Row> rows = guard.map(name -> query.param("name", name))
                .orElse(query)
                .query((row, n) -> row(row))
                .list();
        List<Row> wanted = rows.stream()
                .filter(row -> projects.contains(row.seen().projectId()))
                .toList();
        Map<Long, RoaringBitmap> findings =
                seen.ever(wanted.stream().map(Row::id).toList());
        wanted.forEach(row -> row.seen().findings().or(findings.getOrDefault(row.id(), new RoaringBitmap())));
        return wanted.stream().map(Row::seen).toList();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong(1),
                new Seen(
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        Category.valueOf(row.getString(5)),
                        Stage.valueOf(row.getString(6)),
                        new RoaringBitmap()));
    }

    /** Findings by their project and rule, whoever saw them. The maps and their sets are not to be changed. */
    public Map<Long, Map<String, RoaringBitmap>> byRule(Set<Long> projects) {
        return columns.byRule(projects);
    }

    /** What each guard of the project sees on the tracked branch now, by its name; retired streams are left out. */
    public Map<String, RoaringBitmap> now(long projectId) {
        return seen.now(projectId);
    }

    /**
     * What a guard says of a finding.
     *
     * @param toolVersion of the scan that last said something new of it
     */
    public record Said(String tool, Optional<String> toolVersion, SightingDetails details, Rule rule) {}

    /** What guards of this name say of these findings, up to a thousand: of several streams, what was said last. */
    public Map<Long, Said> said(String guard, Collection<Long> findingIds) {
        var said = new HashMap<Long, Said>();
        if (findingIds.isEmpty()) {
            return said;
        }
        jdbc.sql("""
                        select s.finding_id, g.tool, c.tool_version, s.details, r.details from sighting s
                        join stream t on t.id = s.stream_id join guard g on g.id = t.guard_id
                        join rule r on r.id = s.rule_ref left join scan c on c.id = s.changed_scan_id
                        where s.finding_id in (:ids) and g.name = :guard order by s.finding_id, s.changed_scan_id""")
                .param("ids", new ArrayList<>(findingIds))
                .param("guard", guard)
                .query(row -> {
                    said.put(
                            row.getLong(1),
                            new Said(
                                    row.getString(2),
                                    present(row.getString(3)),
                                    StoredJson.read(row.getBytes(4), SightingDetails.class),
                                    rules.read(row.getBytes(5))));
                });
        return said;
    }

    private static Optional<String> present(@Nullable String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }
}
