package dev.winnow.runtime;

import dev.winnow.finding.identity.WideKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Groups of alerts in the database. */
@Repository
class GroupRows {
    private static final String SELECT =
            "select id, project_id, finding_id, build_id, found_by, environment, image, alerts, first_at, last_at from alert_group";

    private static final int MOST_KEYS = 500;

    private final JdbcClient jdbc;

    GroupRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a group is known by. */
    record Key(WideKey finding, long buildId) {}

    /** A group that is known. */
    record Known(long id, long findingId) {}

    /** Alerts of a batch that belong together. */
    record Batch(
            AlertOrigin foundBy,
            @Nullable String environment,
            @Nullable String image,
            long alerts,
            Instant firstAt,
            Instant lastAt,
            Map<LocalDate, Long> byDay) {}

    /** The groups of these findings' keys. */
    Map<Key, Known> known(long projectId, Collection<WideKey> keys) {
        var found = new HashMap<Key, Known>();
        List<Long> high = keys.stream().map(WideKey::high).distinct().toList();
        for (int from = 0; from < high.size(); from += MOST_KEYS) {
            jdbc.sql("select key_high, key_low, build_id, id, finding_id from alert_group where project_id = :project"
                            + " and key_high in (:keys)")
                    .param("project", projectId)
                    .param("keys", high.subList(from, Math.min(high.size(), from + MOST_KEYS)))
                    .query(row -> {
                        found.put(
                                new Key(new WideKey(row.getLong(1), row.getLong(2)), row.getLong(3)),
                                new Known(row.getLong(4), row.getLong(5)));
                    });
        }
        return found;
    }

    /** @return the group's id */
    long insert(long projectId, Key key, long findingId, Batch batch) {
        var id = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into alert_group (project_id, key_high, key_low, build_id, found_by, environment, image,
                        finding_id, alerts, first_at, last_at)
                        values (:project, :high, :low, :build, :by, :environment, :image, :finding, :alerts, :first, :last)""")
                .param("project", projectId)
                .param("high", key.finding().high())
                .param("low", key.finding().low())
                .param("build", key.buildId())
                .param("by", batch.foundBy().ordinal())
                .param("environment", batch.environment())
                .param("image", batch.image())
                .param("finding", findingId)
                .param("alerts", batch.alerts())
                .param("first", column(batch.firstAt()))
                .param("last", column(batch.lastAt()))
                .update(id, "id");
        long made = Objects.requireNonNull(id.getKey()).longValue();
        days(made, batch);
        return made;
    }

    /** Counts more of them. */
    void count(Known group, long findingId, Batch batch) {
        jdbc.sql("""
                        update alert_group set finding_id = :finding, alerts = alerts + :more,
                        first_at = case when first_at < :first then first_at else :first end,
                        last_at = case when last_at > :last then last_at else :last end where id = :id""")
                .param("finding", findingId)
                .param("more", batch.alerts())
                .param("first", column(batch.firstAt()))
                .param("last", column(batch.lastAt()))
                .param("id", group.id())
                .update();
        days(group.id(), batch);
    }

    private void days(long group, Batch batch) {
        batch.byDay().forEach((day, more) -> {
            int known = jdbc.sql("update alert_day set alerts = alerts + ? where group_id = ? and on_day = ?")
                    .params(more, group, day)
                    .update();
            if (known == 0) {
                jdbc.sql("insert into alert_day (group_id, on_day, alerts) values (?, ?, ?)")
                        .params(group, day, more)
                        .update();
            }
        });
    }

    /** Of a finding, those that happened last first. */
    List<AlertGroup> ofFinding(long findingId, int limit) {
        return withDays(
                jdbc.sql(SELECT + " where finding_id = ? order by finding_id desc, last_at desc, id desc fetch first "
                                + limit + " rows only")
                        .param(findingId)
                        .query(GroupRows::group)
                        .list());
    }

    /** Of a project, those that happened last first. @param before the last one of the page before */
    List<AlertGroup> ofProject(long projectId, Optional<AlertGroup> before, int limit) {
        var select = jdbc.sql(SELECT + " where project_id = :project"
                        + (before.isEmpty() ? "" : " and (last_at < :at or (last_at = :at and id < :id))")
                        + " order by project_id desc, last_at desc, id desc fetch first " + limit + " rows only")
                .param("project", projectId);
        if (before.isPresent()) {
            select = select.param("at", column(before.get().lastAt()))
                    .param("id", before.get().id());
        }
        return withDays(select.query(GroupRows::group).list());
    }

    Optional<AlertGroup> find(long id) {
        return jdbc.sql(SELECT + " where id = ?")
                .param(id)
                .query(GroupRows::group)
                .optional();
    }

    /** When the last alert of a finding happened, and when the finding opened, which may be later. */
    record Quiet(Instant last, Instant opened) {}

    /** Open findings of which no alert came after an instant, by id; none that opened after it. @param after an id */
    SortedMap<Long, Quiet> quietSince(Instant since, long after, int limit) {
        var quiet = new TreeMap<Long, Quiet>();
        jdbc.sql("select g.finding_id, max(g.last_at), max(e.opened_at) from alert_group g join finding_state s"
                        + " on s.finding_id = g.finding_id join episode e on e.finding_id = g.finding_id"
                        + " and e.closed_at is null where s.status = 0 and g.finding_id > ? group by g.finding_id"
                        + " having max(g.last_at) < ? and max(e.opened_at) < ?"
                        + " order by g.finding_id fetch first " + limit + " rows only")
                .params(after, column(since), column(since))
                .query(row -> {
                    quiet.put(
                            row.getLong(1),
                            new Quiet(
                                    row.getObject(2, OffsetDateTime.class).toInstant(),
                                    row.getObject(3, OffsetDateTime.class).toInstant()));
                });
        return quiet;
    }

    private List<AlertGroup> withDays(List<AlertGroup> groups) {
        if (groups.isEmpty()) {
            return groups;
        }
        var days = new HashMap<Long, SortedMap<LocalDate, Long>>();
        jdbc.sql("select group_id, on_day, alerts from alert_day where group_id in (:ids)")
                .param("ids", groups.stream().map(AlertGroup::id).toList())
                .query(row -> {
                    days.computeIfAbsent(row.getLong(1), any -> new TreeMap<>())
                            .put(row.getObject(2, LocalDate.class), row.getLong(3));
                });
        return groups.stream()
                .map(group -> new AlertGroup(
                        group.id(),
                        group.projectId(),
                        group.findingId(),
                        group.buildId(),
                        group.foundBy(),
                        group.environment(),
                        group.image(),
                        group.alerts(),
                        group.firstAt(),
                        group.lastAt(),
                        days.getOrDefault(group.id(), new TreeMap<>())))
                .collect(Collectors.toList());
    }

    private static AlertGroup group(ResultSet row, int n) throws SQLException {
        return new AlertGroup(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                AlertOrigin.values()[row.getInt(5)],
                Optional.ofNullable(row.getString(6)),
                Optional.ofNullable(row.getString(7)),
                row.getLong(8),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                row.getObject(10, OffsetDateTime.class).toInstant(),
                new TreeMap<>());
    }

    private static OffsetDateTime column(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
