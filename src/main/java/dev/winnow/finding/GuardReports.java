package dev.winnow.finding;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which guards reported for which builds, and when. */
@Repository
public class GuardReports {
    private final JdbcClient jdbc;

    GuardReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a stream was scanned for: all its imported scans of one build. What just happened there was no scan of it.
     *
     * @param complete when the first scan that looked at everything finished; empty where none did
     * @param first when the first of them finished, {@code last} when the last one did
     */
    public record Reported(
            long buildId, long streamId, long guardId, Optional<Instant> complete, Instant first, Instant last) {}

    /** Costs about as much as these builds have scans. */
    public List<Reported> of(Collection<Long> builds) {
        if (builds.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select s.build_id, s.stream_id, t.guard_id, min(case when s.complete then s.detected_at end),
                        min(s.detected_at), max(s.detected_at)
                        from scan s join stream t on t.id = s.stream_id
                        where s.build_id in (:builds) and s.status = 'IMPORTED' and not t.events
                        group by s.build_id, s.stream_id, t.guard_id""")
                .param("builds", new ArrayList<>(builds))
                .query((row, n) -> new Reported(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        Optional.ofNullable(Times.instant(row.getObject(4, OffsetDateTime.class))),
                        Objects.requireNonNull(Times.instant(row.getObject(5, OffsetDateTime.class))),
                        Objects.requireNonNull(Times.instant(row.getObject(6, OffsetDateTime.class)))))
                .list();
    }
}
