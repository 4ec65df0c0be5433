package dev.winnow.policy;

import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads how projects stand: two statements, however many there are. */
@Service
public class ProjectStandings {
    /** The order names every column of the index build_on_branch, so that both databases stop after one or two rows. */
    private static final String NEWEST = """
            (select b.id from build b where b.project_id = p.id and b.branch = p.tracked_branch
             order by b.project_id desc, b.branch desc, b.placed_at desc, b.id desc
             offset %d rows fetch next 1 rows only)""";

    private static final String SQL =
            "select n.project, n.newest, n.before_it, v.rule_name from (select p.id as project, "
                    + NEWEST.formatted(0) + " as newest, " + NEWEST.formatted(1) + " as before_it from project p%s) n"
                    + " left join verdict v on v.build_id = n.newest and not exists (select 1 from verdict w"
                    + " where w.build_id = v.build_id and w.again = true and v.again = false)";

    private final Builds builds;
    private final JdbcClient jdbc;

    ProjectStandings(Builds builds, JdbcClient jdbc) {
        this.builds = builds;
        this.jdbc = jdbc;
    }

    /**
     * Worst first.
     *
     * @param all whether there are no projects but these, so that none need be looked for
     */
    @Transactional(readOnly = true)
    public List<ProjectStanding> of(List<Project> projects, boolean all) {
        var newest = new HashMap<Long, Newest>();
        if (projects.isEmpty()) {
            return List.of();
        }
        var query = all
                ? jdbc.sql(SQL.formatted(""))
                : jdbc.sql(SQL.formatted(" where p.id in (:ids)"))
                        .param("ids", projects.stream().map(Project::id).toList());
        query.query(row -> {
            newest.put(
                    row.getLong(1),
                    new Newest(row.getObject(2, Long.class), row.getObject(3, Long.class), row.getString(4)));
        });
        var ids = new ArrayList<Long>();
        newest.values().forEach(two -> {
            two.id().ifPresent(ids::add);
            two.beforeId().ifPresent(ids::add);
        });
        Map<Long, Build> byId =
                builds.findByIdIn(ids).stream().collect(Collectors.toMap(Build::id, Function.identity()));
        return projects.stream()
                .map(project -> row(project, newest.getOrDefault(project.id(), Newest.NONE), byId))
                .sorted(ProjectStanding.WORST_FIRST)
                .toList();
    }

    private static ProjectStanding row(Project project, Newest newest, Map<Long, Build> builds) {
        return new ProjectStanding(
                project,
                newest.id().map(builds::get),
                newest.beforeId().map(builds::get),
                Optional.ofNullable(newest.rule()));
    }

    private record Newest(
            @Nullable Long newest,
            @Nullable Long before,
            @Nullable String rule) {
        static final Newest NONE = new Newest(null, null, null);

        Optional<Long> id() {
            return Optional.ofNullable(newest);
        }

        Optional<Long> beforeId() {
            return Optional.ofNullable(before);
        }
    }
}
