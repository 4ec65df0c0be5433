package dev.winnow.notification;

import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was delivered, in the database: a row a delivery, so that nobody waits for a counter. */
@Repository
class AlertRows {
    private static final String SUM =
            "select alert_day, count(*), sum(cast(persons as bigint)) from delivered_alert where ";
    private static final String BY_DAY =
            " and alert_day >= :from and alert_day < :to group by alert_day order by alert_day";

    private final JdbcClient jdbc;

    AlertRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(LocalDate day, @Nullable Long channelId, @Nullable Long projectId, @Nullable String team, int persons) {
        jdbc.sql("insert into delivered_alert (alert_day, channel_id, project_id, team, persons)"
                        + " values (:day, :channel, :project, :team, :persons)")
                .param("day", day)
                .param("channel", channelId, Types.BIGINT)
                .param("project", projectId, Types.BIGINT)
                .param("team", team, Types.VARCHAR)
                .param("persons", persons)
                .update();
    }

    List<Delivered.Day> ofTeam(String team, LocalDate from, LocalDate to) {
        return days("team = :team", Map.of("team", team), from, to);
    }

    List<Delivered.Day> ofProjects(Collection<Long> projects, LocalDate from, LocalDate to) {
        return projects.isEmpty()
                ? List.of()
                : days("project_id in (:projects)", Map.of("projects", projects), from, to);
    }

    /** To channels for all projects. */
    List<Delivered.Day> toAll(LocalDate from, LocalDate to) {
        return days("team is null and project_id is null", Map.of(), from, to);
    }

    private List<Delivered.Day> days(String which, Map<String, Object> parameters, LocalDate from, LocalDate to) {
        return jdbc.sql(SUM + which + BY_DAY)
                .params(parameters)
                .param("from", from)
                .param("to", to)
                .query((row, n) -> new Delivered.Day(row.getObject(1, LocalDate.class), row.getInt(2), row.getLong(3)))
                .list();
    }

    /** How many are on their way to the people of a team, or of a project that has none. */
    int pending(Optional<String> team, long projectId) {
        return jdbc.sql("select count(*) from delivery where state = 'PENDING' and occasion <> 'test' and "
                        + (team.isPresent() ? "team = ?" : "team is null and project_id = ?"))
                .param(team.isPresent() ? team.get() : projectId)
                .query(Integer.class)
                .single();
    }

    void forget(LocalDate before) {
        jdbc.sql("delete from delivered_alert where alert_day < ?")
                .param(before)
                .update();
    }
}
