package dev.winnow.finding;

import dev.winnow.project.Build;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The stretches in which findings were open on the tracked branch. */
@Repository
public class Episodes {
    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;

    Episodes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param introduced by finding number, since when the problem was there */
    void open(Turn by, RoaringBitmap findings, boolean backlog, IntFunction<Instant> introduced) {
        jdbc.batchUpdate("""
                insert into episode (finding_id, opened_scan_id, opened_build_id, opened_at, introduced_at, backlog)
                values (?, ?, ?, ?, ?, ?)""", findings.stream().boxed().toList(), BATCH, (statement, number) -> {
            statement.setLong(1, FindingId.of(by.build().projectId(), number));
            statement.setLong(2, by.scanId());
            statement.setLong(3, by.build().id());
            statement.setObject(4, Times.column(by.at()));
            statement.setObject(5, Times.column(introduced.apply(number)));
            statement.setBoolean(6, backlog);
        });
    }

    void close(Turn by, RoaringBitmap findings, EpisodeOutcome outcome) {
        jdbc.batchUpdate("""
                update episode set closed_scan_id = ?, closed_build_id = ?, closed_at = ?, outcome = ?
                where finding_id = ? and closed_at is null""", findings.stream().boxed().toList(), BATCH, (statement, number) -> {
            statement.setLong(1, by.scanId());
            statement.setLong(2, by.build().id());
            statement.setObject(3, Times.column(by.at()));
            statement.setString(4, outcome.name());
            statement.setLong(5, FindingId.of(by.build().projectId(), number));
        });
    }

    /** The finding's episodes, oldest first. */
    public List<Episode> of(long findingId) {
        return jdbc.query(
                """
                select opened_build_id, opened_at, introduced_at, backlog, closed_build_id, closed_at, outcome
                from episode where finding_id = ? order by id""",
                (row, n) -> new Episode(
                        row.getLong(1),
                        row.getObject(2, java.time.OffsetDateTime.class).toInstant(),
                        row.getObject(3, java.time.OffsetDateTime.class).toInstant(),
                        row.getBoolean(4),
                        row.getObject(5, Long.class),
                        Times.instant(row.getObject(6, java.time.OffsetDateTime.class)),
                        row.getString(7) == null ? null : EpisodeOutcome.valueOf(row.getString(7))),
                findingId);
    }

    /**
     * The scan that opens or closes, and when it finished.
     *
     * @param at when the scan finished
     */
    record Turn(long scanId, Build build, Instant at) {}

    /**
     * One stretch in which a finding was open.
     *
     * @param openedBuildId the build whose scan saw it first
     * @param openedAt when that scan finished
     * @param introducedAt since when the problem was there: the build's commit time; for a vulnerability not before its
     *     publication
     * @param backlog whether the stream's first complete scan opened it, so that nobody knows since when it was there
     * @param closedAt when the first complete scan without it finished; null while it is open
     * @param outcome null while it is open
     */
    public record Episode(
            long openedBuildId,
            Instant openedAt,
            Instant introducedAt,
            boolean backlog,
            @Nullable Long closedBuildId,
            @Nullable Instant closedAt,
            @Nullable EpisodeOutcome outcome) {}
}
