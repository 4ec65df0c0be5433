package dev.winnow.finding;

import dev.winnow.importers.Severity;
import dev.winnow.project.Build;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** The stretches in which findings were open on the tracked branch. */
@Repository
public class Episodes {
    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    Episodes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
    }

    /**
     * What opens.
     *
     * @param severity by finding number
     * @param introduced by finding number, since when the problem was there
     */
    record Opening(
            RoaringBitmap findings,
            boolean backlog,
            long guardId,
            IntFunction<Severity> severity,
            IntFunction<Instant> introduced) {}

    void open(Turn by, Opening opening) {
        byte[] guards = GuardIds.encoded(List.of(opening.guardId()));
        jdbc.batchUpdate("""
                insert into episode (finding_id, opened_scan_id, opened_build_id, opened_at, introduced_at, backlog, guards,
                opened_severity, opened_silenced)
                values (?, ?, ?, ?, ?, ?, ?, ?, false)""", opening.findings().stream().boxed().toList(), BATCH, (statement, number) -> {
            statement.setLong(1, FindingId.of(by.build().projectId(), number));
            statement.setLong(2, by.scanId());
            statement.setLong(3, by.build().id());
            statement.setObject(4, Times.column(by.at()));
            statement.setObject(5, Times.column(opening.introduced().apply(number)));
            statement.setBoolean(6, opening.backlog());
            statement.setBytes(7, guards);
            statement.setInt(8, opening.severity().apply(number).ordinal());
        });
    }

    /** Notes that one more guard reports what is open. */
    void alsoSeenBy(long guardId, long projectId, RoaringBitmap findings) {
        var changed = new ArrayList<Object[]>();
        forEachBatch(
                projectId,
                findings,
                ids -> named.query(
                        "select id, guards from episode where finding_id in (:ids) and closed_at is null",
                        Map.of("ids", ids),
                        row -> {
                            byte[] known = row.getBytes(2);
                            byte[] now = GuardIds.with(known, guardId);
                            if (now != known) {
                                changed.add(new Object[] {now, row.getLong(1)});
                            }
                        }));
        jdbc.batchUpdate("update episode set guards = ? where id = ?", changed, BATCH, (statement, row) -> {
            statement.setBytes(1, (byte[]) row[0]);
            statement.setLong(2, (long) row[1]);
        });
    }

    /** Notes which of the episodes that a scan opened were silenced from the start. */
    public void openedSilenced(Scan scan, RoaringBitmap findings) {
        forEachBatch(
                scan.projectId().orElseThrow(),
                findings,
                ids -> named.update(
                        "update episode set opened_silenced = true where finding_id in (:ids) and opened_scan_id = :scan",
                        Map.of("ids", ids, "scan", scan.id())));
    }

    /** Closes what is open, as severity and decisions are now. */
    void close(Turn by, RoaringBitmap findings, EpisodeOutcome outcome) {
        jdbc.batchUpdate("""
                update episode set closed_scan_id = ?, closed_build_id = ?, closed_at = ?, outcome = ?,
                (closed_severity, closed_silenced, closed_triage) =
                (select s.severity, s.silenced, s.triage from finding_state s where s.finding_id = episode.finding_id)
                where finding_id = ? and closed_at is null""", findings.stream().boxed().toList(), BATCH, (statement, number) -> {
            statement.setLong(1, by.scanId());
            statement.setLong(2, by.build().id());
            statement.setObject(3, Times.column(by.at()));
            statement.setString(4, outcome.name());
            statement.setLong(5, FindingId.of(by.build().projectId(), number));
        });
    }

    private static void forEachBatch(long projectId, RoaringBitmap findings, Consumer<List<Long>> batch) {
        var ids = new ArrayList<Long>(BATCH);
        for (int number : findings) {
            ids.add(FindingId.of(projectId, number));
            if (ids.size() == BATCH) {
                batch.accept(List.copyOf(ids));
                ids.clear();
            }
        }
        if (!ids.isEmpty()) {
            batch.accept(ids);
        }
    }

    /** The finding's episodes, oldest first. */
    public List<Episode> of(long findingId) {
        return ofAll(List.of(findingId)).getOrDefault(findingId, List.of());
    }

    /** The episodes of some findings, by the findings' ids, each oldest first; findings without any are left out. */
    public Map<Long, List<Episode>> ofAll(Collection<Long> findingIds) {
        var episodes = new HashMap<Long, List<Episode>>();
        if (!findingIds.isEmpty()) {
            named.query("""
                    select finding_id, opened_build_id, opened_at, introduced_at, backlog, closed_build_id, closed_at, outcome
                    from episode where finding_id in (:ids) order by id""", Map.of("ids", findingIds), row -> {
                episodes.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                        .add(episode(row));
            });
        }
        return episodes;
    }

    private static Episode episode(ResultSet row) throws SQLException {
        return new Episode(
                row.getLong(2),
                row.getObject(3, java.time.OffsetDateTime.class).toInstant(),
                row.getObject(4, java.time.OffsetDateTime.class).toInstant(),
                row.getBoolean(5),
                row.getObject(6, Long.class),
                Times.instant(row.getObject(7, java.time.OffsetDateTime.class)),
                row.getString(8) == null ? null : EpisodeOutcome.valueOf(row.getString(8)));
    }

    /** Numbers of the project's findings that were open at some instant of a time. @param to not included */
    public RoaringBitmap openIn(long projectId, Instant from, Instant to) {
        var numbers = new RoaringBitmap();
        named.query(
                """
                select finding_id from episode where finding_id between :first and :last
                and opened_at < :to and (closed_at is null or closed_at >= :from)""",
                Map.of(
                        "first", FindingId.of(projectId, 1),
                        "last", FindingId.of(projectId, Integer.MAX_VALUE),
                        "from", Times.column(from),
                        "to", Times.column(to)),
                row -> {
                    numbers.add(FindingId.number(row.getLong(1)));
                });
        return numbers;
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
