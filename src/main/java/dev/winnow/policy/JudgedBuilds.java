package dev.winnow.policy;

import dev.winnow.project.Build;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How builds were judged, and by which version of which policy, for records that are to be kept. */
@Repository
public class JudgedBuilds {
    private final JdbcClient jdbc;
    private final Verdicts verdicts;
    private final PolicyRows policies;

    JudgedBuilds(JdbcClient jdbc, Verdicts verdicts, PolicyRows policies) {
        this.jdbc = jdbc;
        this.verdicts = verdicts;
        this.policies = policies;
    }

    /**
     * A verdict with where it comes from.
     *
     * @param later whether it takes in what was decided since the build's newest scan
     * @param policy the version that it follows from
     */
    public record Judged(boolean later, Verdict verdict, PolicyVersion policy, Instant at) {}

    private record Row(boolean later, long version, Instant at) {}

    /** The verdict as of the build's newest scan, then the one with decisions since, where there is one. */
    public List<Judged> of(Build build) {
        // Read to the end before anything else is asked.
        List<Row> rows = jdbc.sql("select again, version_id, decided_at from verdict where build_id = ? order by again")
                .param(build.id())
                .query((row, n) -> new Row(
                        row.getBoolean(1),
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
        return rows.stream().flatMap(row -> judged(build, row).stream()).toList();
    }

    private Optional<Judged> judged(Build build, Row row) {
        Optional<Verdict> verdict = row.later() ? verdicts.of(build) : verdicts.ofBuildTime(build);
        return verdict.map(said ->
                new Judged(row.later(), said, policies.find(row.version()).orElseThrow(), row.at()));
    }
}
