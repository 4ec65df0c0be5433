package dev.winnow.triage;

import dev.winnow.finding.Among;
import dev.winnow.finding.FindingId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Decisions and what they are for single findings, in the database. */
@Repository
class DecisionRows {
    private static final int BATCH = 1_000;

    private static final String DECISION = """
            d.id, d.ruling, d.everywhere, d.reason, d.author, d.made_at, d.until_at, d.ends_worse, d.ends_exploited,
            d.ends_fixable, d.state, d.reviewed_by, d.reviewed_at, d.link, d.findings""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    DecisionRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    long insert(NewDecision decision, String author, Instant at, Decision.State state, int findings) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into decision (ruling, everywhere, reason, author, made_at, until_at, ends_worse,
                        ends_exploited, ends_fixable, state, link, findings)
                        values (:ruling, :everywhere, :reason, :author, :at, :until, :worse, :exploited, :fixable,
                        :state, :link, :findings)""")
                .param("ruling", decision.ruling().name())
                .param("everywhere", decision.everywhere())
                .param("reason", decision.reason())
                .param("author", author)
                .param("at", column(at))
                .param("until", decision.until().map(DecisionRows::column).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("worse", decision.endings().contains(Ending.WORSE))
                .param("exploited", decision.endings().contains(Ending.EXPLOITED))
                .param("fixable", decision.endings().contains(Ending.FIXABLE))
                .param("state", state.name())
                .param("link", decision.link().orElse(null), Types.VARCHAR)
                .param("findings", findings)
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    /**
     * Puts findings under a decision, with what they are now, so that it is known when that changes.
     *
     * @param began null while it waits for approval
     */
    void add(long decisionId, long projectId, RoaringBitmap findings, @Nullable Instant began) {
        batches.batchUpdate("""
                insert into judgement (finding_id, decision_id, severity, exploited, fixable, began_at)
                select f.id, cast(? as bigint), x.severity, x.exploited, case when f.fixed_version is null then false else true end,
                cast(? as timestamp(6) with time zone)
                from finding f join finding_state x on x.finding_id = f.id where f.id = ?
                and not exists (select 1 from judgement j where j.finding_id = f.id and j.decision_id = ?)""", findings.stream().boxed().toList(), BATCH, (statement, number) -> {
            statement.setLong(1, decisionId);
            statement.setObject(2, began == null ? null : column(began), Types.TIMESTAMP_WITH_TIMEZONE);
            statement.setLong(3, FindingId.of(projectId, number));
            statement.setLong(4, decisionId);
        });
    }

    /** Puts proposed findings of the project in force. */
    void begin(long decisionId, long projectId, Instant at) {
        jdbc.sql("update judgement set began_at = ? where decision_id = ? and finding_id between ? and ?"
                        + " and began_at is null and ended_at is null")
                .params(column(at), decisionId, first(projectId), last(projectId))
                .update();
    }

    /** Ends what is in force for these findings. @param by the decision that took its place */
    void end(long projectId, RoaringBitmap findings, Instant at, Ending why, @Nullable Long by) {
        batches.batchUpdate("""
                update judgement set ended_at = ?, ended_why = ?, ended_by = ?
                where finding_id = ? and began_at is not null and ended_at is null""", findings.stream().boxed().toList(), BATCH, (statement, number) -> {
            statement.setObject(1, column(at));
            statement.setString(2, why.name());
            statement.setObject(3, by, Types.BIGINT);
            statement.setLong(4, FindingId.of(projectId, number));
        });
    }

    /** Ends the decision for all findings of the project that are under it. */
    void endAll(long decisionId, long projectId, Instant at, Ending why) {
        jdbc.sql("update judgement set ended_at = ?, ended_why = ? where decision_id = ?"
                        + " and finding_id between ? and ? and ended_at is null")
                .params(column(at), why.name(), decisionId, first(projectId), last(projectId))
                .update();
    }

    /**
     * Brings back what a decision had replaced in the project, unless its own end has come or another decision is in force
     * by now. What does not come back is replaced by what took the decision's place, and comes back when that is undone.
     */
    void bringBack(long decisionId, long projectId, Instant now) {
        replaced(
                decisionId,
                projectId,
                "(select b.ended_by from judgement b where b.decision_id = :decision"
                        + " and b.finding_id = judgement.finding_id)");
        // Several only where findings were joined: of these the newest holds.
        jdbc.sql("""
                        update judgement set ended_at = null, ended_why = null, ended_by = null
                        where ended_by = :decision and finding_id between :first and :last and decision_id =
                          (select max(o.decision_id) from judgement o join decision d on d.id = o.decision_id
                          where o.finding_id = judgement.finding_id and o.ended_by = :decision
                          and d.state = 'MADE' and (d.until_at is null or d.until_at > :now))
                        and not exists (select 1 from judgement c where c.finding_id = judgement.finding_id
                          and c.began_at is not null and c.ended_at is null)""")
                .param("decision", decisionId)
                .param("first", first(projectId))
                .param("last", last(projectId))
                .param("now", column(now))
                .update();
        replaced(
                decisionId,
                projectId,
                "(select max(c.decision_id) from judgement c where c.finding_id ="
                        + " judgement.finding_id and c.began_at is not null and c.ended_at is null)");
    }

    /** Lets another decision, if there is one, stand for the one that replaced them. @param other a query of its id */
    private void replaced(long decisionId, long projectId, String other) {
        jdbc.sql("update judgement set ended_by = coalesce(" + other + ", ended_by)"
                        + " where ended_by = :decision and finding_id between :first and :last")
                .param("decision", decisionId)
                .param("first", first(projectId))
                .param("last", last(projectId))
                .update();
    }

    void state(long decisionId, Decision.State state) {
        jdbc.sql("update decision set state = ? where id = ?")
                .params(state.name(), decisionId)
                .update();
    }

    void review(long decisionId, Decision.State state, String reviewer, Instant at) {
        jdbc.sql("update decision set state = ?, reviewed_by = ?, reviewed_at = ? where id = ?")
                .params(state.name(), reviewer, column(at), decisionId)
                .update();
    }

    /** The decision, locked until the transaction ends: two people may review it at once. */
    Optional<Decision> lock(long id) {
        return jdbc.sql("select " + DECISION + " from decision d where d.id = ? for update")
                .param(id)
                .query((row, n) -> decision(row))
                .optional();
    }

    Optional<Decision> find(long id) {
        return jdbc.sql("select " + DECISION + " from decision d where d.id = ?")
                .param(id)
                .query((row, n) -> decision(row))
                .optional();
    }

    /** Findings under the decision, by project. */
    Map<Long, RoaringBitmap> findings(long decisionId) {
        var findings = new HashMap<Long, RoaringBitmap>();
        jdbc.sql("select finding_id from judgement where decision_id = ?")
                .param(decisionId)
                .query(row -> {
                    long id = row.getLong(1);
                    findings.computeIfAbsent(FindingId.project(id), project -> new RoaringBitmap())
                            .add(FindingId.number(id));
                });
        return findings;
    }

    /** All that was ever decided on the finding, oldest first. */
    List<Judgement> of(long findingId) {
        return jdbc.sql("select " + DECISION + ", j.finding_id, j.began_at, j.ended_at, j.ended_why"
                        + " from judgement j join decision d on d.id = j.decision_id where j.finding_id = ?"
                        + " order by d.id")
                .param(findingId)
                .query((row, n) -> judgement(row))
                .list();
    }

    /** The same of many findings, in no order. */
    void of(long projectId, RoaringBitmap findings, Consumer<Judgement> sink) {
        var batch = new ArrayList<Long>(BATCH);
        for (int number : findings) {
            batch.add(FindingId.of(projectId, number));
            if (batch.size() == BATCH) {
                read(batch, sink);
                batch.clear();
            }
        }
        read(batch, sink);
    }

    private void read(Collection<Long> ids, Consumer<Judgement> sink) {
        if (ids.isEmpty()) {
            return;
        }
        var wanted = new HashSet<>(ids);
        var among = Among.of(ids);
        jdbc.sql("select " + DECISION + ", j.finding_id, j.began_at, j.ended_at, j.ended_why"
                        + " from judgement j join decision d on d.id = j.decision_id where j.finding_id"
                        + among.condition())
                .params(among.parameters())
                .query(row -> {
                    if (wanted.contains(row.getLong(16))) {
                        sink.accept(judgement(row));
                    }
                });
    }

    /** Decisions whose end date has come while they are in force, or proposed, for a finding. @param after in order of id */
    List<Long> due(Instant now, long after) {
        return jdbc.sql("""
                        select d.id from decision d where d.until_at <= ? and d.id > ? and exists
                        (select 1 from judgement j where j.decision_id = d.id and j.ended_at is null)
                        order by d.id fetch first 1000 rows only""")
                .params(column(now), after)
                .query((row, n) -> row.getLong(1))
                .list();
    }

    /** Whether it is in force, or proposed, for a finding. */
    boolean isStanding(long decisionId) {
        return jdbc.sql("select 1 from judgement where decision_id = ? and ended_at is null fetch first 1 rows only")
                .param(decisionId)
                .query((row, n) -> 1)
                .optional()
                .isPresent();
    }

    /** Decisions that wait for approval, the oldest first. @param after only those of higher ids */
    List<Decision> proposals(long after, int limit) {
        return jdbc.sql("select " + DECISION + " from decision d where d.state = 'PROPOSED' and d.id > ?"
                        + " order by d.state, d.id fetch first ? rows only")
                .params(after, limit)
                .query((row, n) -> decision(row))
                .list();
    }

    /** The projects that these decisions are about while they are in force, or proposed. */
    Map<Long, Set<Long>> standingIn(Collection<Long> decisions) {
        var projects = new HashMap<Long, Set<Long>>();
        if (!decisions.isEmpty()) {
            jdbc.sql("""
                            select distinct j.decision_id, x.project_id from judgement j
                            join finding_state x on x.finding_id = j.finding_id
                            where j.decision_id in (:decisions) and j.ended_at is null""").param("decisions", decisions).query(row -> {
                projects.computeIfAbsent(row.getLong(1), id -> new HashSet<>()).add(row.getLong(2));
            });
        }
        return projects;
    }

    /**
     * What decisions in force were made on, for those findings whose decision ends by a change.
     *
     * @return findings for which such a change has come, by what it is
     */
    Map<Ending, RoaringBitmap> changed(long projectId, RoaringBitmap findings) {
        var changed = new HashMap<Ending, RoaringBitmap>();
        var batch = new ArrayList<Long>(BATCH);
        for (int number : findings) {
            batch.add(FindingId.of(projectId, number));
            if (batch.size() == BATCH) {
                changed(batch, changed);
                batch.clear();
            }
        }
        changed(batch, changed);
        return changed;
    }

    private void changed(List<Long> ids, Map<Ending, RoaringBitmap> changed) {
        if (ids.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        select j.finding_id,
                        case when d.ends_exploited and x.exploited and not j.exploited then 'EXPLOITED'
                          when d.ends_worse and x.severity < j.severity then 'WORSE' else 'FIXABLE' end
                        from judgement j join decision d on d.id = j.decision_id
                        join finding_state x on x.finding_id = j.finding_id join finding f on f.id = j.finding_id
                        where j.finding_id in (:ids) and j.began_at is not null and j.ended_at is null
                        and ((d.ends_worse and x.severity < j.severity)
                          or (d.ends_exploited and x.exploited and not j.exploited)
                          or (d.ends_fixable and f.fixed_version is not null and not j.fixable))""").param("ids", List.copyOf(ids)).query(row -> {
            changed.computeIfAbsent(Ending.valueOf(row.getString(2)), why -> new RoaringBitmap())
                    .add(FindingId.number(row.getLong(1)));
        });
    }

    /** Gives the survivor what was decided on the absorbed finding. */
    void join(long absorbed, long survivor) {
        jdbc.sql("""
                        delete from judgement where finding_id = ? and decision_id in
                        (select s.decision_id from judgement s where s.finding_id = ?)""").params(absorbed, survivor).update();
        jdbc.sql("update judgement set finding_id = ? where finding_id = ?")
                .params(survivor, absorbed)
                .update();
    }

    /** Of several decisions in force on one finding the newest stays. */
    void endAllButNewest(long findingId, Instant at) {
        List<Long> inForce = jdbc.sql("select decision_id from judgement where finding_id = ? and began_at is not null"
                        + " and ended_at is null order by began_at desc, decision_id desc")
                .param(findingId)
                .query((row, n) -> row.getLong(1))
                .list();
        inForce.stream()
                .skip(1)
                .forEach(older -> jdbc.sql("update judgement set ended_at = ?, ended_why = 'REPLACED', ended_by = ?"
                                + " where finding_id = ? and decision_id = ?")
                        .params(column(at), inForce.getFirst(), findingId, older)
                        .update());
    }

    static long first(long projectId) {
        return FindingId.of(projectId, 1);
    }

    static long last(long projectId) {
        return FindingId.of(projectId, Integer.MAX_VALUE);
    }

    static OffsetDateTime column(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static Decision decision(ResultSet row) throws SQLException {
        var endings = EnumSet.noneOf(Ending.class);
        if (row.getBoolean(8)) {
            endings.add(Ending.WORSE);
        }
        if (row.getBoolean(9)) {
            endings.add(Ending.EXPLOITED);
        }
        if (row.getBoolean(10)) {
            endings.add(Ending.FIXABLE);
        }
        return new Decision(
                row.getLong(1),
                Ruling.valueOf(row.getString(2)),
                row.getBoolean(3),
                row.getString(4),
                row.getString(5),
                instant(row, 6).orElseThrow(),
                instant(row, 7),
                endings,
                Decision.State.valueOf(row.getString(11)),
                Optional.ofNullable(row.getString(12)),
                instant(row, 13),
                Optional.ofNullable(row.getString(14)),
                row.getInt(15));
    }

    private static Judgement judgement(ResultSet row) throws SQLException {
        return new Judgement(
                row.getLong(16),
                decision(row),
                instant(row, 17),
                instant(row, 18),
                Optional.ofNullable(row.getString(19)).map(Ending::valueOf));
    }
}
