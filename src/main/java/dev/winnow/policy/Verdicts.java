package dev.winnow.policy;

import dev.winnow.finding.Bitmaps;
import dev.winnow.project.Build;
import dev.winnow.project.Outcome;
import java.nio.ByteBuffer;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The verdicts of builds, each with the policy that it follows from. */
@Repository
public class Verdicts implements SmartInitializingSingleton {
    /** Findings kept with a verdict; a gate that fails on more than this is not explained by a longer list. */
    private static final int KEPT = 10_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    Verdicts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The built-in policy is there before the first import, so that two imports do not both add it. */
    @Override
    public void afterSingletonsInstantiated() {
        keep(Policy.BUILT_IN, clock.instant());
    }

    /** The build's verdict now, with the decisions since its scans; empty where nobody scanned it. */
    public Optional<Verdict> of(Build build) {
        return find("select outcome, rule_name, findings from verdict where build_id = ? order by again desc", build);
    }

    /** The build's verdict as of its newest scan; empty where nobody scanned it. */
    public Optional<Verdict> ofBuildTime(Build build) {
        return find("select outcome, rule_name, findings from verdict where build_id = ? and again = false", build);
    }

    private Optional<Verdict> find(String sql, Build build) {
        return jdbc.sql(sql + " fetch first 1 rows only")
                .param(build.id())
                .query((row, n) -> new Verdict(
                        Outcome.valueOf(row.getString(1)),
                        Optional.ofNullable(row.getString(2)),
                        Bitmaps.read(ByteBuffer.wrap(row.getBytes(3)))))
                .optional();
    }

    /** The text of the policy that the build's verdict follows from. */
    public Optional<String> policyOf(Build build) {
        return jdbc.sql("select p.text from verdict v join policy p on p.hash = v.policy_hash"
                        + " where v.build_id = ? order by v.again desc fetch first 1 rows only")
                .param(build.id())
                .query(String.class)
                .optional();
    }

    /**
     * What the build's scans make of it; what decisions made of it before is void.
     *
     * @param policy one that is kept already
     */
    void save(Build build, Verdict verdict, Policy policy, Instant at) {
        jdbc.sql("delete from verdict where build_id = ? and again = true")
                .param(build.id())
                .update();
        save(build, verdict, policy, at, false);
    }

    /** What decisions make of it later. @param policy one that is kept already */
    void saveAgain(Build build, Verdict verdict, Policy policy, Instant at) {
        save(build, verdict, policy, at, true);
    }

    private void save(Build build, Verdict verdict, Policy policy, Instant at, boolean again) {
        byte[] findings = Bitmaps.bytes(verdict.findings().limit(KEPT));
        boolean known = update("""
                update verdict set policy_hash = :policy, outcome = :outcome, rule_name = :rule, findings = :findings,
                decided_at = :at where build_id = :build and again = :again""", build, verdict, policy, findings, at, again);
        if (!known) {
            update("""
                    insert into verdict (policy_hash, outcome, rule_name, findings, decided_at, build_id, again)
                    values (:policy, :outcome, :rule, :findings, :at, :build, :again)""", build, verdict, policy, findings, at, again);
        }
    }

    private boolean update(
            String sql, Build build, Verdict verdict, Policy policy, byte[] findings, Instant at, boolean again) {
        return jdbc.sql(sql)
                        .param("policy", policy.hash())
                        .param("outcome", verdict.outcome().name())
                        .param("rule", verdict.rule().orElse(null), Types.VARCHAR)
                        .param("findings", findings)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("build", build.id())
                        .param("again", again)
                        .update()
                > 0;
    }

    private void keep(Policy policy, Instant at) {
        jdbc.sql("""
                        insert into policy (hash, text, created_at)
                        select v.hash, v.text, v.created_at
                        from (select cast(? as varchar(64)) as hash, cast(? as varchar(65000)) as text,
                              cast(? as timestamp(6) with time zone) as created_at) v
                        where not exists (select 1 from policy p where p.hash = v.hash)""")
                .params(policy.hash(), policy.text(), at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
