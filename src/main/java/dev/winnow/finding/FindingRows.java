package dev.winnow.finding;

import com.carrotsearch.hppc.IntHashSet;
import dev.winnow.finding.identity.Pass;
import dev.winnow.importers.Location;
import dev.winnow.importers.Severity;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** Writes findings and sightings in batches, through plain JDBC. */
@Repository
class FindingRows {
    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final RuleStore rules;
    private final FindingChanges changes;

    FindingRows(JdbcTemplate jdbc, RuleStore rules, FindingChanges changes) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.rules = rules;
        this.changes = changes;
    }

    Session session(Scan scan, Stream stream, Instant seenAt) {
        return new Session(scan, stream, seenAt);
    }

    /**
     * Gives findings that several streams contain what these say together: the worst severity, and silenced only where
     * every stream suppresses them, or people took them out.
     *
     * @param open what all streams of the tracked branch contain
     */
    void sumUp(long projectId, RoaringBitmap findings, ScanContent open) {
        jdbc.batchUpdate(
                "update finding_state set severity = ?, silenced = ?, exploited = ? where finding_id = ?",
                findings.stream().boxed().toList(),
                BATCH,
                (statement, number) -> {
                    statement.setInt(1, open.severity(number).ordinal());
                    statement.setBoolean(2, open.silenced().contains(number));
                    statement.setBoolean(3, open.exploited().contains(number));
                    statement.setLong(4, FindingId.of(projectId, number));
                });
        changes.note(projectId, findings);
    }

    void setStatus(long projectId, RoaringBitmap findings, FindingStatus status) {
        jdbc.batchUpdate(
                "update finding_state set status = ? where finding_id = ?",
                findings.stream().boxed().toList(),
                BATCH,
                (statement, number) -> {
                    statement.setInt(1, status.ordinal());
                    statement.setLong(2, FindingId.of(projectId, number));
                });
        changes.note(projectId, findings);
    }

    /** Which of the findings have this status. */
    RoaringBitmap withStatus(long projectId, RoaringBitmap findings, FindingStatus status) {
        var having = new RoaringBitmap();
        forEachBatch(
                projectId,
                findings,
                ids -> named.query(
                        "select finding_id from finding_state where finding_id in (:ids) and status = :status",
                        Map.of("ids", ids, "status", status.ordinal()),
                        row -> {
                            having.add(FindingId.number(row.getLong(1)));
                        }));
        return having;
    }

    /** Which of these findings one of the streams saw at any time; in batches, by the primary key. */
    IntHashSet seenBy(List<Long> streams, long projectId, IntHashSet findings) {
        var seen = new IntHashSet();
        forEachBatch(
                projectId,
                RoaringBitmap.bitmapOf(findings.toArray()),
                ids -> named.query(
                        "select finding_id from sighting where finding_id in (:ids) and stream_id in (:streams)",
                        Map.of("ids", ids, "streams", streams),
                        row -> {
                            seen.add(FindingId.number(row.getLong(1)));
                        }));
        return seen;
    }

    private static void forEachBatch(
            long projectId, RoaringBitmap findings, java.util.function.Consumer<List<Long>> work) {
        var ids = new ArrayList<Long>(BATCH);
        for (int number : findings) {
            ids.add(FindingId.of(projectId, number));
            if (ids.size() == BATCH) {
                work.accept(ids);
                ids.clear();
            }
        }
        if (!ids.isEmpty()) {
            work.accept(ids);
        }
    }

    /** What the database gets of one result: the finding it is, and what the stream says of it. */
    record Entry(
            int number,
            boolean isNew,
            FindingStatus status,
            Severity severity,
            boolean silenced,
            boolean suppressed,
            boolean exploited,
            Pass matchedBy,
            StoredResult result) {}

    /** Collects rows and writes them a thousand at a time. */
    final class Session {
        private final Scan scan;
        private final Stream stream;
        private final Instant seenAt;
        private final RuleStore.Session wanted = rules.session();
        private final RoaringBitmap written = new RoaringBitmap();
        private final List<Entry> entries = new ArrayList<>(BATCH);
        private final Map<Integer, List<Location>> morePlaces = new HashMap<>();

        private Session(Scan scan, Stream stream, Instant seenAt) {
            this.scan = scan;
            this.stream = stream;
            this.seenAt = seenAt;
        }

        void write(Entry entry) {
            entries.add(entry);
            written.add(entry.number());
            wanted.want(entry.result().rule());
            if (entries.size() >= BATCH) {
                flush();
            }
        }

        /** Notes one more place of a finding that was written already; 20 of them are kept. */
        void alsoAt(int number, StoredResult result) {
            List<Location> places = morePlaces.computeIfAbsent(number, n -> new ArrayList<>(1));
            if (places.size() < 20) {
                places.addAll(result.firstLocation());
            }
        }

        void finish() {
            flush();
            changes.noteWritten(stream.projectId(), written);
            jdbc.batchUpdate(
                    "update sighting set more_places = ? where finding_id = ? and stream_id = ?",
                    List.copyOf(morePlaces.entrySet()),
                    BATCH,
                    (statement, places) -> {
                        statement.setBytes(1, StoredJson.write(places.getValue()));
                        statement.setLong(2, FindingId.of(stream.projectId(), places.getKey()));
                        statement.setLong(3, stream.id());
                    });
        }

        private void flush() {
            if (entries.isEmpty()) {
                return;
            }
            wanted.flush();
            List<Entry> fresh = entries.stream().filter(Entry::isNew).toList();
            List<Entry> known = entries.stream().filter(entry -> !entry.isNew()).toList();
            insertFindings(fresh);
            insertSightings(fresh);
            if (!known.isEmpty()) {
                Set<Integer> seen = seenBefore(known);
                updateFindings(known);
                insertSightings(known.stream()
                        .filter(entry -> !seen.contains(entry.number()))
                        .toList());
                updateSightings(known.stream()
                        .filter(entry -> seen.contains(entry.number()))
                        .toList());
            }
            entries.clear();
        }

        private Set<Integer> seenBefore(Collection<Entry> known) {
            var seen = new HashSet<Integer>();
            named.query(
                    "select finding_id from sighting where finding_id in (:ids) and stream_id = :stream",
                    Map.of(
                            "ids",
                            known.stream().map(entry -> id(entry.number())).toList(),
                            "stream",
                            stream.id()),
                    row -> {
                        seen.add(FindingId.number(row.getLong(1)));
                    });
            return seen;
        }

        private long id(int number) {
            return FindingId.of(stream.projectId(), number);
        }

        private void insertFindings(List<Entry> fresh) {
            jdbc.batchUpdate("""
                    insert into finding (rule_id, title, identifier, place, parameter, line, package_name,
                    package_version, fixed_version, id, project_id, kind, first_scan_id, first_seen_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", fresh, BATCH, (statement, entry) -> {
                int next = describe(statement, entry.result());
                statement.setLong(next++, id(entry.number()));
                statement.setLong(next++, stream.projectId());
                statement.setInt(next++, entry.result().kind().ordinal());
                statement.setLong(next++, scan.id());
                statement.setObject(next, Times.column(seenAt));
            });
            jdbc.batchUpdate("""
                    insert into finding_state (severity, silenced, exploited, status, kind, project_id, finding_id,
                    triage) values (?, ?, ?, ?, ?, ?, ?, 0)""", fresh, BATCH, (statement, entry) -> {
                int next = rate(statement, entry);
                statement.setInt(next++, entry.status().ordinal());
                statement.setInt(next++, entry.result().kind().ordinal());
                statement.setLong(next++, stream.projectId());
                statement.setLong(next, id(entry.number()));
            });
        }

        private void updateFindings(List<Entry> known) {
            jdbc.batchUpdate(
                    """
                    update finding set rule_id = ?, title = ?, identifier = ?, place = ?, parameter = ?, line = ?,
                    package_name = ?, package_version = ?, fixed_version = ? where id = ?""",
                    known,
                    BATCH,
                    (statement, entry) -> statement.setLong(describe(statement, entry.result()), id(entry.number())));
            jdbc.batchUpdate(
                    "update finding_state set severity = ?, silenced = ?, exploited = ? where finding_id = ?",
                    known,
                    BATCH,
                    (statement, entry) -> statement.setLong(rate(statement, entry), id(entry.number())));
        }

        /** Sets the parameters that say how much a finding counts. @return the index of the next one */
        private static int rate(PreparedStatement statement, Entry entry) throws SQLException {
            statement.setInt(1, entry.severity().ordinal());
            statement.setBoolean(2, entry.silenced());
            statement.setBoolean(3, entry.exploited());
            return 4;
        }

        /** Sets the parameters that say what a finding is. @return the index of the next one */
        private static int describe(PreparedStatement statement, StoredResult result) throws SQLException {
            int next = 1;
            statement.setString(next++, result.rule().ruleId());
            statement.setString(next++, result.title());
            statement.setString(next++, result.identifier());
            statement.setString(next++, result.place());
            statement.setString(next++, result.parameter());
            statement.setInt(next++, result.line());
            statement.setString(next++, result.packageName());
            statement.setString(next++, result.packageVersion());
            statement.setString(next++, result.fixedVersion());
            return next;
        }

        private void insertSightings(List<Entry> unseen) {
            jdbc.batchUpdate("""
                    insert into sighting (rule_ref, severity, suppressed, matched_by, changed_scan_id, details,
                    finding_id, stream_id, first_scan_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""", unseen, BATCH, (statement, entry) -> {
                int next = tell(statement, entry);
                statement.setLong(next, scan.id());
            });
        }

        private void updateSightings(List<Entry> seen) {
            jdbc.batchUpdate("""
                    update sighting set rule_ref = ?, severity = ?, suppressed = ?, matched_by = ?, changed_scan_id = ?,
                    details = ?, more_places = null
                    where finding_id = ? and stream_id = ?""", seen, BATCH, this::tell);
        }

        /** Sets the parameters that say what the stream says of it. @return the index of the next one */
        private int tell(PreparedStatement statement, Entry entry) throws SQLException {
            int next = 1;
            statement.setLong(next++, entry.result().rule().id());
            statement.setInt(next++, entry.severity().ordinal());
            statement.setBoolean(next++, entry.suppressed());
            statement.setInt(next++, entry.matchedBy().code());
            statement.setLong(next++, scan.id());
            statement.setBytes(next++, entry.result().details());
            statement.setLong(next++, id(entry.number()));
            statement.setLong(next++, stream.id());
            return next;
        }
    }
}
