package dev.winnow.finding;

import dev.winnow.finding.identity.Pass;
import dev.winnow.importers.Component;
import dev.winnow.importers.Location;
import dev.winnow.importers.Result;
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

    FindingRows(JdbcTemplate jdbc, RuleStore rules) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.rules = rules;
    }

    /** @param counts whether the scan says what the stream contains now: it is not a late one */
    Session session(Scan scan, Stream stream, Instant seenAt, boolean counts) {
        return new Session(scan, stream, seenAt, counts);
    }

    /** Notes what the stream contains again, or no more. */
    void mark(Stream stream, RoaringBitmap findings, boolean present) {
        jdbc.batchUpdate(
                "update sighting set present = " + present + " where finding_id = ? and stream_id = ?",
                findings.stream().boxed().toList(),
                BATCH,
                (statement, number) -> {
                    statement.setLong(1, FindingId.of(stream.projectId(), number));
                    statement.setLong(2, stream.id());
                });
    }

    /**
     * Lets findings take the worst severity that a stream of the tracked branch which contains them gives them, and be
     * silenced only where every such stream suppresses them.
     */
    void sumUp(long projectId, RoaringBitmap findings) {
        if (findings.isEmpty()) {
            return;
        }
        List<Long> streams = jdbc.queryForList(
                "select t.id from stream t join project p on p.id = t.project_id and p.tracked_branch = t.branch"
                        + " where p.id = ?",
                Long.class,
                projectId);
        forEachBatch(projectId, findings, ids -> named.update("""
                        update finding set
                          severity = coalesce(
                            (select min(s.severity) from sighting s
                             where s.finding_id = finding.id and s.stream_id in (:streams) and s.present and not s.suppressed),
                            (select min(s.severity) from sighting s where s.finding_id = finding.id and s.stream_id in (:streams) and s.present),
                            severity),
                          silenced = exists (select 1 from sighting s
                             where s.finding_id = finding.id and s.stream_id in (:streams) and s.present and s.suppressed)
                            and not exists (select 1 from sighting s
                             where s.finding_id = finding.id and s.stream_id in (:streams) and s.present and not s.suppressed),
                          exploited = exists (select 1 from sighting s
                             where s.finding_id = finding.id and s.stream_id in (:streams) and s.present and s.exploited)
                        where id in (:ids)""", Map.of("ids", ids, "streams", streams)));
    }

    void setStatus(long projectId, RoaringBitmap findings, FindingStatus status) {
        jdbc.batchUpdate(
                "update finding set status = ? where id = ?",
                findings.stream().boxed().toList(),
                BATCH,
                (statement, number) -> {
                    statement.setInt(1, status.ordinal());
                    statement.setLong(2, FindingId.of(projectId, number));
                });
    }

    /** Which of the findings have this status. */
    RoaringBitmap withStatus(long projectId, RoaringBitmap findings, FindingStatus status) {
        var having = new RoaringBitmap();
        forEachBatch(
                projectId,
                findings,
                ids -> named.query(
                        "select id from finding where id in (:ids) and status = :status",
                        Map.of("ids", ids, "status", status.ordinal()),
                        row -> {
                            having.add(FindingId.number(row.getLong(1)));
                        }));
        return having;
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
            boolean suppressed,
            boolean exploited,
            Pass matchedBy,
            Result result) {}

    /** Collects rows and writes them a thousand at a time. */
    final class Session {
        private final Scan scan;
        private final Stream stream;
        private final Instant seenAt;
        private final boolean counts;
        private final RuleStore.Session ruleIds = rules.session();
        private final List<Entry> entries = new ArrayList<>(BATCH);
        private final Map<Integer, List<Location>> morePlaces = new HashMap<>();

        private Session(Scan scan, Stream stream, Instant seenAt, boolean counts) {
            this.scan = scan;
            this.stream = stream;
            this.seenAt = seenAt;
            this.counts = counts;
        }

        void write(Entry entry) {
            entries.add(entry);
            ruleIds.id(entry.result().rule());
            if (entries.size() >= BATCH) {
                flush();
            }
        }

        /** Notes one more place of a finding that was written already; 20 of them are kept. */
        void alsoAt(int number, Result result) {
            List<Location> places = morePlaces.computeIfAbsent(number, n -> new ArrayList<>(1));
            if (places.size() < 20) {
                places.addAll(result.locations()
                        .subList(0, Math.min(1, result.locations().size())));
            }
        }

        void finish() {
            flush();
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
            ruleIds.flush();
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
                    insert into finding (rule_id, title, identifier, place, line, package_name, package_version,
                    fixed_version, severity, id, project_id, kind, status, silenced, exploited, first_scan_id,
                    first_seen_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", fresh, BATCH, (statement, entry) -> {
                int next = describe(statement, entry.result());
                statement.setInt(next++, entry.severity().ordinal());
                statement.setLong(next++, id(entry.number()));
                statement.setLong(next++, stream.projectId());
                statement.setInt(next++, entry.result().kind().ordinal());
                statement.setInt(next++, entry.status().ordinal());
                statement.setBoolean(next++, entry.suppressed());
                statement.setBoolean(next++, entry.exploited());
                statement.setLong(next++, scan.id());
                statement.setObject(next, Times.column(seenAt));
            });
        }

        private void updateFindings(List<Entry> known) {
            jdbc.batchUpdate("""
                    update finding set rule_id = ?, title = ?, identifier = ?, place = ?, line = ?, package_name = ?,
                    package_version = ?, fixed_version = ?, severity = ?, silenced = ?, exploited = ? where id = ?""", known, BATCH, (statement, entry) -> {
                int next = describe(statement, entry.result());
                statement.setInt(next++, entry.severity().ordinal());
                statement.setBoolean(next++, entry.suppressed());
                statement.setBoolean(next++, entry.exploited());
                statement.setLong(next, id(entry.number()));
            });
        }

        /** Sets the parameters that say what a finding is. @return the index of the next one */
        private static int describe(PreparedStatement statement, Result result) throws SQLException {
            Location location = result.primaryLocation();
            Component component = result.component();
            String place = location == null ? null : location.uri() == null ? location.logicalName() : location.uri();
            if (result.request() != null) {
                place = result.request().method() + " " + result.request().url();
            }
            int next = 1;
            statement.setString(next++, Cut.to(result.rule().id(), 300));
            statement.setString(next++, Cut.to(result.title(), 300));
            statement.setString(
                    next++,
                    result.identifiers().isEmpty()
                            ? null
                            : Cut.to(result.identifiers().getFirst(), 100));
            statement.setString(next++, Cut.orNull(place, 1_000));
            statement.setInt(next++, location == null ? 0 : location.startLine());
            statement.setString(next++, component == null ? null : Cut.to(component.name(), 300));
            statement.setString(next++, component == null ? null : Cut.orNull(component.version(), 200));
            statement.setString(next++, component == null ? null : Cut.orNull(component.fixedVersion(), 300));
            return next;
        }

        private void insertSightings(List<Entry> unseen) {
            jdbc.batchUpdate("""
                    insert into sighting (rule_ref, severity, suppressed, exploited, matched_by, changed_scan_id,
                    details, finding_id, stream_id, first_scan_id, present) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", unseen, BATCH, (statement, entry) -> {
                int next = tell(statement, entry);
                statement.setLong(next++, scan.id());
                statement.setBoolean(next, counts);
            });
        }

        private void updateSightings(List<Entry> seen) {
            jdbc.batchUpdate("""
                    update sighting set rule_ref = ?, severity = ?, suppressed = ?, exploited = ?, matched_by = ?,
                    changed_scan_id = ?, details = ?, more_places = null, present = true
                    where finding_id = ? and stream_id = ?""", seen, BATCH, this::tell);
        }

        /** Sets the parameters that say what the stream says of it. @return the index of the next one */
        private int tell(PreparedStatement statement, Entry entry) throws SQLException {
            int next = 1;
            statement.setLong(next++, ruleIds.id(entry.result().rule()));
            statement.setInt(next++, entry.severity().ordinal());
            statement.setBoolean(next++, entry.suppressed());
            statement.setBoolean(next++, entry.exploited());
            statement.setInt(next++, entry.matchedBy().code());
            statement.setLong(next++, scan.id());
            statement.setBytes(next++, StoredJson.write(SightingDetails.of(entry.result())));
            statement.setLong(next++, id(entry.number()));
            statement.setLong(next++, stream.id());
            return next;
        }
    }
}
