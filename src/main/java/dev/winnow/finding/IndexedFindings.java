package dev.winnow.finding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.winnow.importers.Location;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads findings for the search index, and tells how many there are, so that the index can be held against it. */
@Repository
public class IndexedFindings {
    /** Reports about one finding that are read: those of the tracked branch first, then the newest. */
    private static final int SIGHTINGS = 20;

    /** Places of one finding. */
    private static final int PLACES = 50;

    private static final int RULES = 20_000;

    private final JdbcClient jdbc;
    private final Findings findings;
    private final GuardFindings guards;
    private final RuleStore rules;
    private final ObjectProvider<FindingMarks> marks;

    /** Weaknesses by rule: rules never change. */
    private final Cache<Long, List<String>> cwes =
            Caffeine.newBuilder().maximumSize(RULES).build();

    IndexedFindings(
            JdbcClient jdbc,
            Findings findings,
            GuardFindings guards,
            RuleStore rules,
            ObjectProvider<FindingMarks> marks) {
        this.jdbc = jdbc;
        this.findings = findings;
        this.guards = guards;
        this.rules = rules;
        this.marks = marks;
    }

    /** Ids of all projects that may have findings. */
    public List<Long> projects() {
        return jdbc.sql("select id from project order by id")
                .query((row, n) -> row.getLong(1))
                .list();
    }

    /** Numbers of all findings of a project. */
    public RoaringBitmap numbers(long projectId) {
        var numbers = new RoaringBitmap();
        jdbc.sql("select finding_id from finding_state where project_id = ?")
                .param(projectId)
                .query(row -> {
                    numbers.add(FindingId.number(row.getLong(1)));
                });
        return numbers;
    }

    /** Which of these findings exist. */
    public Set<Long> existing(Collection<Long> ids) {
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("select finding_id from finding_state where finding_id in (:ids)")
                        .param("ids", ids)
                        .query((row, n) -> row.getLong(1))
                        .list());
    }

    /** Where findings stand, as far as they are counted. */
    public record Standing(long projectId, int status, int severity, boolean silenced) {
        public static Standing of(Finding finding) {
            return new Standing(
                    finding.projectId(),
                    finding.status().ordinal(),
                    finding.severity().ordinal(),
                    finding.silenced());
        }
    }

    /** How many findings stand where; one statement that reads an index alone. */
    public Map<Standing, Long> counts() {
        var counts = new HashMap<Standing, Long>();
        jdbc.sql("select project_id, status, severity, silenced, count(*) from finding_state"
                        + " group by project_id, status, severity, silenced")
                .query(row -> {
                    counts.put(
                            new Standing(row.getLong(1), row.getInt(2), row.getInt(3), row.getBoolean(4)),
                            row.getLong(5));
                });
        return counts;
    }

    /** Starts reading findings of one project. What its guards see is read once. */
    public Reader of(long projectId) {
        return new Reader(projectId, guards.now(projectId));
    }

    /** Reads findings of one project. */
    public final class Reader {
        private final long projectId;
        private final Map<String, RoaringBitmap> seenNow;

        private Reader(long projectId, Map<String, RoaringBitmap> seenNow) {
            this.projectId = projectId;
            this.seenNow = seenNow;
        }

        /** Those of them that exist; in six statements, so not more than about a thousand at a time. */
        public List<IndexedFinding> read(Collection<Integer> numbers) {
            List<Finding> found = findings.ofNumbers(projectId, numbers);
            if (found.isEmpty()) {
                return List.of();
            }
            List<Long> ids = found.stream().map(Finding::id).toList();
            Map<Long, Said> said = said(ids);
            Map<Long, List<String>> everSeen = findings.guardsOf(found.stream()
                    .filter(finding -> finding.status() != FindingStatus.OPEN)
                    .map(Finding::id)
                    .toList());
            Map<Long, Stretch> stretches = stretches(ids);
            Map<Long, Map<FindingMark, List<String>>> marked = marked(ids);
            return found.stream()
                    .map(finding -> {
                        Said words = said.getOrDefault(finding.id(), Said.NOTHING);
                        Stretch stretch =
                                stretches.getOrDefault(finding.id(), new Stretch(finding.firstSeenAt(), null, null));
                        return new IndexedFinding(
                                finding,
                                words.message(),
                                with(finding.identifier(), words.identifiers()),
                                with(finding.place(), words.places()),
                                List.copyOf(words.cwes()),
                                List.copyOf(words.purls()),
                                finding.status() == FindingStatus.OPEN
                                        ? guardsNow(finding.number())
                                        : everSeen.getOrDefault(finding.id(), List.of()),
                                stretch.introducedAt(),
                                stretch.openedAt(),
                                stretch.closedAt(),
                                marked.getOrDefault(finding.id(), Map.of()));
                    })
                    .toList();
        }

        private List<String> guardsNow(int number) {
            return seenNow.entrySet().stream()
                    .filter(guard -> guard.getValue().contains(number))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    private static List<String> with(@Nullable String first, Set<String> others) {
        var all = new LinkedHashSet<String>();
        if (first != null) {
            all.add(first);
        }
        all.addAll(others);
        return List.copyOf(all);
    }

    /** What guards say of one finding; the newest of them first. */
    private record Said(
            String message, Set<String> identifiers, Set<String> places, Set<String> cwes, Set<String> purls) {
        private static final Said NOTHING = new Said("", Set.of(), Set.of(), Set.of(), Set.of());

        private static Said of(SightingDetails details) {
            return new Said(
                    details.message(),
                    new LinkedHashSet<>(),
                    new LinkedHashSet<>(),
                    new LinkedHashSet<>(),
                    new LinkedHashSet<>());
        }

        private void add(Row row, List<String> weaknesses) {
            identifiers.addAll(row.details().identifiers());
            add(row.details().locations());
            add(row.more());
            cwes.addAll(weaknesses);
            if (row.details().component() != null && row.details().component().purl() != null) {
                purls.add(row.details().component().purl());
            }
            if (row.details().resource() != null) {
                places.add(row.details().resource());
            }
        }

        private void add(List<Location> locations) {
            for (Location location : locations) {
                String place = location.uri() == null ? location.logicalName() : location.uri();
                if (place != null && places.size() < PLACES) {
                    places.add(place);
                }
            }
        }
    }

    private record Row(long findingId, long rule, SightingDetails details, List<Location> more) {}

    private Map<Long, Said> said(List<Long> ids) {
        Among among = Among.of(ids);
        List<Row> rows = jdbc.sql("""
                        select finding_id, rule_ref, details, more_places from (
                          select s.finding_id, s.rule_ref, s.details, s.more_places, row_number() over (
                              partition by s.finding_id
                              order by case when t.branch = p.tracked_branch then 0 else 1 end, s.changed_scan_id desc,
                              s.stream_id) as place
                          from sighting s join stream t on t.id = s.stream_id join project p on p.id = t.project_id
                          where s.finding_id %s) newest
                        where place <= :most order by finding_id, place""".formatted(among.condition()))
                .params(among.parameters())
                .param("most", SIGHTINGS)
                .query((row, n) -> {
                    byte[] more = row.getBytes(4);
                    return new Row(
                            row.getLong(1),
                            row.getLong(2),
                            StoredJson.read(row.getBytes(3), SightingDetails.class),
                            more == null ? List.of() : List.of(StoredJson.read(more, Location[].class)));
                })
                .list();
        Map<Long, List<String>> weaknesses =
                weaknesses(rows.stream().map(Row::rule).collect(Collectors.toSet()));
        var said = new HashMap<Long, Said>();
        for (Row row : rows) {
            said.computeIfAbsent(row.findingId(), id -> Said.of(row.details()))
                    .add(row, weaknesses.getOrDefault(row.rule(), List.of()));
        }
        return said;
    }

    private Map<Long, List<String>> weaknesses(Set<Long> wanted) {
        return cwes.getAll(wanted, missing -> {
            var read = new HashMap<Long, List<String>>();
            missing.forEach(id -> read.put(id, List.of()));
            jdbc.sql("select id, details from rule where id in (:ids)")
                    .param("ids", Set.copyOf(missing))
                    .query(row -> {
                        read.put(row.getLong(1), rules.read(row.getBytes(2)).cwes());
                    });
            return read;
        });
    }

    private record Stretch(
            Instant introducedAt,
            @Nullable Instant openedAt,
            @Nullable Instant closedAt) {}

    private Map<Long, Stretch> stretches(List<Long> ids) {
        var newest = new HashMap<Long, Stretch>();
        Among among = Among.of(ids);
        jdbc.sql("select finding_id, introduced_at, opened_at, closed_at from episode where finding_id"
                        + among.condition() + "order by id")
                .params(among.parameters())
                .query(row -> {
                    newest.put(
                            row.getLong(1),
                            new Stretch(
                                    Objects.requireNonNull(row.getObject(2, OffsetDateTime.class))
                                            .toInstant(),
                                    Times.instant(row.getObject(3, OffsetDateTime.class)),
                                    Times.instant(row.getObject(4, OffsetDateTime.class))));
                });
        return newest;
    }

    private Map<Long, Map<FindingMark, List<String>>> marked(List<Long> ids) {
        List<FindingMarks> sources = marks.orderedStream().toList();
        if (sources.isEmpty()) {
            return Map.of();
        }
        var all = new HashMap<Long, Map<FindingMark, List<String>>>();
        for (FindingMarks source : sources) {
            source.of(ids)
                    .forEach((id, given) -> given.forEach(
                            (mark, words) -> all.computeIfAbsent(id, one -> new EnumMap<>(FindingMark.class))
                                    .computeIfAbsent(mark, one -> new ArrayList<>())
                                    .addAll(words)));
        }
        return all;
    }
}
