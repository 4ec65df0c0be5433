package dev.winnow.triage;

import dev.winnow.access.Caller;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Silence rules of people in pages by name, as far as a reader may see them. */
@Repository
class RuleLists {
    private final JdbcClient jdbc;

    RuleLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What reads rules: who sees all projects sees every rule, others those of one project that they may read. */
    private record Reading(String condition, Map<String, Object> parameters) {
        static Reading of(Caller by, Instant now, Instant stale) {
            var parameters = new HashMap<String, Object>();
            parameters.put("soon", DecisionRows.column(now.plus(RuleState.SOON)));
            parameters.put("stale", DecisionRows.column(stale));
            Optional<Set<String>> only = by.mayTriageEverywhere() ? Optional.empty() : by.visibleProjects();
            if (only.isEmpty()) {
                return new Reading("statement = false", parameters);
            }
            if (only.get().isEmpty()) {
                return new Reading("1 = 0", parameters);
            }
            parameters.put("projects", List.copyOf(only.get()));
            return new Reading("statement = false and m_project in (:projects)", parameters);
        }
    }

    /** @param last id of the last rule of the page before; null at the start */
    List<SilenceRule> page(Caller by, RuleState state, Instant now, Instant stale, @Nullable Long last, int limit) {
        Reading reading = Reading.of(by, now, stale);
        if (last != null) {
            reading.parameters().put("last", last);
        }
        return jdbc.sql("select " + RuleRows.COLUMNS + " from silence_rule where " + reading.condition() + " and "
                        + state.condition() + (last == null ? "" : BEHIND)
                        + " order by lower(name), id fetch first :limit rows only")
                .params(reading.parameters())
                .param("limit", limit)
                .query((row, n) -> RuleRows.rule(row))
                .list();
    }

    private static final String BEHIND = """
             and (lower(name) > (select lower(o.name) from silence_rule o where o.id = :last)
            or (lower(name) = (select lower(o.name) from silence_rule o where o.id = :last) and id > :last))""";

    /** How many there are of each state. */
    Map<RuleState, Long> counts(Caller by, Instant now, Instant stale) {
        Reading reading = Reading.of(by, now, stale);
        var counts = new EnumMap<RuleState, Long>(RuleState.class);
        var columns = new StringBuilder();
        for (RuleState state : RuleState.values()) {
            columns.append(columns.isEmpty() ? "" : ", ")
                    .append("coalesce(sum(case when ")
                    .append(state.condition())
                    .append(" then 1 else 0 end), 0)");
        }
        jdbc.sql("select " + columns + " from silence_rule where " + reading.condition())
                .params(reading.parameters())
                .query(row -> {
                    for (RuleState state : RuleState.values()) {
                        counts.put(state, row.getLong(state.ordinal() + 1));
                    }
                });
        return counts;
    }

    /** Whether a rule, ended or not, has the name, whatever its case. @param except the id of one that may have it */
    boolean hasName(String name, @Nullable Long except) {
        return jdbc
                .sql("select id from silence_rule where statement = false and lower(name) = lower(?)")
                .param(name)
                .query((row, n) -> row.getLong(1))
                .list()
                .stream()
                .anyMatch(id -> !id.equals(except));
    }
}
