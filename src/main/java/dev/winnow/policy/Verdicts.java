package dev.winnow.policy;

import dev.winnow.finding.Bitmaps;
import dev.winnow.policy.language.Effect;
import dev.winnow.project.Build;
import dev.winnow.project.Outcome;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The verdicts of builds, each with the version of the policy that it follows from. */
@Repository
public class Verdicts {
    /** Findings kept with a reason; a gate that fails on more than this is not explained by a longer list. */
    private static final int KEPT = 10_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Verdicts(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** The build's verdict now, with the decisions since its scans; empty where nobody scanned it. */
    public Optional<Verdict> of(Build build) {
        return find(build, "order by again desc");
    }

    /** The build's verdict as of its newest scan; empty where nobody scanned it. */
    public Optional<Verdict> ofBuildTime(Build build) {
        return find(build, "and again = false");
    }

    /** When the verdict now was decided. */
    Optional<Instant> decidedAt(Build build) {
        return jdbc.sql("select decided_at from verdict where build_id = ? order by again desc fetch first 1 rows only")
                .param(build.id())
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /** The version of the policy that the verdict now follows from. */
    Optional<Long> versionOf(Build build) {
        return jdbc.sql("select version_id from verdict where build_id = ? order by again desc fetch first 1 rows only")
                .param(build.id())
                .query(Long.class)
                .optional();
    }

    private record Row(boolean again, Outcome outcome) {}

    private Optional<Verdict> find(Build build, String which) {
        return jdbc.sql("select again, outcome from verdict where build_id = ? " + which + " fetch first 1 rows only")
                .param(build.id())
                .query((row, n) -> new Row(row.getBoolean(1), Outcome.valueOf(row.getString(2))))
                .optional()
                .map(row -> new Verdict(row.outcome(), reasons(build, row.again())));
    }

    private List<Verdict.Reason> reasons(Build build, boolean again) {
        return jdbc.sql("select rule_name, effect, message, size, findings from verdict_reason"
                        + " where build_id = ? and again = ? order by build_id, again, place")
                .params(build.id(), again)
                .query((row, n) -> new Verdict.Reason(
                        row.getString(1),
                        Effect.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getInt(4),
                        Bitmaps.read(ByteBuffer.wrap(row.getBytes(5)))))
                .list();
    }

    /** What the build's scans make of it; what decisions made of it before is void. */
    void save(Build build, Verdict verdict, PolicyVersion version, Instant at) {
        jdbc.sql("delete from verdict_reason where build_id = ?")
                .param(build.id())
                .update();
        jdbc.sql("delete from verdict where build_id = ? and again = true")
                .param(build.id())
                .update();
        write(build, verdict, version, at, false);
    }

    /** What decisions make of it later. */
    void saveAgain(Build build, Verdict verdict, PolicyVersion version, Instant at) {
        jdbc.sql("delete from verdict_reason where build_id = ? and again = true")
                .param(build.id())
                .update();
        write(build, verdict, version, at, true);
    }

    private void write(Build build, Verdict verdict, PolicyVersion version, Instant at, boolean again) {
        boolean known = update("""
                update verdict set version_id = ?, outcome = ?, rule_name = ?, decided_at = ?
                where build_id = ? and again = ?""", build, verdict, version, at, again);
        if (!known) {
            update("""
                    insert into verdict (version_id, outcome, rule_name, decided_at, build_id, again)
                    values (?, ?, ?, ?, ?, ?)""", build, verdict, version, at, again);
        }
        var rows = new ArrayList<Object[]>();
        for (Verdict.Reason reason : verdict.reasons()) {
            rows.add(new Object[] {
                build.id(),
                again,
                rows.size(),
                reason.rule(),
                reason.effect().name(),
                reason.message(),
                reason.size(),
                Bitmaps.bytes(reason.findings().limit(KEPT))
            });
        }
        if (!rows.isEmpty()) {
            batches.batchUpdate(
                    "insert into verdict_reason (build_id, again, place, rule_name, effect, message, size, findings)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                    rows);
        }
    }

    private boolean update(String sql, Build build, Verdict verdict, PolicyVersion version, Instant at, boolean again) {
        return jdbc.sql(sql)
                        .param(version.id())
                        .param(verdict.outcome().name())
                        .param(verdict.rule().orElse(null))
                        .param(at.atOffset(ZoneOffset.UTC))
                        .param(build.id())
                        .param(again)
                        .update()
                > 0;
    }
}
