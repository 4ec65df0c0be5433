package dev.winnow.finding;

import dev.winnow.finding.identity.Pass;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads findings: single ones, those of a set in the order of their severity, and pages over all. Every list costs what it
 * shows, not what there is.
 */
@Repository
public class Findings {
    private static final String COLUMNS = """
            f.id, p.name, f.kind, x.severity, x.status, x.triage, x.silenced, x.exploited, f.rule_id, f.title, f.identifier,
            f.place, f.parameter, f.line, f.package_name, f.package_version, f.fixed_version, f.first_scan_id, f.first_seen_at
            from finding f join finding_state x on x.finding_id = f.id join project p on p.id = f.project_id
            """;

    /** The most streams that are asked about one finding. */
    private static final int SIGHTINGS = 200;

    private final JdbcClient jdbc;
    private final RuleStore rules;
    private final Joins joins;
    private final Presence presence;
    private final FindingOrder lists;

    Findings(JdbcClient jdbc, RuleStore rules, Joins joins, Presence presence, FindingOrder lists) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.joins = joins;
        this.presence = presence;
        this.lists = lists;
    }

    /**
     * Where a page over findings starts: behind this finding.
     *
     * @param severity of the last finding seen
     */
    public record After(Severity severity, long id) {}

    /** The finding; for the number of one that was absorbed, what stands for it now. */
    public Optional<Finding> find(long id) {
        return findExactly(id).or(() -> joins.survivorOf(id).flatMap(this::findExactly));
    }

    private Optional<Finding> findExactly(long id) {
        return jdbc.sql("select " + COLUMNS + " where f.id = ?")
                .param(id)
                .query((row, n) -> finding(row))
                .optional();
    }

    /** These findings, in the given order; those that do not exist are left out. */
    public List<Finding> ofNumbers(long projectId, Collection<Integer> numbers) {
        return ofIds(
                numbers.stream().map(number -> FindingId.of(projectId, number)).toList());
    }

    /** These findings, in the given order; those that do not exist are left out. */
    public List<Finding> ofIds(List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Among among = Among.of(ids);
        Map<Long, Finding> byId = jdbc
                .sql("select " + COLUMNS + " where f.id" + among.condition())
                .params(among.parameters())
                .query((row, n) -> finding(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Finding::id, Function.identity()));
        return ids.stream().filter(byId::containsKey).map(byId::get).toList();
    }

    /**
     * Findings of a set, worst first, then in the order they were found.
     *
     * @param content says how severe each of them is, there; what it does not have comes last
     * @param offset how many to pass over, from 0
     */
    public List<Finding> page(long projectId, RoaringBitmap set, ScanContent content, int offset, int limit) {
        var numbers = new ArrayList<Integer>(limit);
        RoaringBitmap rest = set.clone();
        int skip = offset;
        for (Severity severity : Severity.values()) {
            RoaringBitmap part = RoaringBitmap.and(set, content.of(severity));
            rest.andNot(part);
            skip = take(part, skip, limit, numbers);
        }
        take(rest, skip, limit, numbers);
        return ofNumbers(projectId, numbers).stream()
                .map(finding -> content.all().contains(finding.number())
                        ? finding.rated(content.severity(finding.number()))
                        : finding)
                .toList();
    }

    /** @return how many are still to be passed over */
    private static int take(RoaringBitmap part, int skip, int limit, List<Integer> numbers) {
        int count = part.getCardinality();
        if (skip >= count) {
            return skip - count;
        }
        for (int i = skip; i < count && numbers.size() < limit; i++) {
            // Rank order is number order, and select does not walk what lies before.
            numbers.add(part.select(i));
        }
        return 0;
    }

    /**
     * Findings that a filter lets through, worst first.
     *
     * @param project null for all projects
     * @param after null for the first page
     */
    public List<Finding> list(@Nullable Long project, FindingFilter filter, @Nullable After after, int limit) {
        return ofIds(lists.ids(project, filter, after, limit));
    }

    /**
     * Findings of some projects that a filter lets through, in the same order: by severity, then by id, in which projects
     * lie one behind the other. So a page reads on project by project and stops where it is full.
     *
     * @param projects their ids, in order
     * @param after null for the first page
     */
    public List<Finding> list(List<Long> projects, FindingFilter filter, @Nullable After after, int limit) {
        var ids = new ArrayList<Long>(limit);
        for (Severity severity : filter.wanted()) {
            int place = after == null ? 1 : severity.compareTo(after.severity());
            if (place < 0) {
                continue;
            }
            After from = place == 0 ? after : null;
            FindingFilter one = filter.only(severity);
            for (long project : projects) {
                if (ids.size() < limit && (from == null || FindingId.of(project, 0) + Integer.MAX_VALUE >= from.id())) {
                    ids.addAll(lists.ids(project, one, from, limit - ids.size()));
                }
            }
        }
        return ofIds(ids);
    }

    /** A project's findings of one status, worst first. @param after null for the first page */
    public List<Finding> ofProject(long projectId, FindingStatus status, @Nullable After after, int limit) {
        return list(projectId, FindingFilter.of(status), after, limit);
    }

    /** Names of the guards that saw each of these findings on the tracked branch or elsewhere, in order. */
    public Map<Long, List<String>> guardsOf(Collection<Long> findingIds) {
        var guards = new HashMap<Long, List<String>>();
        if (findingIds.isEmpty()) {
            return guards;
        }
        jdbc.sql("""
                        select distinct s.finding_id, g.name from sighting s
                        join stream t on t.id = s.stream_id join guard g on g.id = t.guard_id
                        where s.finding_id in (:ids) order by s.finding_id, g.name""").param("ids", findingIds).query(row -> {
            guards.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(row.getString(2));
        });
        return guards;
    }

    /**
     * A guard that suppresses a finding by itself.
     *
     * @param reason as its report gives it
     */
    public record SuppressedBy(String guard, Optional<String> reason) {}

    /** Of those of these findings that a guard suppresses, on the tracked branch before others, the newest of them. */
    public Map<Long, SuppressedBy> suppressed(Collection<Long> findingIds) {
        var by = new HashMap<Long, SuppressedBy>();
        if (findingIds.isEmpty()) {
            return by;
        }
        jdbc.sql("""
                        select s.finding_id, g.name, s.details from sighting s
                        join stream t on t.id = s.stream_id join guard g on g.id = t.guard_id
                        join project p on p.id = t.project_id
                        where s.finding_id in (:ids) and s.suppressed = true
                        order by s.finding_id, case when t.branch = p.tracked_branch then 0 else 1 end,
                          s.changed_scan_id desc, s.stream_id""").param("ids", findingIds).query(row -> {
            var suppression =
                    StoredJson.read(row.getBytes(3), SightingDetails.class).suppression();
            by.putIfAbsent(
                    row.getLong(1),
                    new SuppressedBy(
                            row.getString(2),
                            Optional.ofNullable(suppression == null ? null : suppression.justification())));
        });
        return by;
    }

    /**
     * What each stream says of the finding, the newest first: all streams of the tracked branch, up to
     * {@value #SIGHTINGS}, and what that leaves of others.
     */
    public List<Sighting> sightings(long findingId) {
        // Read to the end before anything else is asked: a request that holds one connection must not wait for another.
        List<SightingRow> rows = jdbc.sql("""
                        select s.stream_id, g.name, t.branch, t.target, s.severity, s.suppressed, s.matched_by,
                        s.first_scan_id, s.changed_scan_id, s.details, s.more_places, r.details,
                        case when t.branch = p.tracked_branch then 1 else 0 end as tracked, t.newest_scan_id
                        from sighting s join stream t on t.id = s.stream_id join guard g on g.id = t.guard_id
                        join project p on p.id = t.project_id join rule r on r.id = s.rule_ref
                        where s.finding_id = ?
                        order by tracked desc, s.changed_scan_id desc, s.stream_id fetch first ? rows only""")
                .params(findingId, SIGHTINGS)
                .query((row, n) -> sightingRow(row))
                .list();
        Set<Long> present = presence.of(
                FindingId.number(findingId),
                rows.stream()
                        .filter(SightingRow::tracked)
                        .map(SightingRow::streamId)
                        .toList(),
                rows.stream()
                        .filter(row -> !row.tracked() && row.newestScanId() != null)
                        .collect(Collectors.toMap(
                                SightingRow::streamId, row -> Objects.requireNonNull(row.newestScanId()))));
        return rows.stream()
                .sorted(Comparator.comparingLong(SightingRow::changedScanId)
                        .reversed()
                        .thenComparing(SightingRow::streamId))
                .map(row -> row.sighting(present.contains(row.streamId())))
                .toList();
    }

    /**
     * What one stream says of one finding.
     *
     * @param present whether the stream contains the finding now
     * @param matchedBy why its result is this finding
     * @param morePlaces further places of the same problem in the same report; 20 of them are kept
     */
    public record Sighting(
            long streamId,
            String guard,
            String branch,
            String target,
            Severity severity,
            boolean suppressed,
            boolean present,
            Pass matchedBy,
            long firstScanId,
            long changedScanId,
            SightingDetails details,
            List<dev.winnow.importers.Location> morePlaces,
            Rule rule) {
        private Sighting there() {
            return new Sighting(
                    streamId,
                    guard,
                    branch,
                    target,
                    severity,
                    suppressed,
                    true,
                    matchedBy,
                    firstScanId,
                    changedScanId,
                    details,
                    morePlaces,
                    rule);
        }
    }

    /** @param newestScanId of the stream */
    private record SightingRow(
            Sighting sighting, boolean tracked, @Nullable Long newestScanId) {
        long streamId() {
            return sighting.streamId();
        }

        long changedScanId() {
            return sighting.changedScanId();
        }

        Sighting sighting(boolean present) {
            return present ? sighting.there() : sighting;
        }
    }

    private SightingRow sightingRow(ResultSet row) throws SQLException {
        byte[] more = row.getBytes(11);
        var sighting = new Sighting(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Severity.values()[row.getInt(5)],
                row.getBoolean(6),
                false,
                Pass.ofCode(row.getInt(7)),
                row.getLong(8),
                row.getLong(9),
                StoredJson.read(row.getBytes(10), SightingDetails.class),
                more == null ? List.of() : List.of(StoredJson.read(more, dev.winnow.importers.Location[].class)),
                rules.read(row.getBytes(12)));
        return new SightingRow(sighting, row.getInt(13) == 1, row.getObject(14, Long.class));
    }

    private static Finding finding(ResultSet row) throws SQLException {
        return new Finding(
                row.getLong(1),
                row.getString(2),
                Kind.values()[row.getInt(3)],
                Severity.values()[row.getInt(4)],
                FindingStatus.values()[row.getInt(5)],
                TriageState.values()[row.getInt(6)],
                row.getBoolean(7),
                row.getBoolean(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                row.getInt(14),
                row.getString(15),
                row.getString(16),
                row.getString(17),
                row.getLong(18),
                row.getObject(19, OffsetDateTime.class).toInstant());
    }
}
