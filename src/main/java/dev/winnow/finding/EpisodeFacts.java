package dev.winnow.finding;

import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads episodes as what is counted needs them. */
@Repository
public class EpisodeFacts {
    private static final int BATCH = 1_000;

    private static final String SELECT = """
            select e.id, e.finding_id, e.opened_at, e.introduced_at, e.backlog, e.guards, e.opened_severity,
            e.opened_silenced, e.closed_at, e.outcome, e.closed_severity, e.closed_silenced, e.closed_triage,
            s.kind, s.severity, s.silenced, s.triage
            from episode e join finding_state s on s.finding_id = e.finding_id where e.finding_id""";

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    EpisodeFacts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
    }

    /**
     * One stretch in which a finding was open on the tracked branch. Times in milliseconds since 1970.
     *
     * @param number of the finding in its project
     * @param again whether the finding was open before
     * @param guards ids of those that reported it while it was open
     * @param openedSilenced whether it did not count from the start
     * @param closedAt {@link #OPEN} while it is open
     * @param outcome null while it is open
     * @param severity when it closed; of an open one as it is now
     * @param silenced whether it did not count when it closed; of an open one whether it does not count now
     * @param triage where it stood when it closed, and stands now, likewise
     * @param triageNow where the finding stands now
     */
    public record Fact(
            long id,
            int number,
            boolean again,
            long openedAt,
            long introducedAt,
            boolean backlog,
            Set<Long> guards,
            Severity openedSeverity,
            boolean openedSilenced,
            long closedAt,
            @Nullable EpisodeOutcome outcome,
            Severity severity,
            boolean silenced,
            TriageState triage,
            TriageState triageNow,
            Kind kind) {
        public static final long OPEN = Long.MAX_VALUE;

        public boolean isOpen() {
            return closedAt == OPEN;
        }

        /** The same, had it the end of the other. */
        public Fact endingAs(Fact other) {
            return new Fact(
                    id,
                    number,
                    again,
                    openedAt,
                    introducedAt,
                    backlog,
                    guards,
                    openedSeverity,
                    openedSilenced,
                    other.closedAt,
                    other.outcome,
                    severity,
                    silenced,
                    triage,
                    triageNow,
                    kind);
        }

        /** Whether its scanners took it out, and not people: when that began nobody knows, so it is taken for always. */
        public boolean suppressed() {
            return silenced && !triage.silences();
        }

        /** Whether it was closed as fixed while it counted. */
        public boolean isFixed() {
            return outcome == EpisodeOutcome.FIXED && !silenced;
        }
    }

    /** All of a project, those of one finding one after the other, the oldest first. */
    public void all(long projectId, Consumer<Fact> sink) {
        var reader = new Reader(sink);
        jdbc.query(
                connection -> {
                    var statement =
                            connection.prepareStatement(SELECT + " between ? and ? order by e.finding_id, e.id");
                    statement.setFetchSize(BATCH);
                    statement.setLong(1, FindingId.of(projectId, 1));
                    statement.setLong(2, FindingId.of(projectId, Integer.MAX_VALUE));
                    return statement;
                },
                reader::row);
    }

    /** Those of these findings, in the same order; of findings that are no more there are none. */
    public void of(long projectId, RoaringBitmap numbers, Consumer<Fact> sink) {
        var ids = new ArrayList<Long>(BATCH);
        for (int number : numbers) {
            ids.add(FindingId.of(projectId, number));
            if (ids.size() == BATCH) {
                read(ids, sink);
                ids.clear();
            }
        }
        if (!ids.isEmpty()) {
            read(ids, sink);
        }
    }

    private void read(List<Long> ids, Consumer<Fact> sink) {
        named.query(SELECT + " in (:ids) order by e.finding_id, e.id", Map.of("ids", ids), new Reader(sink)::row);
    }

    /** Makes facts of rows in their order. */
    private static final class Reader {
        private static final Severity[] SEVERITIES = Severity.values();
        private static final TriageState[] STATES = TriageState.values();
        private static final Kind[] KINDS = Kind.values();

        private final Consumer<Fact> sink;
        private final Map<String, Set<Long>> guards = new HashMap<>();
        private long last = -1;

        Reader(Consumer<Fact> sink) {
            this.sink = sink;
        }

        void row(ResultSet row) throws SQLException {
            long finding = row.getLong(2);
            boolean again = finding == last;
            last = finding;
            OffsetDateTime closed = row.getObject(9, OffsetDateTime.class);
            boolean open = closed == null;
            TriageState now = STATES[row.getInt(17)];
            sink.accept(new Fact(
                    row.getLong(1),
                    FindingId.number(finding),
                    again,
                    millis(row.getObject(3, OffsetDateTime.class)),
                    millis(row.getObject(4, OffsetDateTime.class)),
                    row.getBoolean(5),
                    guards(row.getBytes(6)),
                    SEVERITIES[row.getInt(7)],
                    row.getBoolean(8),
                    closed == null ? Fact.OPEN : millis(closed),
                    row.getString(10) == null ? null : EpisodeOutcome.valueOf(row.getString(10)),
                    SEVERITIES[row.getInt(open ? 15 : 11)],
                    row.getBoolean(open ? 16 : 12),
                    open ? now : STATES[row.getInt(13)],
                    now,
                    KINDS[row.getInt(14)]));
        }

        /** Few sets are many findings'. */
        private Set<Long> guards(byte[] bytes) {
            return guards.computeIfAbsent(
                    new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1),
                    any -> Set.copyOf(GuardIds.decoded(bytes)));
        }

        private static long millis(OffsetDateTime at) {
            return at.toInstant().toEpochMilli();
        }
    }
}
