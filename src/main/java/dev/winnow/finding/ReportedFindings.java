package dev.winnow.finding;

import dev.winnow.importers.Kind;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Severity;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What reports say of many findings: of each what the newest one says, of the tracked branch before others. */
@Repository
public class ReportedFindings {
    /** The last row of a finding is the one that counts. */
    private static final String ORDER =
            " order by s.finding_id, case when t.branch = p.tracked_branch then 1 else 0 end,"
                    + " s.changed_scan_id, s.stream_id";

    private static final String FROM = " from sighting s join stream t on t.id = s.stream_id"
            + " join project p on p.id = t.project_id join finding f on f.id = s.finding_id%s where s.finding_id";

    private static final String RULE =
            " join rule r on r.id = s.rule_ref join finding_state x on x.finding_id = s.finding_id";

    private final JdbcClient jdbc;
    private final RuleStore rules;

    ReportedFindings(JdbcClient jdbc, RuleStore rules) {
        this.jdbc = jdbc;
        this.rules = rules;
    }

    /** Which guard's report it is, the rule's row and id, what kind of problem it is, and how severe the finding. */
    public record By(long guardId, long rule, String ruleId, Kind kind, Severity severity) {}

    /** By finding; those that no report has any more are left out. @param ids a few thousand at most */
    public Map<Long, By> by(Collection<Long> ids) {
        var by = new HashMap<Long, By>();
        if (!ids.isEmpty()) {
            Among among = Among.of(ids);
            jdbc.sql("select s.finding_id, t.guard_id, s.rule_ref, r.rule_id, f.kind, x.severity" + FROM.formatted(RULE)
                            + among.condition() + ORDER)
                    .params(among.parameters())
                    .query(row -> {
                        by.put(
                                row.getLong(1),
                                new By(
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getString(4),
                                        Kind.values()[row.getInt(5)],
                                        Severity.values()[row.getInt(6)]));
                    });
        }
        return by;
    }

    /** What the same reports say, by finding. @param ids a few hundred at most */
    public Map<Long, SightingDetails> details(Collection<Long> ids) {
        var details = new HashMap<Long, byte[]>();
        if (!ids.isEmpty()) {
            Among among = Among.of(ids);
            jdbc.sql("select s.finding_id, s.details" + FROM.formatted("") + among.condition() + ORDER)
                    .params(among.parameters())
                    .query(row -> {
                        details.put(row.getLong(1), row.getBytes(2));
                    });
        }
        var read = new HashMap<Long, SightingDetails>();
        details.forEach((id, bytes) -> read.put(id, StoredJson.read(bytes, SightingDetails.class)));
        return read;
    }

    /** Rules by their rows. @param rows a few hundred at most */
    public Map<Long, Rule> rules(Collection<Long> rows) {
        var read = new HashMap<Long, Rule>();
        if (!rows.isEmpty()) {
            jdbc.sql("select id, details from rule where id in (:ids)")
                    .param("ids", rows)
                    .query(row -> {
                        read.put(row.getLong(1), rules.read(row.getBytes(2)));
                    });
        }
        return read;
    }
}
