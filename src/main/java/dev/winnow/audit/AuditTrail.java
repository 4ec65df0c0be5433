package dev.winnow.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads the audit log. Whoever asks must have seen that the caller administers. */
@Repository
@Transactional(readOnly = true)
public class AuditTrail {
    private static final String SELECT = "select " + AuditColumns.NAMES + " from audit_record where seq ";

    private final AuditRows rows;
    private final JdbcClient jdbc;

    AuditTrail(AuditRows rows, JdbcClient jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    /** Where the log ends now. */
    public AuditHead head() {
        return rows.head();
    }

    public Optional<AuditRecord> find(long seq) {
        return jdbc.sql(SELECT + "= ?")
                .param(seq)
                .query((row, n) -> AuditColumns.record(row))
                .optional();
    }

    /** Records, the newest first. @param before number of the last one of the page before; null at the start */
    public List<AuditRecord> newest(AuditFilter filter, @Nullable Long before, int limit) {
        return page("< ?", before == null ? Long.MAX_VALUE : before, filter, "desc", limit);
    }

    /** Records in their order. @param after number of the last one of the page before; 0 at the start */
    public List<AuditRecord> after(AuditFilter filter, long after, int limit) {
        return page("> ?", after, filter, "asc", limit);
    }

    /** Times never go back, so that a stretch of time is a stretch of numbers, which every index here ends with. */
    private List<AuditRecord> page(String comparison, long bound, AuditFilter filter, String direction, int limit) {
        var parameters = new ArrayList<Object>(List.of(bound));
        var where = new StringBuilder(comparison);
        var order = new ArrayList<String>();
        if (filter.actor() != null) {
            where.append(" and actor = ?");
            parameters.add(filter.actor());
            order.add("actor");
        }
        if (filter.action() != null) {
            String wanted = filter.action();
            List<String> actions = actions().stream()
                    .filter(each -> each.equals(wanted) || each.startsWith(wanted + "."))
                    .toList();
            if (actions.isEmpty()) {
                return List.of();
            }
            where.append(" and action in (")
                    .append(String.join(", ", Collections.nCopies(actions.size(), "?")))
                    .append(')');
            parameters.addAll(actions);
            if (actions.size() == 1 && order.isEmpty()) {
                order.add("action");
            }
        }
        if (filter.subject() != null) {
            where.append(" and subject like ? escape '!'");
            parameters.add(beginning(filter.subject()));
        }
        if (filter.from() != null) {
            OptionalLong first = firstAt(filter.from());
            if (first.isEmpty()) {
                return List.of();
            }
            where.append(" and seq >= ?");
            parameters.add(first.getAsLong());
        }
        if (filter.to() != null) {
            OptionalLong end = firstAt(filter.to());
            if (end.isPresent()) {
                where.append(" and seq < ?");
                parameters.add(end.getAsLong());
            }
        }
        order.add("seq");
        parameters.add(limit);
        return jdbc.sql(SELECT + where + " order by "
                        + String.join(
                                ", ",
                                order.stream()
                                        .map(column -> column + " " + direction)
                                        .toList())
                        + " fetch first ? rows only")
                .params(parameters)
                .query((row, n) -> AuditColumns.record(row))
                .list();
    }

    /** Number of the first record at a time or later; empty where there is none yet. */
    OptionalLong firstAt(Instant at) {
        return jdbc.sql("select seq from audit_record where recorded_at >= ?"
                        + " order by recorded_at, seq fetch first 1 rows only")
                .param(AuditColumns.time(at))
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    private static String beginning(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    /** Names of the actions that occur, in order: they are few, and an index has them side by side. */
    public List<String> actions() {
        var actions = new ArrayList<String>();
        String last = "";
        while (true) {
            var next = jdbc.sql(
                            "select action from audit_record where action > ? order by action, seq fetch first 1 rows only")
                    .param(last)
                    .query(String.class)
                    .optional();
            if (next.isEmpty()) {
                return actions;
            }
            last = next.get();
            actions.add(last);
        }
    }
}
